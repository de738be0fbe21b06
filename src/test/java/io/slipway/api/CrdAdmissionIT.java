package io.slipway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubeapitest.KubeAPIServer;
import io.fabric8.kubeapitest.KubeAPIServerConfigBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a real API server makes of the definitions (sources.md 1.2; releases.md 3.1). */
class CrdAdmissionIT {
  private static final Pattern REASON = Pattern.compile("# rejected: (.*)");

  private static KubeAPIServer server;
  private static KubernetesClient client;

  @BeforeAll
  static void install() {
    server =
        new KubeAPIServer(
            KubeAPIServerConfigBuilder.anAPIServerConfig()
                .withOfflineMode(true)
                .withUpdateKubeConfig(false)
                .build());
    server.start();
    var config = Config.fromKubeconfig(server.getKubeConfigYaml());
    client = new KubernetesClientBuilder().withConfig(config).build();
    Crds.CLASSES.forEach(type -> install(Crds.definition(type).toString()));
  }

  @AfterAll
  static void stop() {
    client.close();
    server.stop();
  }

  @ParameterizedTest
  @MethodSource("accepted")
  void a_valid_manifest_is_accepted(String manifest) {
    var object = Crds.WIRE.unmarshal(manifest, GenericKubernetesResource.class);

    var stored = client.resource(object).dryRun().create();

    assertThat(stored.getMetadata().getUid()).isNotNull();
  }

  @ParameterizedTest
  @MethodSource("withStatus")
  void a_status_is_stored_as_it_was_written(String manifest) {
    var object = Crds.WIRE.unmarshal(manifest, GenericKubernetesResource.class);
    var created = client.resource(object).create();

    created.setAdditionalProperty("status", object.get("status"));
    var stored = client.resource(created).updateStatus();

    assertThat(stored.<Object>get("status")).isEqualTo(object.get("status"));
  }

  @ParameterizedTest
  @MethodSource("rejected")
  void an_invalid_manifest_is_refused_with_a_reason(String manifest) {
    var object = Crds.WIRE.unmarshal(manifest, GenericKubernetesResource.class);
    var reason = REASON.matcher(manifest).results().findFirst().orElseThrow().group(1);

    assertThatThrownBy(() -> client.resource(object).dryRun().create())
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void a_policy_of_the_old_version_loses_nothing() {
    var old = Crds.manifests("accepted.yaml").stream().filter(CrdAdmissionIT::isOldPolicy);
    var object =
        Crds.WIRE.unmarshal(old.findFirst().orElseThrow(), GenericKubernetesResource.class);

    var stored = client.resource(object).create();
    var read =
        client
            .genericKubernetesResources("deckhouse.io/v1alpha2", "ModuleUpdatePolicy")
            .withName("old-policy")
            .get();

    assertThat(read.<Object>get("spec")).isEqualTo(stored.get("spec"));
    assertThat(read.<Object>get("spec", "moduleReleaseSelector")).isNotNull();
  }

  /** Each version has its own default of the mode (releases.md 3.1). */
  @ParameterizedTest
  @CsvSource({"v1alpha1, AutoPatch", "v1alpha2, Auto"})
  void a_policy_has_the_defaults_of_the_version_it_is_written_in(String version, String mode) {
    var manifest =
        """
        apiVersion: deckhouse.io/%s
        kind: ModuleUpdatePolicy
        metadata: {name: silent}
        spec: {update: {}, moduleReleaseSelector: {labelSelector: {matchLabels: {a: b}}}}
        """
            .formatted(version);

    var stored =
        client
            .resource(Crds.WIRE.unmarshal(manifest, GenericKubernetesResource.class))
            .dryRun()
            .create();

    assertThat(stored.<Object>get("spec", "update", "mode")).isEqualTo(mode);
    assertThat(stored.<Object>get("spec", "releaseChannel")).isEqualTo("Stable");
  }

  @Test
  void both_versions_of_a_policy_are_served_and_the_newer_one_is_stored() {
    var crd =
        client
            .apiextensions()
            .v1()
            .customResourceDefinitions()
            .withName("moduleupdatepolicies.deckhouse.io")
            .get();

    assertThat(crd.getSpec().getConversion().getStrategy()).isEqualTo("None");
    assertThat(crd.getStatus().getStoredVersions()).containsExactly("v1alpha2");
    assertThat(crd.getSpec().getVersions())
        .allSatisfy(version -> assertThat(version.getServed()).isTrue())
        .allSatisfy(
            version ->
                assertThat(version.getAdditionalPrinterColumns())
                    .extracting(c -> c.getName() + " " + c.getJsonPath() + " " + c.getPriority())
                    .containsExactly(
                        "release channel .spec.releaseChannel null",
                        "update mode .spec.update.mode null",
                        "update windows .spec.update.windows 1"));
  }

  static List<String> accepted() {
    return Crds.manifests("accepted.yaml");
  }

  static Stream<String> withStatus() {
    return accepted().stream().filter(manifest -> Crds.tree(manifest).has("status"));
  }

  static List<String> rejected() {
    return Crds.manifests("rejected.yaml");
  }

  private static boolean isOldPolicy(String manifest) {
    return Crds.tree(manifest).at("/metadata/name").asText().equals("old-policy");
  }

  private static void install(String definition) {
    var crd = Crds.WIRE.unmarshal(definition, CustomResourceDefinition.class);
    client
        .resource(client.resource(crd).create())
        .waitUntilCondition(CrdAdmissionIT::isEstablished, 30, TimeUnit.SECONDS);
  }

  private static boolean isEstablished(CustomResourceDefinition crd) {
    return crd != null
        && crd.getStatus() != null
        && crd.getStatus().getConditions() != null
        && crd.getStatus().getConditions().stream()
            .anyMatch(c -> "Established".equals(c.getType()) && "True".equals(c.getStatus()));
  }
}
