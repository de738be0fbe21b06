package io.slipway.stream;

import io.slipway.core.effect.Effect;

/**
 * Is told how far each effect has come, on the thread that carries it out. In production nobody
 * watches; a test ends the process in between.
 */
public interface EffectWatch {
  EffectWatch NOBODY = (effect, moment) -> {};

  /** Boundaries of an effect, in their order. */
  enum Moment {
    /** Announced as a step; nothing has been done. */
    BEFORE,
    /** Done in the world outside; nobody in here knows it yet. */
    DONE,
    /** Its outcome is a step. */
    RECORDED
  }

  void reached(Effect effect, Moment moment);
}
