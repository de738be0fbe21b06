package io.slipway.product;

import static io.restassured.RestAssured.given;
import static io.slipway.product.Harbour.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipway.harness.ApiProxy;
import io.slipway.harness.OperatorProcess;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The API server goes away and comes back, at rest, at work, and with its past forgotten. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ApiOutageIT {
  private static final Duration OUTAGE =
      Duration.ofSeconds(Boolean.getBoolean("tests.long") ? 30 : 3);

  private static Harbour harbour;
  private static ApiProxy proxy;
  private static OperatorProcess operator;

  @BeforeAll
  static void install_modules() {
    harbour = Harbour.open();
    proxy = ApiProxy.before(harbour.api());
    harbour.source("main", "main");
    for (var module : List.of("alder", "aspen")) {
      harbour.publishAndEnable("main", SmallModule.of(module, "1.0.0"));
    }
    for (var module : List.of("birch", "rowan")) {
      harbour.shipyard().push("main", SmallModule.of(module, "1.0.0"));
    }
    operator = harbour.startOperator(proxy);
    List.of("alder", "aspen").forEach(module -> harbour.awaitPhase(module, "Ready"));
  }

  @AfterAll
  static void stop() {
    operator.close();
    proxy.close();
    harbour.close();
  }

  @Test
  @Order(1)
  void an_outage_amid_an_installation_loses_nothing() {
    harbour.config("birch", "enabled: true");
    eventually(
        () ->
            assertThat(harbour.object("Module", "birch").at("/status/phase").asText())
                .isNotEqualTo("Available"));
    harbour.api().kill();
    harbour.shipyard().push("main", SmallModule.of("alder", "1.1.0"));
    eventually(() -> assertThat(readiness()).isEqualTo(503));
    await().pollDelay(OUTAGE).atMost(OUTAGE.plusSeconds(5)).until(() -> true);
    harbour.api().restart();

    eventually(() -> assertThat(readiness()).isEqualTo(200));
    awaitRunning("birch", "1.0.0");
    awaitRunning("alder", "1.1.0");
    awaitRunning("aspen", "1.0.0");
    assertThat(removed()).isEmpty();
    assertThat(harbour.helmStatuses("aspen")).containsExactly("deployed");
  }

  /** A watch cannot go on from a revision that is forgotten (410): all is listed again. */
  @Test
  @Order(2)
  void what_happened_before_a_compaction_is_seen_too() {
    proxy.cutWatches();
    harbour.api().kill();
    harbour.api().restart();
    delete("ModuleConfig", "aspen");
    delete("ModuleRelease", "birch-v1.0.0");
    harbour.config("rowan", "enabled: true");
    harbour.api().compact();
    proxy.clear();

    harbour.awaitPhase("aspen", "Downloaded");
    awaitRunning("rowan", "1.0.0");
    awaitRunning("birch", "1.0.0");
    awaitRunning("alder", "1.1.0");
    assertThat(removed()).singleElement().asString().contains("aspen");
  }

  private static void delete(String kind, String name) {
    harbour.client().genericKubernetesResources(Harbour.context(kind)).withName(name).delete();
  }

  private static void awaitRunning(String module, String version) {
    eventually(
        () -> {
          assertThat(harbour.running(module)).isEqualTo("v" + version);
          assertThat(harbour.object("ModuleRelease", module + "-v" + version).at("/status/phase"))
              .hasToString("\"Deployed\"");
        });
    harbour.awaitPhase(module, "Ready");
  }

  private static List<String> removed() {
    return operator.logLines().stream().filter(line -> line.contains(": uninstalled")).toList();
  }

  private static int readiness() {
    return given().baseUri(operator.url().toString()).get("/q/health/ready").statusCode();
  }
}
