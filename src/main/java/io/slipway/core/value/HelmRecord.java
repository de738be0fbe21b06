package io.slipway.core.value;

import java.util.Optional;

/**
 * Newest record that Helm keeps of a release.
 *
 * @param release name of the Helm release, equal to the module's name
 * @param revision number of the record
 * @param status Helm's word: {@code deployed}, {@code failed}, {@code pending-install}, …
 * @param chartVersion version of the chart, empty when unknown
 * @param id what Slipway wrote into it; empty when somebody else made the release
 */
public record HelmRecord(
    String release, int revision, String status, String chartVersion, Optional<InstallationId> id) {
  /** Whether an uninstall has begun; what it was to remove may be gone in part. */
  public boolean isGoing() {
    return status.startsWith("uninstall");
  }

  public boolean isDeployed() {
    return status.equals("deployed");
  }
}
