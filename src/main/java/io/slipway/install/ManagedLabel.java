package io.slipway.install;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Puts the label of managed objects on what a release has applied (runtime.md H1). helm-java has no
 * post-renderer, so this follows the installation; Helm's three-way merge leaves the label alone
 * afterwards.
 */
final class ManagedLabel {
  private static final Logger LOG = Logger.getLogger(ManagedLabel.class);
  private static final String KEY = "heritage";
  private static final String VALUE = "deckhouse";
  private static final String PATCH =
      "{\"metadata\":{\"labels\":{\"%s\":\"%s\"}}}".formatted(KEY, VALUE);

  private final KubernetesClient client;
  private final String releaseNamespace;

  ManagedLabel(KubernetesClient client, String releaseNamespace) {
    this.client = client;
    this.releaseNamespace = releaseNamespace;
  }

  /** An object of a manifest. */
  record Target(String apiVersion, String kind, String namespace, String name) {}

  /** A label that cannot be set is logged: the module works without it. */
  void apply(String manifest) {
    for (var target : unlabelled(manifest)) {
      try {
        patch(target);
      } catch (KubernetesClientException refused) {
        LOG.warnf(
            "Cannot label %s %s/%s: %s",
            target.kind(), target.namespace(), target.name(), ApiText.of(refused));
      }
    }
  }

  private void patch(Target target) {
    client
        .genericKubernetesResources(target.apiVersion(), target.kind())
        .inNamespace(target.namespace().isEmpty() ? releaseNamespace : target.namespace())
        .withName(target.name())
        .patch(PatchContext.of(PatchType.JSON_MERGE), PATCH);
  }

  /** Objects of the manifest that do not carry the label by themselves. */
  static List<Target> unlabelled(String manifest) {
    List<Target> targets = new ArrayList<>();
    try {
      YamlText.parseAll(manifest).forEach(document -> collect(document, targets));
    } catch (YAMLException foreign) {
      LOG.warnf("Cannot read the applied manifest: %s", PlainText.line(foreign.getMessage()));
    }
    return targets;
  }

  private static void collect(JsonNode object, List<Target> targets) {
    var kind = object.path("kind").asText("");
    if (kind.endsWith("List") && object.path("items").isArray()) {
      object.path("items").forEach(item -> collect(item, targets));
      return;
    }
    var metadata = object.path("metadata");
    var name = metadata.path("name").asText("");
    if (!name.isEmpty() && !metadata.path("labels").path(KEY).asText("").equals(VALUE)) {
      targets.add(
          new Target(
              object.path("apiVersion").asText(""),
              kind,
              metadata.path("namespace").asText(""),
              name));
    }
  }
}
