package io.slipway.core.projection;

import io.slipway.core.event.NotifyEvent;
import io.slipway.core.event.NotifyEvent.NotificationFailed;
import io.slipway.core.event.NotifyEvent.ReleaseNotified;
import io.slipway.core.value.Announced;
import java.util.Optional;

/** Folds what became of telling people of releases. One that is gone is not kept. */
final class NotifyReducer {
  private NotifyReducer() {}

  static World evolve(World world, NotifyEvent event) {
    return switch (event) {
      case ReleaseNotified(_, var release, var uid, var at) ->
          announced(world, event, release, new Announced(uid, Optional.of(at), ""));
      case NotificationFailed(_, var release, var uid, var text) ->
          announced(world, event, release, new Announced(uid, Optional.empty(), text));
    };
  }

  private static World announced(World world, NotifyEvent event, String release, Announced how) {
    return ModuleSlices.change(
        world,
        event.module(),
        m ->
            m.releases().containsKey(release)
                ? m.withAnnounced(m.announced().plus(release, how))
                : m);
  }
}
