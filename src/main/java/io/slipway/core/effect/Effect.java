package io.slipway.core.effect;

import io.slipway.core.value.EffectKey;

/** A wish addressed to the outside world. Repeating one does no harm. */
public sealed interface Effect permits RegistryEffect, InstallEffect, NotifyEffect, WriteEffect {
  /** At most one effect of a key is in flight. */
  EffectKey key();

  /**
   * What is wished, as a short text without credentials. After a failure the same text waits out
   * its pause, another one is tried at once; writes of one object name the version they build upon.
   */
  String identity();
}
