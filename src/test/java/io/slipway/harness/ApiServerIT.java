package io.slipway.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ApiServerIT {
  private static ApiServer server;

  @BeforeAll
  static void start() {
    server = ApiServer.startWithCrds();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void serves_the_custom_resources_of_the_project() {
    var crds = server.client().apiextensions().v1().customResourceDefinitions().list().getItems();

    assertThat(crds)
        .extracting(crd -> crd.getMetadata().getName())
        .contains("modules.deckhouse.io", "modulesources.deckhouse.io");
    assertThat(server.client().namespaces().withName("d8-system").get()).isNotNull();
  }

  @Test
  void counts_a_write_with_its_user_and_not_the_reads_around_it() {
    ApiWrites.Mark mark = server.writes().mark();

    try (KubernetesClient operator = operatorClient()) {
      operator.configMaps().inNamespace("default").list();
      operator.resource(configMap("counted")).create();
    }

    List<ApiWrite> writes = server.writes().since(mark, "operator");
    assertThat(writes).hasSize(1);
    assertThat(writes.getFirst().toString())
        .isEqualTo("create configmaps default/counted by operator (201)");
    assertThat(writes.getFirst().sender().userAgent()).contains("fabric8");
  }

  @Test
  void sandbox_md_4_a_dry_run_counts_as_no_write() {
    ApiWrites.Mark mark = server.writes().mark();

    server.client().resource(configMap("dry")).dryRun().create();

    assertThat(server.writes().since(mark)).isEmpty();
  }

  @Test
  void writes_before_the_mark_do_not_count() {
    server.client().resource(configMap("early")).create();

    ApiWrites.Mark mark = server.writes().mark();

    assertThat(server.writes().since(mark)).isEmpty();
  }

  private static KubernetesClient operatorClient() {
    Config config = Config.fromKubeconfig(server.kubeconfig().toFile());
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  private static ConfigMap configMap(String name) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace("default")
        .endMetadata()
        .build();
  }
}
