package io.slipway.core.effect;

import io.slipway.core.effect.Notifier.Announcement;
import io.slipway.core.value.EffectKey;
import io.slipway.core.value.NotificationSettings;
import io.slipway.core.value.ObjectMeta;

/** Telling people something. */
public sealed interface NotifyEffect extends Effect {
  /**
   * Tells people of a release before it is deployed.
   *
   * @param release whose announcement it is
   * @param generation of the object that the settings come from: changed ones are tried at once
   */
  record NotifyRelease(
      ObjectMeta release, NotificationSettings settings, long generation, Announcement announcement)
      implements NotifyEffect {
    public static final String KIND = "NotifyRelease";

    /** Of any announcement of this release. */
    public static EffectKey key(ObjectMeta release) {
      return new EffectKey(KIND, "ModuleRelease/" + release.name());
    }

    /** By which the same wish is recognised as a repetition. */
    public static String identity(ObjectMeta release, long generation) {
      return release.uid() + " " + generation;
    }

    @Override
    public EffectKey key() {
      return key(release);
    }

    @Override
    public String identity() {
      return identity(release, generation);
    }
  }
}
