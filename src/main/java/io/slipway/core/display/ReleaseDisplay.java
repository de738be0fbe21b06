package io.slipway.core.display;

import io.slipway.core.decision.Gate;
import io.slipway.core.decision.GateReason;
import io.slipway.core.decision.ModuleVerdict;
import io.slipway.core.decision.Notifying;
import io.slipway.core.decision.ReleaseVerdict;
import io.slipway.core.decision.TakeOver;
import io.slipway.core.effect.Notice;
import io.slipway.core.effect.WriteEffect.PatchRelease;
import io.slipway.core.effect.WriteEffect.WriteReleaseStatus;
import io.slipway.core.projection.ModuleProjection;
import io.slipway.core.value.InstallationId;
import io.slipway.core.value.Keys;
import io.slipway.core.value.ReleaseObject;
import io.slipway.core.value.ReleaseObject.Status;
import io.slipway.core.value.ReleasePhase;
import io.slipway.core.value.UpdateMode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Status and labels of a ModuleRelease. */
final class ReleaseDisplay {
  private static final List<String> SPENT_WHEN_DEPLOYED =
      List.of(Keys.APPLY_NOW, Keys.FORCE, Keys.FORCE_OLD);

  private ReleaseDisplay() {}

  /** Empty when the object shows already what it should. */
  static Optional<WriteReleaseStatus> status(
      ModuleVerdict module, ReleaseVerdict verdict, Instant now) {
    var release = verdict.release();
    var shown = release.status();
    var wished = wished(module, verdict, now);
    return wished.saysSame(shown)
        ? Optional.empty()
        : Optional.of(
            new WriteReleaseStatus(release.meta(), wished, notices(verdict, shown, wished)));
  }

  private static Status wished(ModuleVerdict module, ReleaseVerdict verdict, Instant now) {
    var shown = verdict.release().status();
    var message = message(verdict);
    var transition = verdict.phase() == shown.phase() ? shown.transitionTime() : Optional.of(now);
    var prepared = measured(module.module().run(), verdict);
    return new Status(
        verdict.phase(),
        message,
        transition,
        approved(module, verdict, shown),
        prepared.map(ModuleProjection.Prepared::sizeBytes).orElse(shown.sizeBytes()),
        prepared.map(p -> duration(p.pull().toMillis())).orElse(shown.pullDuration()),
        ReleaseConditions.of(verdict, message, now));
  }

  /** The package as it was deployed, or as it was fetched anew. */
  private static Optional<ModuleProjection.Prepared> measured(
      ModuleProjection.Run run, ReleaseVerdict verdict) {
    var becomesDeployed = verdict.release().status().sizeBytes() == 0;
    return run.preparedVersion(verdict.release().spec().version())
        .filter(_ -> verdict.phase() == ReleasePhase.DEPLOYED)
        .filter(p -> becomesDeployed || isReinstalled(run, p.id()));
  }

  private static boolean isReinstalled(ModuleProjection.Run run, InstallationId prepared) {
    return !prepared.reinstallation().isEmpty()
        && run.reinstalled(prepared.reinstallation()).isPresent();
  }

  private static boolean isRefused(ReleaseVerdict verdict) {
    return reason(verdict).filter(GateReason.PackageRefused.class::isInstance).isPresent();
  }

  /**
   * What was said of a package or an image stays until it has been looked at again, e.g. after a
   * restart; what was said of a suspended release stays while nothing else is known of it.
   */
  private static String message(ReleaseVerdict verdict) {
    var shown = verdict.release().status().message();
    var isUnasked =
        verdict.phase() == ReleasePhase.SUSPENDED
            ? reason(verdict).isEmpty()
            : verdict.gates().stream().anyMatch(Gate::isUnasked) && GateText.isOfUnasked(shown);
    if (isUnasked) {
      return shown;
    }
    var reasons = verdict.gates().stream().flatMap(gate -> gate.reason().stream()).toList();
    var isTelling = Notifying.due(verdict).isPresent();
    return isTelling && shown.equals(GateText.NOT_TOLD)
        ? shown
        : GateText.of(reasons.stream().filter(reason -> !isSilent(reason)).toList());
  }

  /** People are told within moments, and nothing but that is waited for. */
  static boolean isSilent(GateReason reason) {
    return reason instanceof GateReason.NotificationDue due && due.notice().isEmpty();
  }

  private static Optional<GateReason> reason(ReleaseVerdict verdict) {
    return verdict.gates().stream().flatMap(gate -> gate.reason().stream()).findFirst();
  }

  /** Mirrored in mode Manual only, and left alone in the others (releases.md 1.3). */
  private static boolean approved(ModuleVerdict module, ReleaseVerdict verdict, Status shown) {
    var isManual = module.policy().policy().filter(p -> p.mode() == UpdateMode.MANUAL).isPresent();
    return isManual && verdict.phase() == ReleasePhase.PENDING && !verdict.gates().isEmpty()
        ? verdict.isApproved()
        : shown.approved();
  }

  private static String duration(long millis) {
    return String.format(Locale.ROOT, "%d.%03ds", millis / 1000, millis % 1000);
  }

  private static List<Notice> notices(ReleaseVerdict verdict, Status shown, Status wished) {
    var isNews = !wished.message().isEmpty() && !wished.message().equals(shown.message());
    var text = wished.message().isEmpty() ? verdict.release().name() : wished.message();
    if (wished.phase() == ReleasePhase.PENDING) {
      return isNews ? List.of(pending(verdict, text)) : List.of();
    }
    if (wished.phase() == shown.phase()) {
      return wished.phase() == ReleasePhase.DEPLOYED && isNews
          ? List.of(new Notice(true, problem(verdict), text))
          : List.of();
    }
    return List.of(new Notice(isRefused(verdict), "Release" + wished.phase().label(), text));
  }

