package io.slipway.core.display;

import io.slipway.core.decision.GateReason;
import io.slipway.core.value.InstallFailure;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Text of a closed gate, as {@code status.message} of a ModuleRelease (releases.md 5.1). */
final class GateText {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd MMM yyyy HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private static final String SETTINGS = "Initial module config validation failed:";
  private static final String VALIDATION = "validation failed: ";
  private static final String CONVERSION = "apply conversions failed: ";
  private static final String PACKAGE = "Package cannot be used: ";

  private static final String REINSTALLATION = "Reinstallation failed: ";

  private static final String DIGEST =
      "The channel has another image of this version, which is not installed: ";

  /** While people cannot be told of a release (2.10). */
  static final String NOT_TOLD = "Release is blocked, failed to send release notification";

  private GateText() {}

  /** The first reason, together with those behind it that time alone opens (5.2). */
  static String of(List<GateReason> reasons) {
    var delays =
        reasons.stream()
            .filter(GateReason.Delay.class::isInstance)
            .map(GateReason.Delay.class::cast)
            .toList();
    return reasons.stream()
        .findFirst()
        .map(first -> first instanceof GateReason.Delay ? delayed(delays) : of(first))
        .orElse("");
  }

  private static String delayed(List<GateReason.Delay> delays) {
    var what = delays.stream().map(GateText::word).collect(Collectors.joining(", "));
    var never = delays.stream().anyMatch(delay -> delay.ends().isEmpty());
    var until =
        delays.stream()
            .flatMap(delay -> delay.ends().stream())
            .max(Comparator.naturalOrder())
            .filter(_ -> !never);
    return "Release is " + what + until(until);
  }

  private static String word(GateReason.Delay delay) {
    return switch (delay) {
      case GateReason.TooYoung _ -> "soaking";
      case GateReason.Postponed _ -> "postponed";
      case GateReason.WindowClosed _ -> "waiting for the update window";
    };
  }

  private static String until(Optional<Instant> time) {
    return time.map(at -> " until " + time(at)).orElse("");
  }

  private static String due(GateReason.NotificationDue due) {
    var planned = Optional.of(due.planned()).filter(_ -> due.isApproved());
    return "Release is postponed by notification" + until(planned);
  }

  static String of(GateReason reason) {
    return switch (reason) {
      case GateReason.VersionUnreadable _ -> "spec.version is not a semantic version";
      case GateReason.PolicyNotFound(var policy) -> policyNotFound(policy);
      case GateReason.PolicyIgnores _ -> "Update disabled by 'Ignore' update policy";
      case GateReason.AwaitingRelease(var version) ->
          "awaiting for " + version.tag() + " release to be deployed";
      case GateReason.MinorGap(var deployed) ->
          "minor version is greater than deployed " + deployed + " by one";
      case GateReason.MajorGap(var deployed) ->
          "major version is greater than deployed " + deployed;
      case GateReason.AwaitingReady(var deployed) ->
          "awaiting for module " + deployed.tag() + " to be ready";
      case GateReason.RequirementUnmet(var subject, var objection) -> unmet(subject, objection);
      case GateReason.RequirementImproper(var subject, var constraint) ->
          unmet(subject, "improper constraint: " + constraint);
      case GateReason.RequirementUnknown(var subject) ->
          "requirements are not checked yet: the " + subject + " version is not known";
      case GateReason.DependencyLoop loop -> DependencyText.of(loop);
      case GateReason.DependencyImproper improper -> DependencyText.of(improper);
      case GateReason.DependenciesUnmet(var all) -> DependencyText.of(all);
      case GateReason.Delay delay -> delayed(List.of(delay));
      case GateReason.NotificationDue due -> due(due);
      case GateReason.NotificationFailed _ -> NOT_TOLD;
      case GateReason.ApprovalMissing _ ->
          "Waiting for the 'modules.deckhouse.io/approved: \"true\"' annotation";
      case GateReason.Suspended _ -> "Release is suspended in its channel";
      case GateReason.DigestChanged(var digest) -> DIGEST + digest;
      case GateReason.NotReinstalled(var failure) -> REINSTALLATION + failure.text();
      case GateReason.AlreadyDeployed(var version, var release) ->
          version.tag() + " is deployed already, as release " + release;
      case GateReason.ForcedTooLate _ -> "force has no effect on a superseded release";
      case GateReason.PackageRefused(var failure) -> refused(failure);
    };
  }

  private static String unmet(String subject, String objection) {
    return "requirements are not satisfied: current "
        + subject
        + " version is not suitable: "
        + objection;
  }

  static String policyNotFound(String policy) {
    return "Update policy " + policy + " not found";
  }

  /** Whether the text answers a question that a new process has to ask again. */
  static boolean isOfUnasked(String text) {
    return Stream.of(SETTINGS, PACKAGE, DIGEST, REINSTALLATION).anyMatch(text::startsWith);
  }

  /** What a refusal begins with, by its kind (releases.md T9 to T11). */
  private static String refused(InstallFailure failure) {
    return switch (failure.reason()) {
          case SETTINGS -> SETTINGS + "\n";
          case SETTINGS_INVALID, SCHEMA -> VALIDATION;
          case CONVERSION -> CONVERSION;
          case REGISTRY, PACKAGE, STORE, HELM -> PACKAGE;
        }
        + failure.text();
  }

  private static String time(Instant at) {
    return TIME.format(at);
  }
}
