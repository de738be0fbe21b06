package io.slipway.product;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A module made in a test: a chart with one ConfigMap, {@code <name>-marker} in {@code default},
 * that tells the version.
 *
 * @param version without {@code v}
 * @param channels as they stand in {@code publish.yaml}
 * @param files of the module image, by path
 */
record SmallModule(String name, String version, List<String> channels, Map<String, String> files) {

  /** On channel Stable. */
  static SmallModule of(String name, String version) {
    return new SmallModule(
        name,
        version,
        List.of("Stable"),
        Map.of(
            "module.yaml", "name: %s\nweight: 910\n".formatted(name),
            "Chart.yaml", "apiVersion: v2\nname: %s\nversion: %s\n".formatted(name, version),
            "templates/marker.yaml", marker(name, version)));
  }

  SmallModule on(String... channelNames) {
    return new SmallModule(name, version, List.of(channelNames), files);
  }

  SmallModule with(String path, String text) {
    var more = new HashMap<>(files);
    more.put(path, text);
    return new SmallModule(name, version, channels, Map.copyOf(more));
  }

  /** Helm's first installation waits for a Job, and no controller in the cluster runs it. */
  SmallModule withUnendingJob() {
    return withUnendingJob("pre-install");
  }

  /**
   * @param hook when Helm waits for it
   */
  SmallModule withUnendingJob(String hook) {
    return with(
        "templates/job.yaml",
        """
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: %s-migration
          namespace: default
          annotations: {helm.sh/hook: %s}
        spec:
          template:
            spec:
              restartPolicy: Never
              containers: [{name: migrate, image: example.com/migrate}]
        """
            .formatted(name, hook));
  }

  /** Something that must not be deleted and made again. */
  SmallModule withDeployment() {
    return with(
        "templates/deployment.yaml",
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: %1$s-crew, namespace: default}
        spec:
          selector: {matchLabels: {app: %1$s}}
          template:
            metadata: {labels: {app: %1$s}}
            spec:
              containers: [{name: crew, image: "example.com/crew:v%2$s"}]
        """
            .formatted(name, version));
  }

  private static String marker(String name, String version) {
    return """
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: %s-marker, namespace: default}
    data: {version: v%s}
    """
        .formatted(name, version);
  }
}
