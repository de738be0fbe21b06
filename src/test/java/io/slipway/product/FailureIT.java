package io.slipway.product;

import static io.restassured.RestAssured.given;
import static io.slipway.product.Harbour.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.harness.OperatorProcess;
import io.slipway.product.Troubles.Row;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Everything goes wrong at once, each for a module of its own; then the causes go away, while the
 * operator goes on (DESIGN.md 1 "errors": always visible; 2 "Per-module isolation").
 */
class FailureIT {
  private static Troubles troubles;
  private static Harbour harbour;
  private static OperatorProcess operator;

  @BeforeAll
  static void let_everything_go_wrong() {
    harbour = Harbour.open();
    troubles = new Troubles(harbour);
    operator = harbour.startOperator();
    troubles.begin();
  }

  @AfterAll
  static void stop() {
    operator.close();
    troubles.close();
    harbour.close();
  }

  @ParameterizedTest
  @EnumSource
  void the_object_tells_what_is_wrong(Row row) {
    eventually(
        () ->
            assertThat(harbour.object(row.kind, row.objectName()).at(row.path).asText())
                .matches(row.text));
  }

  /** The condition's text is for the users of the module, wherever the cause lies. */
  @ParameterizedTest
  @EnumSource(names = "PASSWORD", mode = EnumSource.Mode.EXCLUDE)
  void the_module_is_not_ready_and_says_why(Row row) {
    eventually(
        () -> {
          var ready = Troubles.condition(harbour.object("Module", row.module()), "IsReady");
          assertThat(ready.path("status").asText()).isEqualTo("False");
          assertThat(ready.path("message").asText()).isNotEmpty();
        });
  }

  @ParameterizedTest
  @EnumSource
  void a_kubernetes_event_warns(Row row) {
    eventually(
        () ->
            assertThat(
                    harbour
                        .kubectl()
                        .run(
                            "get",
                            "events",
                            "--field-selector",
                            "type=Warning,reason=%s,involvedObject.kind=%s,involvedObject.name=%s"
                                .formatted(row.event, row.kind, row.objectName()),
                            "-o",
                            "jsonpath={.items[*].message}"))
                .isNotBlank());
  }

  @ParameterizedTest
  @EnumSource
  void a_metric_counts_it(Row row) {
    eventually(() -> assertThat(metrics()).anyMatch(line -> line.matches(row.metric())));
  }

  @Test
  void other_modules_of_the_same_and_of_other_sources_are_not_affected() {
    for (var module : Troubles.CALM) {
      harbour.awaitPhase(module, "Ready");
    }
  }

  @Test
  void no_credential_is_told() {
    Confidential.assertNowhere(harbour, operator, troubles.secrets());
  }

  private static List<String> metrics() {
    return given()
        .baseUri(operator.url().toString())
        .get("/q/metrics")
        .then()
        .statusCode(200)
        .extract()
        .asString()
        .lines()
        .toList();
  }

  @Nested
  class WhenTheCausesAreGone {
    @BeforeAll
    static void take_them_away() {
      troubles.end();
    }

    @ParameterizedTest
    @EnumSource
    void the_module_becomes_ready_by_itself(Row row) {
      harbour.awaitPhase(row.module(), "Ready");
    }

    @ParameterizedTest
    @EnumSource
    void its_source_is_well_again(Row row) {
      eventually(
          () ->
              assertThat(
                      harbour.object("ModuleSource", row.source()).at("/status/message").asText())
                  .isEqualTo("Ready"));
    }

    @Test
    void nothing_half_written_is_left() {
      List.of(Row.values()).forEach(row -> harbour.awaitPhase(row.module(), "Ready"));

      eventually(() -> assertThat(harbour.unfinishedFiles()).isEmpty());
    }
  }
}
