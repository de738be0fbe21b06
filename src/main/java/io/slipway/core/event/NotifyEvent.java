package io.slipway.core.event;

import io.slipway.core.value.ModuleName;
import java.time.Instant;

/** What became of telling people of a release. */
public sealed interface NotifyEvent extends Event {
  ModuleName module();

  /**
   * @param release name of the object
   * @param uid of the object
   */
  record ReleaseNotified(ModuleName module, String release, String uid, Instant at)
      implements NotifyEvent {}

  /**
   * @param text why, for the user
   */
  record NotificationFailed(ModuleName module, String release, String uid, String text)
      implements NotifyEvent {}
}
