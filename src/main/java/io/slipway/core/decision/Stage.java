package io.slipway.core.decision;

import io.slipway.core.value.InstallFailure;
import java.util.Optional;

/** Where a module stands in its life; its phase and conditions are renderings of this. */
public sealed interface Stage {
  /** Offered, not wanted. */
  record Available() implements Stage {}

  /** Not wanted for so long that nothing of it is kept. */
  record Retired() implements Stage {}

  /** Wanted, but no source offers it. */
  record NotOffered() implements Stage {}

  /** Wanted from several sources, none chosen. */
  record Conflict() implements Stage {}

  /** Wanted, but its policy does not exist, so its channel is unknown. */
  record PolicyMissing(String policy) implements Stage {}

  /** Wanted, and its channel has not been read yet. */
  record Resolving() implements Stage {}

  /** Wanted, but the channel cannot be read. */
  record Unreadable(String text) implements Stage {}

  /** A first release is on its way. */
  record Downloading() implements Stage {}

  /** A first release is on its way, but its package cannot be used at the moment. */
  record DownloadFailing(InstallFailure failure) implements Stage {}

  /** None of its releases is Deployed at this moment, but something of it is installed. */
  record Replacing() implements Stage {}

  /** First run. */
  record Installing() implements Stage {}

  /** Later run. */
  record Reconciling() implements Stage {}

  record Ready() implements Stage {}

  record Failed(InstallFailure failure) implements Stage {}

  /**
   * Not wanted any more, still installed.
   *
   * @param problem why the last attempt to remove it failed
   */
  record Uninstalling(Optional<String> problem) implements Stage {}

  /** Not wanted; a release lies ready. */
  record Downloaded() implements Stage {}
}
