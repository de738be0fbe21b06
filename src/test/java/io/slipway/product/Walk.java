package io.slipway.product;

import static io.slipway.product.Harbour.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.slipway.harness.RegistryServer;
import java.util.Set;

/** What a reader of SEED.md does and sees: manifests applied, tables and YAML compared. */
final class Walk {
  private static final YAMLMapper YAML = new YAMLMapper();

  private final Harbour harbour;
  private final Kubectl kubectl;

  Walk(Harbour harbour) {
    this.harbour = harbour;
    this.kubectl = harbour.kubectl();
  }

  void push(String path, String name, String version, String... channels) {
    harbour
        .shipyard()
        .push(
            path,
            SmallModule.of(name, version)
                .on(channels)
                .with(
                    "module.yaml",
                    """
                    name: %s
                    weight: 910
                    requirements:
                      deckhouse: '> v1.63.0'
                      kubernetes: '> v1.25.0'
                    """
                        .formatted(name)));
  }

  void source(String name, String path) {
    kubectl.apply(
        """
        apiVersion: deckhouse.io/v1alpha1
        kind: ModuleSource
        metadata:
          name: %s
        spec:
          registry:
            repo: %s/%s
            scheme: HTTP
            dockerCfg: %s
        """
            .formatted(
                name,
                harbour.registry().host(),
                path,
                Shipyard.dockerCfg(harbour.registry(), RegistryServer.PASSWORD)));
  }

  void enable(String module, String more) {
    kubectl.apply(
        """
        apiVersion: deckhouse.io/v1alpha1
        kind: ModuleConfig
        metadata: {name: %s}
        spec: {enabled: true, %s}
        """
            .formatted(module, more));
  }

  /** Waits until the command, its words parted by blanks, prints this table. */
  void shows(String command, String table) {
    var expected = Table.parse(table);
    eventually(() -> assertThat(kubectl.table(command.split(" "))).isEqualTo(expected));
  }

  /** Compares without what differs from run to run, and without IsOverridden (a later issue). */
  void showsYaml(String module, String yaml) {
    eventually(
        () -> {
          var shown = YAML.readTree(kubectl.run("get", "module", module, "-oyaml"));
          for (var condition : shown.at("/status/conditions")) {
            assertThat(condition.path("lastProbeTime").asText()).isNotEmpty();
            assertThat(condition.path("lastTransitionTime").asText()).isNotEmpty();
          }
          assertThat(plain(shown)).isEqualTo(YAML.readTree(yaml));
        });
  }

  private static JsonNode plain(JsonNode module) {
    ((ObjectNode) module.path("metadata")).retain("name");
    var conditions = (ArrayNode) module.at("/status/conditions");
    for (var condition : conditions) {
      ((ObjectNode) condition).remove(Set.of("lastProbeTime", "lastTransitionTime"));
    }
    return module;
  }
}
