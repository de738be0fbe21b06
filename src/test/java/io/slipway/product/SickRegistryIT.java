package io.slipway.product;

import static io.slipway.product.Harbour.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.slipway.harness.OperatorProcess;
import io.slipway.product.SickRegistry.Illness;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Everything that a registry can answer, to a module each, and a second one that never ends an
 * answer: texts, Events and metrics tell of it, the little memory is enough, and nobody else
 * notices.
 */
class SickRegistryIT {
  private static final SickRegistry WARD = new SickRegistry();
  private static final SickRegistry HANGING = new SickRegistry();

  private static Harbour harbour;
  private static OperatorProcess operator;

  @BeforeAll
  static void fall_ill() {
    harbour = Harbour.open();
    operator = OperatorProcess.start(harbour.settings().with("JAVA_TOOL_OPTIONS", "-Xmx128m"));
    operator.awaitReady(Harbour.LIMIT);
    source("sloths", HANGING);
    eventually(() -> assertThat(harbour.object("Module", "sloth-099").isMissingNode()).isFalse());
    source("ward", WARD);
  }

  @AfterAll
  static void stop() {
    operator.close();
    harbour.close();
    WARD.close();
    HANGING.close();
  }

  private static void source(String name, SickRegistry registry) {
    harbour.apply(
        """
        apiVersion: deckhouse.io/v1alpha1
        kind: ModuleSource
        metadata: {name: %1$s}
        spec:
          registry: {scheme: HTTP, repo: "%2$s/%1$s"}
        """
            .formatted(name, registry.host()));
  }

  private static JsonNode entry(Illness illness) {
    for (var entry : harbour.object("ModuleSource", "ward").at("/status/modules")) {
      if (entry.path("name").asText().equals(illness.module())) {
        return entry;
      }
    }
    return MissingNode.getInstance();
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"HEALTHY", "SLOW"})
  void the_pull_error_names_address_and_cause(Illness illness) {
    eventually(
        () ->
            assertThat(entry(illness).path("pullError").asText())
                .containsPattern(illness.text)
                .contains(WARD.host() + "/")
                .contains("ward/" + illness.module() + "/release")
                .doesNotContain("\n"));
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"HEALTHY", "SLOW"})
  void an_event_tells_of_it(Illness illness) {
    eventually(
        () ->
            assertThat(harbour.client().v1().events().inNamespace("default").list().getItems())
                .filteredOn(event -> event.getInvolvedObject().getName().equals("ward"))
                .anyMatch(
                    event -> event.getMessage().matches(".*\\b" + illness.module() + "\\b.*")));
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"HEALTHY", "SLOW"})
  void a_metric_counts_it(Illness illness) {
    var metrics = new OperatorMetrics(operator.url());
    eventually(
        () ->
            assertThat(metrics.read("slipway_poll_failures_total").keySet())
                .anyMatch(
                    labels ->
                        labels.contains("source=\"ward\"")
                            && labels.contains("reason=\"" + illness.reason + "\"")));
  }

  @Test
  void a_healthy_module_beside_them_is_read() {
    eventually(
        () -> {
          assertThat(entry(Illness.HEALTHY).path("checksum").asText()).startsWith("sha256:");
          assertThat(entry(Illness.HEALTHY).path("pullError").asText()).isEmpty();
        });
  }

  /** While all readings of the one source hang. */
  @Test
  void modules_of_other_sources_are_installed() {
    harbour.publishAndEnable("calm", SmallModule.of("calm-afternoon", "1.0.0"));
    harbour.source("calm", "calm");

    harbour.awaitPhase("calm-afternoon", "Ready");
  }
}
