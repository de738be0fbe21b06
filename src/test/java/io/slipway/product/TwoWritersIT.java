package io.slipway.product;

import static io.slipway.product.Harbour.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.slipway.harness.OperatorProcess;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Somebody else writes the same objects while Slipway works on them; neither undoes the other. */
class TwoWritersIT {
  private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);
  private static final int FOREIGN_WRITES = 5;
  private static final int ROUNDS = Boolean.getBoolean("tests.long") ? 200 : 25;

  /** An object of every kind, and the spec of which each round changes something. */
  record Shared(String kind, String name, String spec) {
    @Override
    public String toString() {
      return kind;
    }
  }

  private static Harbour harbour;
  private static OperatorProcess operator;

  static List<Shared> objects() {
    return List.of(
        new Shared("ModuleSource", "main", "{\"registry\": {\"ca\": \"\"}}"),
        new Shared("Module", "alder", "{}"),
        new Shared("ModuleConfig", "alder", "{\"version\": 1, \"settings\": {\"round\": %d}}"),
        new Shared("ModuleRelease", "alder-v1.0.0", "{\"changelog\": {\"round\": %d}}"),
        new Shared("ModuleUpdatePolicy", "mine", "{\"update\": {\"mode\": \"Auto\"}}"));
  }

  @BeforeAll
  static void write_while_it_works() {
    harbour = Harbour.open();
    harbour.source("main", "main");
    harbour.apply(
        """
        apiVersion: deckhouse.io/v1alpha1
        kind: ModuleUpdatePolicy
        metadata: {name: mine}
        spec:
          update: {mode: Auto}
          releaseChannel: Stable
          moduleReleaseSelector: {labelSelector: {matchLabels: {module: alder}}}
        """);
    harbour.shipyard().push("main", colourful("1.0.0"));
    harbour.config("alder", "enabled: true, updatePolicy: mine, version: 1, settings: {round: 0}");
    operator = harbour.startOperator();
    harbour.awaitPhase("alder", "Ready");
    for (int round = 1; round <= ROUNDS; round++) {
      write(round);
      if (round % 10 == 0) {
        harbour.shipyard().push("main", colourful("1.%d.0".formatted(round / 10)));
      }
    }
    eventually(
        () -> assertThat(harbour.running("alder")).isEqualTo("v1.%d.0".formatted(ROUNDS / 10)));
    harbour.awaitPhase("alder", "Ready");
  }

  @AfterAll
  static void stop() {
    operator.close();
    harbour.close();
  }

  @ParameterizedTest
  @MethodSource("objects")
  void the_last_that_the_other_one_wrote_is_there(Shared shared) {
    var object = harbour.object(shared.kind(), shared.name());

    assertThat(object.at("/metadata/labels/example.com~1round").asText()).isEqualTo("" + ROUNDS);
    assertThat(object.at("/metadata/annotations/example.com~1round").asText())
        .isEqualTo("" + ROUNDS);
    assertThat(texts(object.at("/metadata/finalizers")))
        .filteredOn(finalizer -> !finalizer.startsWith("modules.deckhouse.io/"))
        .containsExactly("example.com/" + ROUNDS);
    if (shared.spec().contains("%d")) {
      assertThat(object.at("/spec").toString()).contains("\"round\":" + ROUNDS);
    }
  }

  /** Of a list too, Slipway changes only its own entries. */
  @Test
  void a_foreign_condition_stays() {
    var types = texts(harbour.object("Module", "alder").at("/status/conditions"), "type");

    assertThat(types)
        .contains("Foreign", "IsReady", "EnabledByModuleConfig", "EnabledByModuleManager");
  }

  @Test
  void helm_runs_once_for_each_change_at_the_most() {
    assertThat(operator.logLines()).noneMatch(line -> line.contains(": uninstalled"));
    assertThat(operator.logLines())
        .filteredOn(line -> line.contains(" is installed"))
        .hasSizeLessThanOrEqualTo(1 + ROUNDS + ROUNDS / 10);
  }

  /** What another one puts into a status that is Slipway's is put right by one write. */
  @ParameterizedTest
  @MethodSource("statuses")
  void a_foreign_status_is_answered_once(Shared shared) {
    harbour.awaitPhase("alder", "Ready");
    var right = status(shared);
    var mark = harbour.api().writes().mark();
    for (int i = 0; i < FOREIGN_WRITES; i++) {
      resource(shared).subresource("status").patch(MERGE, shared.spec());
      eventually(() -> assertThat(status(shared)).isEqualTo(right));
    }

    var answers =
        harbour.api().writes().since(mark, "operator").stream()
            .filter(w -> w.name().equals(shared.name()) && w.status() == 200)
            .filter(w -> w.resource().startsWith(shared.kind().toLowerCase(Locale.ROOT)))
            .toList();
    // the scans go on writing the status of the source
    var scans = shared.kind().equals("ModuleSource") ? 2 * FOREIGN_WRITES : 0;
    assertThat(answers).hasSizeLessThanOrEqualTo(FOREIGN_WRITES + scans);
  }

  static List<Shared> statuses() {
    var message = "{\"status\": {\"message\": \"wrong\"}}";
    return List.of(
        new Shared("ModuleSource", "main", message),
        new Shared("Module", "alder", "{\"status\": {\"phase\": \"Unavailable\"}}"),
        new Shared("ModuleConfig", "alder", message),
        new Shared("ModuleRelease", "alder-v1.0.0", message));
  }

  private static String status(Shared shared) {
    var status = harbour.object(shared.kind(), shared.name()).path("status");
    return status.path("phase").asText() + " " + status.path("message").asText();
  }

  private static void write(int round) {
    for (var shared : objects()) {
      resource(shared)
          .patch(
              MERGE,
              """
              {"metadata": {
                "labels": {"example.com/round": "%1$d"},
                "annotations": {"example.com/round": "%1$d"},
                "finalizers": ["example.com/%1$d"]}}
              """
                  .formatted(round));
      if (!shared.spec().equals("{}")) {
        resource(shared).patch(MERGE, "{\"spec\": %s}".formatted(shared.spec().formatted(round)));
      }
    }
    addCondition();
  }

  /** As a controller would: the whole list, at the version that was read. */
  private static void addCondition() {
    var module = new Shared("Module", "alder", "");
    var types = texts(harbour.object("Module", "alder").at("/status/conditions"), "type");
    if (types.contains("Foreign")) {
      return;
    }
    try {
      resource(module).editStatus(TwoWritersIT::withCondition);
    } catch (KubernetesClientException conflict) {
      // Slipway wrote in between: once more in the next round
      assertThat(conflict.getCode()).isEqualTo(409);
    }
  }

  private static GenericKubernetesResource withCondition(GenericKubernetesResource module) {
    var status = module.<Map<String, Object>>get("status");
    @SuppressWarnings("unchecked")
    var conditions = (List<Map<String, Object>>) status.get("conditions");
    conditions.add(0, Map.of("type", "Foreign", "status", "True"));
    return module;
  }

  private static Resource<GenericKubernetesResource> resource(Shared shared) {
    return harbour
        .client()
        .genericKubernetesResources(Harbour.context(shared.kind()))
        .withName(shared.name());
  }

  private static SmallModule colourful(String version) {
    return SmallModule.of("alder", version)
        .with("openapi/config-values.yaml", "{type: object, properties: {round: {type: integer}}}");
  }

  private static List<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
  }

  private static List<String> texts(JsonNode list, String key) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(entry -> entry.path(key).asText())
        .toList();
  }
}
