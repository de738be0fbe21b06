package io.slipway.product;

import static io.restassured.RestAssured.given;
import static io.slipway.product.Harbour.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;

import io.restassured.response.ValidatableResponse;
import io.slipway.harness.OperatorProcess;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The HTTP surface of the packaged operator that runs one module (style.md 4.4). */
class HttpIT {
  private static Harbour harbour;
  private static OperatorProcess operator;

  @BeforeAll
  static void run_one_module() {
    harbour = Harbour.open();
    harbour.shipyard().push("docks", SmallModule.of("buoy", "1.0.0"));
    harbour.source("docks", "docks");
    harbour.config("buoy", "enabled: true");
    operator = harbour.startOperator();
    harbour.awaitPhase("buoy", "Ready");
  }

  @AfterAll
  static void stop() {
    operator.close();
    harbour.close();
  }

  @Test
  void ready_says_what_is_known_of_the_cluster() {
    var knowledge = "checks.find { it.name == 'Slipway knows the cluster' }.data.";

    get("/q/health/ready")
        .statusCode(200)
        .body("status", equalTo("UP"))
        .body(knowledge + "leading", equalTo(true))
        .body(knowledge + "HelmRecords", equalTo(true))
        .body(knowledge + "ModuleSource", equalTo(true))
        .body(knowledge + "ModuleRelease", equalTo(true));
  }

  @Test
  void the_framework_s_own_health_is_part_of_ready() {
    get("/q/health/ready")
        .body("checks.name", hasItem("Quarkus Operator SDK health check"))
        .body("checks.status", everyItem(equalTo("UP")));
  }

  @Test
  void live_asks_nobody_else() {
    get("/q/health/live")
        .statusCode(200)
        .body("status", equalTo("UP"))
        .body("checks.name", hasItem("Slipway decides"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "slipway_stream_events_total{type=\"EffectEnded\"}",
        "slipway_stream_events_total{type=\"ModuleObserved\"}",
        "slipway_effects_total{kind=\"InstallModule\",outcome=\"done\"}",
        "slipway_effects_running{lane=\"write\"} 0.0",
        "slipway_effects_waiting{lane=\"install\"} 0.0",
        "slipway_phase{phase=\"Ready\"} 1.0",
        "slipway_phase{phase=\"Error\"} 0.0",
        "slipway_dirty_keys 0.0",
        "slipway_stream_append_seconds_count ",
        "slipway_poll_seconds_count{source=",
        "slipway_journal_lag{subscriber=\"story\"} 0.0",
        "slipway_leading 1.0",
        "# TYPE d8_module_at_conflict gauge",
        "# TYPE deckhouse_module_update_policy_not_found ",
      })
  void metrics_tell_of_the_engine(String series) {
    eventually(() -> assertThat(metrics()).anyMatch(line -> line.startsWith(series)));
  }

  /** They can be silently off in a packaged application. */
  @Test
  void metrics_tell_of_the_framework() {
    assertThat(metrics()).anyMatch(line -> line.matches("^(operator_sdk_)?reconciliations_.*"));
  }

  private static List<String> metrics() {
    return get("/q/metrics").statusCode(200).extract().asString().lines().toList();
  }

  private static ValidatableResponse get(String path) {
    return given().baseUri(operator.url().toString()).get(path).then();
  }
}