  /** Reason of a warning about the release in force. */
  private static String problem(ReleaseVerdict verdict) {
    return reason(verdict).filter(GateReason.NotReinstalled.class::isInstance).isPresent()
        ? "ReinstallationFailed"
        : WayText.DIGEST_CHANGED;
  }

  private static Notice pending(ReleaseVerdict verdict, String text) {
    return reason(verdict).orElse(null) instanceof GateReason.NotificationFailed(_, var failure)
        ? new Notice(true, "NotificationFailed", text + ": " + failure)
        : new Notice(isRefused(verdict), "ReleasePending", text);
  }

  /** Labels follow the phase and the policy in force; a spent apply-now or force is taken off. */
  static Optional<PatchRelease> labels(ModuleVerdict module, ReleaseVerdict verdict) {
    var release = verdict.release();
    if (verdict.takeOver().isPresent()) {
      return verdict
          .takeOver()
          .filter(_ -> release.is(ReleasePhase.PENDING))
          .map(takeOver -> takenOver(release, takeOver));
    }
    var labels = new HashMap<String, Optional<String>>();
    var phase = release.status().phase();
    if (!phase.isOpen()) {
      put(labels, release, Keys.STATUS, phase.label().toLowerCase(Locale.ROOT));
    } else if (!release.meta().label(Keys.STATUS).isEmpty()) {
      labels.put(Keys.STATUS, Optional.empty()); // of the phase that it has come back from
    }
    if (verdict.phase() == ReleasePhase.PENDING || verdict.phase() == ReleasePhase.DEPLOYED) {
      put(labels, release, Keys.UPDATE_POLICY, module.policy().name());
    }
    labels.putAll(whose(module, release));
    var annotations = new HashMap<String, Optional<String>>();
    if (phase == ReleasePhase.DEPLOYED) {
      SPENT_WHEN_DEPLOYED.stream()
          .filter(release.meta().annotations()::containsKey)
          .forEach(key -> annotations.put(key, Optional.empty()));
    }
    annotations.putAll(ReinstallationDisplay.annotations(module.module(), verdict));
    ReinstallationDisplay.checksum(module.module(), release)
        .ifPresent(checksum -> put(labels, release, Keys.CHECKSUM, checksum));
    suspension(verdict).ifPresent(value -> annotations.put(Keys.SUSPENDED, value));
    annotations.putAll(NotificationDisplay.marks(module, verdict));
    return labels.isEmpty() && annotations.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new PatchRelease(
                release.meta(),
                Map.copyOf(labels),
                Map.copyOf(annotations),
                Optional.empty(),
                NotificationDisplay.applyAfter(module, verdict)));
  }

  /** Labels that who made a release by hand may have left out (releases.md 1.5). */
  private static Map<String, Optional<String>> whose(ModuleVerdict module, ReleaseObject release) {
    var missing = new HashMap<String, Optional<String>>();
    if (release.meta().label(Keys.MODULE).isEmpty()) {
      missing.put(Keys.MODULE, Optional.of(release.spec().moduleName()));
    }
    if (release.meta().label(Keys.SOURCE).isEmpty()) {
      module.source().source().ifPresent(s -> missing.put(Keys.SOURCE, Optional.of(s.value())));
    }
    return missing;
  }

  /** Set before the phase is shown, and taken off after another one is. */
  private static Optional<Optional<String>> suspension(ReleaseVerdict verdict) {
    var release = verdict.release();
    var isMarked = release.meta().isMarked(Keys.SUSPENDED);
    var isWished = reason(verdict).filter(GateReason.Suspended.class::isInstance).isPresent();
    if (isWished == isMarked || isMarked && release.is(ReleasePhase.SUSPENDED)) {
      return Optional.empty();
    }
    return Optional.of(isWished ? Optional.of("true") : Optional.empty());
  }

  /** Applied at once, since the user asked for the source; only what is Pending is relabelled. */
  private static PatchRelease takenOver(ReleaseObject release, TakeOver takeOver) {
    return new PatchRelease(
        release.meta(),
        Map.of(
            Keys.SOURCE, Optional.of(takeOver.source().value()),
            Keys.CHECKSUM, Optional.of(takeOver.checksum()),
            Keys.STATUS, Optional.empty()),
        Map.of(Keys.APPLY_NOW, Optional.of("true")),
        Optional.of(new PatchRelease.Owner(takeOver.source(), takeOver.uid())));
  }

  private static void put(
      Map<String, Optional<String>> labels, ReleaseObject release, String key, String value) {
    if (!release.meta().label(key).equals(value)) {
      labels.put(key, Optional.of(value));
    }
  }

  /** Of a release that no line holds, because its version cannot be read. */
  static Optional<WriteReleaseStatus> unreadable(ReleaseObject release, Instant now) {
    var since = release.status().transitionTime().filter(_ -> release.is(ReleasePhase.PENDING));
    var wished =
        new Status(
            ReleasePhase.PENDING,
            GateText.of(new GateReason.VersionUnreadable()),
            since.or(() -> Optional.of(now)),
            false,
            0,
            "",
            ReleaseConditions.unreadable(
                release, GateText.of(new GateReason.VersionUnreadable()), now));
    return wished.saysSame(release.status())
        ? Optional.empty()
        : Optional.of(
            new WriteReleaseStatus(
                release.meta(),
                wished,
                List.of(new Notice(true, "ReleasePending", wished.message()))));
  }
}
