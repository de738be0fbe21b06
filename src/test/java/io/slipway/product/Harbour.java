package io.slipway.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.slipway.harness.ApiProxy;
import io.slipway.harness.ApiServer;
import io.slipway.harness.OperatorProcess;
import io.slipway.harness.RegistryServer;
import io.slipway.harness.tool.Folders;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.core.ThrowingRunnable;

/** An API server, a registry and the packaged operator between them, for the tests of one class. */
final class Harbour implements AutoCloseable {
  static final String SYSTEM = "d8-system";
  static final Duration LIMIT = Duration.ofSeconds(90);
  private static final JsonMapper JSON = new JsonMapper();

  private final ApiServer api = ApiServer.startWithCrds();
  private final RegistryServer registry;
  private final Shipyard shipyard;
  private final Path folder;
  private final Kubectl kubectl;

  private Harbour(RegistryServer registry, Path folder) {
    this.registry = registry;
    this.shipyard = new Shipyard(registry);
    this.folder = folder;
    this.kubectl = new Kubectl(api.testKubeconfig(), folder);
  }

  static Harbour open(RegistryServer.Option... options) {
    return around(RegistryServer.start(options));
  }

  /** Ends the registry with everything else. */
  static Harbour around(RegistryServer registry) {
    try {
      return new Harbour(registry, Files.createTempDirectory("slipway-product-"));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  ApiServer api() {
    return api;
  }

  KubernetesClient client() {
    return api.client();
  }

  RegistryServer registry() {
    return registry;
  }

  Shipyard shipyard() {
    return shipyard;
  }

  Kubectl kubectl() {
    return kubectl;
  }

  /** Its own files; its data directory is {@code data} below. */
  Path folder() {
    return folder;
  }

  OperatorProcess.Settings settings() {
    return OperatorProcess.Settings.of(folder, api.kubeconfig());
  }

  /** Returns when it is ready. */
  OperatorProcess startOperator() {
    return startOperator(settings());
  }

  /** As {@link #startOperator()}, with the proxy between it and the API server. */
  OperatorProcess startOperator(ApiProxy proxy) {
    return startOperator(OperatorProcess.Settings.of(folder, proxy.kubeconfig()));
  }

  static OperatorProcess startOperator(OperatorProcess.Settings settings) {
    var operator = OperatorProcess.start(settings);
    operator.awaitReady(LIMIT);
    return operator;
  }

  void apply(String manifest) {
    try (var yaml = new ByteArrayInputStream(manifest.getBytes(StandardCharsets.UTF_8))) {
      client().load(yaml).serverSideApply();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** A ModuleSource on this registry. */
  void source(String name, String path) {
    apply(
        """
        apiVersion: deckhouse.io/v1alpha1
        kind: ModuleSource
        metadata: {name: %s}
        spec:
          registry: {scheme: HTTP, repo: %s/%s}
        """
            .formatted(name, registry.host(), path));
  }

  /** A ModuleConfig with this spec, in flow style. */
  void config(String module, String spec) {
    apply(
        """
        apiVersion: deckhouse.io/v1alpha1
        kind: ModuleConfig
        metadata: {name: %s}
        spec: {%s}
        """
            .formatted(module, spec));
  }

  void publishAndEnable(String path, SmallModule module) {
    shipyard.push(path, module);
    config(module.name(), "enabled: true");
  }

  /** An object of the group {@code deckhouse.io} as it is now; missing when it does not exist. */
  JsonNode object(String kind, String name) {
    var found = client().genericKubernetesResources(context(kind)).withName(name).get();
    return found == null ? MissingNode.getInstance() : JSON.valueToTree(found);
  }

  List<JsonNode> objects(String kind) {
    return client().genericKubernetesResources(context(kind)).list().getItems().stream()
        .<JsonNode>map(JSON::valueToTree)
        .toList();
  }

  /** Version of a {@link SmallModule} that its marker tells; empty when it does not run. */
  String running(String module) {
    var marker = client().configMaps().inNamespace("default").withName(module + "-marker").get();
    return marker == null ? "" : marker.getData().getOrDefault("version", "");
  }

  /** Status of each of Helm's records of the module. */
  List<String> helmStatuses(String module) {
    return client()
        .secrets()
        .inNamespace(SYSTEM)
        .withLabel("owner", "helm")
        .withLabel("name", module)
        .list()
        .getItems()
        .stream()
        .map(record -> record.getMetadata().getLabels().get("status"))
        .toList();
  }

  /** Lets all Jobs of the charts succeed, as a controller would. */
  void completeJobs() {
    var now = Instant.now().toString();
    for (var job : client().batch().v1().jobs().inNamespace("default").list().getItems()) {
      if (job.getStatus() == null || job.getStatus().getCompletionTime() == null) {
        job.setStatus(
            new JobStatusBuilder()
                .withStartTime(now)
                .withCompletionTime(now)
                .withSucceeded(1)
                .addNewCondition()
                .withType("SuccessCriteriaMet")
                .withStatus("True")
                .endCondition()
                .addNewCondition()
                .withType("Complete")
                .withStatus("True")
                .endCondition()
                .build());
        client().resource(job).updateStatus();
      }
    }
  }

  /**
   * What lies in the data directory beside the store of finished packages, its mark, and what one
   * process that runs Helm needs while it does.
   */
  List<Path> unfinishedFiles() throws IOException {
    var data = folder.resolve("data");
    try (var files = Files.walk(data)) {
      var all =
          files
              .filter(Files::isRegularFile)
              .map(data::relativize)
              .filter(file -> !file.startsWith("packages") && !file.startsWith("layout"))
              .toList();
      var ofHelm =
          all.stream()
              .filter(
                  file ->
                      file.startsWith("work") && file.getName(1).toString().startsWith("access-"))
              .collect(Collectors.groupingBy(file -> file.getName(1)));
      var expected = ofHelm.size() == 1 ? ofHelm.keySet() : Set.<Path>of();
      return all.stream()
          .filter(file -> file.getNameCount() < 2 || !expected.contains(file.getName(1)))
          .toList();
    }
  }

  static ResourceDefinitionContext context(String kind) {
    var plural = (kind.toLowerCase(Locale.ROOT) + "s").replaceFirst("ys$", "ies");
    return new ResourceDefinitionContext.Builder()
        .withGroup("deckhouse.io")
        .withVersion("v1alpha1")
        .withKind(kind)
        .withPlural(plural)
        .withNamespaced(false)
        .build();
  }

  void awaitPhase(String module, String phase) {
    eventually(
        () -> assertThat(object("Module", module).at("/status/phase").asText()).isEqualTo(phase));
  }

  /** Waits until the assertion holds; its last failure is the test's. */
  static void eventually(ThrowingRunnable assertion) {
    await()
        .atMost(LIMIT)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(assertion);
  }

  @Override
  public void close() {
    kubectl.close();
    shipyard.close();
    registry.close();
    api.close();
    Folders.delete(folder);
  }
}
