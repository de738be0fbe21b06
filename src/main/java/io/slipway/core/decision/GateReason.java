package io.slipway.core.decision;

import io.slipway.core.value.Digest;
import io.slipway.core.value.InstallFailure;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.SemVer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Why a gate is closed, as data; the texts are made by {@code core.display}. */
public sealed interface GateReason {
  /** The version in the object is not a semantic version. */
  record VersionUnreadable() implements GateReason {}

  record PolicyNotFound(String policy) implements GateReason {}

  record PolicyIgnores() implements GateReason {}

  record AwaitingRelease(SemVer version) implements GateReason {}

  record MinorGap(SemVer deployed) implements GateReason {}

  record MajorGap(SemVer deployed) implements GateReason {}

  record AwaitingReady(SemVer deployed) implements GateReason {}

  /**
   * @param subject {@code deckhouse} or {@code kubernetes}
   * @param objection of the constraint, or that it cannot be read
   */
  record RequirementUnmet(String subject, String objection) implements GateReason {}

  /** The constraint cannot be read. */
  record RequirementImproper(String subject, String constraint) implements GateReason {}

  /** The version that the requirement speaks of is not known yet. */
  record RequirementUnknown(String subject) implements GateReason {}

  /**
   * What the release asks of other modules leads back to its own.
   *
   * @param installed module that asks for this one
   */
  record DependencyLoop(ModuleName module, ModuleName installed) implements GateReason {}

  /** What the release asks of another module cannot be read. */
  record DependencyImproper(ModuleName dependency, String constraint) implements GateReason {}

  /** Release and other modules do not suit each other. */
  record DependenciesUnmet(List<Dependency> all) implements GateReason {
    public DependenciesUnmet {
      all = List.copyOf(all);
    }
  }

  /** What time alone opens; several are shown as one. */
  sealed interface Delay extends GateReason {
    /** Empty when that time never comes. */
    Optional<Instant> ends();
  }

  /** The version has not been there for as long as the policy asks. */
  record TooYoung(Instant until) implements Delay {
    @Override
    public Optional<Instant> ends() {
      return Optional.of(until);
    }
  }

  record Postponed(Instant until) implements Delay {
    @Override
    public Optional<Instant> ends() {
      return Optional.of(until);
    }
  }

  /**
   * @param opens next opening, seen from when nothing else holds the release back
   */
  record WindowClosed(Optional<Instant> opens) implements Delay {
    @Override
    public Optional<Instant> ends() {
      return opens;
    }
  }

  /**
   * People have not been told yet.
   *
   * @param planned when the release will be deployed as things stand
   * @param notice before which it will not, because people are to have notice
   * @param isApproved or needs no approval
   */
  record NotificationDue(Instant planned, Optional<Instant> notice, boolean isApproved, Call call)
      implements GateReason {}

  /** How far it is with telling people; what is not {@code DUE} has to be noted on the release. */
  enum Call {
    DUE,
    MADE,
    /** There is nobody to call, only notice is to be given. */
    NONE
  }

  /** People could not be told; it is tried again. */
  record NotificationFailed(NotificationDue due, String failure) implements GateReason {}

  record ApprovalMissing() implements GateReason {}

  /** Its author has withdrawn the version in the channel. */
  record Suspended() implements GateReason {}

  /** The channel has another image of this version, which is not installed. */
  record DigestChanged(Digest digest) implements GateReason {}

  /** The version in force could not be installed once more, as was asked for. */
  record NotReinstalled(InstallFailure failure) implements GateReason {}

  /**
   * Another release has the same version and is in force.
   *
   * @param release its name
   */
  record AlreadyDeployed(SemVer version, String release) implements GateReason {}

  /** Forced, but what was superseded is over. */
  record ForcedTooLate() implements GateReason {}

  record PackageRefused(InstallFailure failure) implements GateReason {}
}
