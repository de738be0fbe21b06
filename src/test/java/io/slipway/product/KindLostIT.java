package io.slipway.product;

import static io.restassured.RestAssured.given;
import static io.slipway.product.Harbour.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.slipway.harness.ApiProxy;
import io.slipway.harness.OperatorProcess;
import io.slipway.harness.tool.Project;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Definitions of kinds are removed and made again while the operator runs. Their objects go with
 * them, and that is nobody's wish to have a module removed.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KindLostIT {
  private static Harbour harbour;
  private static ApiProxy proxy;
  private static OperatorProcess operator;

  @BeforeAll
  static void install_a_module() {
    harbour = Harbour.open();
    proxy = ApiProxy.before(harbour.api());
    harbour.source("main", "main");
    harbour.publishAndEnable("main", SmallModule.of("alder", "1.0.0"));
    operator = harbour.startOperator(proxy);
    harbour.awaitPhase("alder", "Ready");
  }

  @AfterAll
  static void stop() {
    operator.close();
    proxy.close();
    harbour.close();
  }

  @Test
  @Order(1)
  void a_module_survives_the_loss_of_all_configs_with_their_kind() {
    remove("moduleconfigs");
    eventually(() -> assertReady(false, "ModuleConfig"));

    restore();
    eventually(() -> assertReady(true, "ModuleConfig"));
    assertUntouched("1.0.0");

    harbour.config("alder", "enabled: true");
    upgrade("1.1.0");
  }

  /**
   * The worst case: when the watches are back, all that can be seen is that the configs are gone.
   */
  @Test
  @Order(2)
  void so_it_does_when_no_watch_has_told_of_it() {
    proxy.cutWatches();
    remove("moduleconfigs");
    restore();
    proxy.clear();

    harbour.publishAndEnable("main", SmallModule.of("birch", "1.0.0"));
    harbour.awaitPhase("birch", "Ready");
    assertUntouched("1.1.0");
  }

  /** A new source may bring new credentials, so its modules are brought up to date. */
  @Test
  @Order(3)
  void the_objects_of_the_other_kinds_are_made_again() {
    remove("modulesources", "modules", "modulereleases", "moduleupdatepolicies");
    eventually(() -> assertReady(false, "Module"));
    restore();
    harbour.source("main", "main");

    harbour.awaitPhase("alder", "Ready");
    harbour.awaitPhase("birch", "Ready");
    eventually(() -> assertReady(true, "Module"));
    assertKept("1.1.0");
    upgrade("1.2.0");
  }

  @Test
  @Order(4)
  void who_wants_the_module_removed_says_so() {
    harbour.config("alder", "enabled: false");

    eventually(() -> assertThat(harbour.helmStatuses("alder")).isEmpty());
    harbour.awaitPhase("alder", "Downloaded");
  }

  private static void upgrade(String version) {
    harbour.shipyard().push("main", SmallModule.of("alder", version));
    eventually(() -> assertThat(harbour.running("alder")).isEqualTo("v" + version));
    harbour.awaitPhase("alder", "Ready");
  }

  private static void assertKept(String version) {
    assertThat(harbour.running("alder")).isEqualTo("v" + version);
    assertThat(operator.logLines()).noneMatch(line -> line.contains("alder: uninstalled"));
  }

  private static void assertUntouched(String version) {
    assertKept(version);
    assertThat(operator.logLines())
        .filteredOn(line -> line.contains("alder: v" + version + " is installed"))
        .hasSize(1);
  }

  private static void assertReady(boolean ready, String kind) {
    given()
        .baseUri(operator.url().toString())
        .get("/q/health/ready")
        .then()
        .statusCode(ready ? 200 : 503)
        .body(
            "checks.find { it.name == 'Slipway knows the cluster' }.data." + kind, equalTo(ready));
  }

  private static void remove(String... plurals) {
    var definitions = harbour.client().apiextensions().v1().customResourceDefinitions();
    var names = Stream.of(plurals).map(plural -> plural + ".deckhouse.io").toList();
    names.forEach(name -> definitions.withName(name).delete());
    eventually(() -> assertThat(present()).doesNotContainAnyElementsOf(names));
  }

  private static List<String> present() {
    return harbour
        .client()
        .apiextensions()
        .v1()
        .customResourceDefinitions()
        .list()
        .getItems()
        .stream()
        .map(definition -> definition.getMetadata().getName())
        .toList();
  }

  private static void restore() {
    harbour.api().applyCrds(Project.current().crds());
  }
}
