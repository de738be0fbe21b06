package io.slipway.install;

import java.util.List;

/**
 * What charts may ask about the cluster (runtime.md V25), as known at the time of an installation.
 *
 * @param kubernetesVersion of the API server, without {@code v}
 * @param enabledModules names in run order (E20)
 */
public record ClusterFacts(String kubernetesVersion, List<String> enabledModules) {
  public ClusterFacts {
    enabledModules = List.copyOf(enabledModules);
  }
}
