package io.slipway.core.display;

import io.slipway.core.decision.GateReason.Call;
import io.slipway.core.decision.GateReason.NotificationDue;
import io.slipway.core.decision.ModuleVerdict;
import io.slipway.core.decision.Notifying;
import io.slipway.core.decision.ReleaseVerdict;
import io.slipway.core.effect.Notifier.Announcement;
import io.slipway.core.effect.NotifyEffect.NotifyRelease;
import io.slipway.core.projection.World;
import io.slipway.core.value.ConfigObject;
import io.slipway.core.value.Keys;
import io.slipway.core.value.ReleaseObject;
import io.slipway.core.value.SemVer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What people are told of a release, and what the release says of that (releases.md 2.10). */
final class NotificationDisplay {
  /** RFC 850. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEEE, dd-MMM-yy HH:mm:ss 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private NotificationDisplay() {}

  /** The call that is to be made. */
  static Optional<NotifyRelease> call(World world, ModuleVerdict module, ReleaseVerdict verdict) {
    var generation = world.platform().map(ConfigObject::meta).map(m -> m.generation()).orElse(0L);
    var release = verdict.release();
    return due(module, verdict)
        .filter(due -> due.call() == Call.DUE)
        .flatMap(
            due ->
                world
                    .notification()
                    .filter(settings -> !settings.webhook().isEmpty())
                    .map(
                        settings ->
                            new NotifyRelease(
                                release.meta(),
                                settings,
                                generation,
                                announcement(module, release, due))));
  }

  private static Optional<NotificationDue> due(ModuleVerdict module, ReleaseVerdict verdict) {
    return module.module().switchedOn() ? Notifying.due(verdict) : Optional.empty();
  }

  private static Announcement announcement(
      ModuleVerdict module, ReleaseObject release, NotificationDue due) {
    var version = release.spec().version().orElse(SemVer.of(0, 0, 0));
    var name = module.module().name();
    var when =
        due.isApproved()
            ? "Release will be applied at: "
            : "Release will be applied once it is approved, not before: ";
    var text = "New " + name + " Release " + version + " is available. " + when;
    return new Announcement(
        name,
        version,
        release.spec().definition().requirements(),
        due.planned(),
        text + TIME.format(due.planned()));
  }

  /** Only what has been sent is marked as such (W-4). */
  static Map<String, Optional<String>> marks(ModuleVerdict module, ReleaseVerdict verdict) {
    var marks = new HashMap<String, Optional<String>>();
    due(module, verdict)
        .filter(due -> due.call() != Call.DUE)
        .ifPresent(
            due -> {
              if (due.call() == Call.MADE) {
                marks.put(Keys.NOTIFIED, Optional.of("true"));
              }
              due.notice().ifPresent(_ -> marks.put(Keys.NOTIFICATION_SHIFT, Optional.of("true")));
            });
    return marks;
  }

  /** The later of what the release says already and the notice that people are to have. */
  static Optional<Instant> applyAfter(ModuleVerdict module, ReleaseVerdict verdict) {
    var known = verdict.release().spec().applyAfter();
    return due(module, verdict)
        .filter(due -> due.call() != Call.DUE)
        .flatMap(NotificationDue::notice)
        .filter(notice -> known.filter(at -> !at.isBefore(notice)).isEmpty());
  }
}
