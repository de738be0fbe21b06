package io.slipway.install;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What Helm is asked to do. Texts only, so that it passes through a pipe; what is not needed for
 * the verb is empty. Values, which hold credentials, are named by their file.
 *
 * @param kubeconfig empty leaves the search to Helm
 */
record HelmRequest(
    Verb verb,
    String release,
    String namespace,
    String kubeconfig,
    String chart,
    String values,
    String description) {

  enum Verb {
    /** Nothing but to be ready. */
    LOAD,
    INSTALL,
    UPGRADE,
    /** In the background manner; a missing release is fine. */
    UNINSTALL
  }

  Optional<Path> kubeconfigFile() {
    return kubeconfig.isEmpty() ? Optional.empty() : Optional.of(Path.of(kubeconfig));
  }

  List<String> fields() {
    return List.of(verb.name(), release, namespace, kubeconfig, chart, values, description);
  }

  static HelmRequest of(List<String> fields) {
    return new HelmRequest(
        Verb.valueOf(fields.get(0)),
        fields.get(1),
        fields.get(2),
        fields.get(3),
        fields.get(4),
        fields.get(5),
        fields.get(6));
  }
}
