package io.slipway.install;

import io.slipway.core.value.SemVer;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Configuration of the package.
 *
 * @param dataDir downloaded packages and working files
 * @param namespace system namespace: Helm's records live there
 * @param platformVersion offered to charts as {@code global.deckhouseVersion}
 * @param kubeconfig file Helm connects with; empty leaves the search to Helm itself
 */
public record InstallerSettings(
    Path dataDir, String namespace, SemVer platformVersion, Optional<Path> kubeconfig) {
  /** Working files of running calls; emptied at start. */
  Path workDir() {
    return dataDir.resolve("work");
  }
}
