package io.slipway.core.value;

import java.util.Optional;

/**
 * One revision of a Helm release, as Helm's own record in the system namespace tells it.
 *
 * @param release name of the release; for releases of Slipway the name of the module
 * @param revision number of the revision, from 1
 * @param status Helm's word: {@code deployed}, {@code failed}, {@code superseded}, {@code
 *     pending-install}, {@code uninstalling}, …
 * @param chartVersion {@code version} of {@code Chart.yaml}; empty when the record has none
 * @param id what was installed; empty for a foreign release and for a revision that never became
 *     {@code deployed}, whose description is Helm's error
 */
public record HelmRecord(
    String release, int revision, String status, String chartVersion, Optional<InstallationId> id) {
  /** Whether the revision is the one in force. */
  public boolean isDeployed() {
    return status.equals("deployed");
  }
}
