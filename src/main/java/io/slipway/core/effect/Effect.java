package io.slipway.core.effect;

import io.slipway.core.value.EffectKey;

/** A wish addressed to the outside world. Repeating one does no harm. */
public sealed interface Effect permits RegistryEffect, InstallEffect, WriteEffect {
  /** At most one effect of a key is in flight. */
  EffectKey key();

  /**
   * What is wished, as a short text that is equal exactly for equal wishes: a changed wish is tried
   * at once, an equal one waits out its pause after a failure. Holds no credential.
   */
  String identity();

  /** Whether it cannot be undone, so that leadership is checked once more just before it. */
  boolean irreversible();
}
