package io.slipway.product;

import static io.slipway.product.Harbour.SYSTEM;
import static io.slipway.product.Harbour.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.harness.OperatorProcess;
import io.slipway.product.Boundary.Act;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One long chain of lives on one data directory: every process dies at a boundary of an effect, the
 * next one finds what it left, and dies elsewhere. In the end each module must look like one that
 * went the same way in peace (style.md 3.11). The tests are one story.
 */
@TestMethodOrder(OrderAnnotation.class)
@Tag("long")
class EffectBoundaryIT {
  private static final Duration LIFE_MAX = Duration.ofSeconds(60);
  private static final int KILLED = 137;
  private static final String BY_HAND = ", updatePolicy: by-hand";
  private static final List<Boundary> BOUNDARIES =
      Boundary.chosen(Boolean.getBoolean("tests.long"));

  private static Harbour harbour;

  static List<Boundary> boundaries() {
    return BOUNDARIES;
  }

  @BeforeAll
  static void begin() {
    harbour = Harbour.open();
    harbour.source("docks", "docks");
    harbour.apply(
        """
        apiVersion: deckhouse.io/v1alpha2
        kind: ModuleUpdatePolicy
        metadata: {name: by-hand}
        spec: {releaseChannel: Stable, update: {mode: Manual}}
        """);
    try (var operator = start()) {
      actors().forEach(EffectBoundaryIT::prepare);
      actors().filter(Actor::runs).forEach(actor -> harbour.awaitPhase(actor.module(), "Ready"));
      actors().filter(Actor::waits).forEach(actor -> awaitUpdate(actor.module()));
    }
  }

  @AfterAll
  static void end() {
    harbour.close();
  }

  /** A module and what happens to it. */
  private record Actor(Act act, String module) {
    boolean runs() {
      return act != Act.INSTALL;
    }

    boolean waits() {
      return act == Act.DROP;
    }
  }

  private static Stream<Actor> actors() {
    return Stream.concat(calm(), BOUNDARIES.stream().map(b -> new Actor(b.act(), b.module())));
  }

  private static Stream<Actor> calm() {
    return Stream.of(Act.values()).map(act -> new Actor(act, act.calm()));
  }

  private static void prepare(Actor actor) {
    if (actor.runs()) {
      harbour.shipyard().push("docks", SmallModule.of(actor.module(), "1.0.0"));
      harbour.config(actor.module(), "enabled: true" + (actor.waits() ? BY_HAND : ""));
    }
  }

  private static void awaitUpdate(String module) {
    harbour.shipyard().push("docks", SmallModule.of(module, "1.0.1"));
    eventually(() -> assertThat(update(module).at("/status/phase").asText()).isEqualTo("Pending"));
  }

  private static JsonNode update(String module) {
    return harbour.object("ModuleRelease", module + "-v1.0.1");
  }

  private static OperatorProcess start(String... options) {
    return OperatorProcess.start(harbour.settings().withJvm(options));
  }

  private static void act(Actor actor) {
    var module = actor.module();
    switch (actor.act()) {
      case INSTALL -> harbour.publishAndEnable("docks", SmallModule.of(module, "1.0.0"));
      case UPGRADE -> {
        harbour.shipyard().push("docks", SmallModule.of(module, "1.1.0"));
        harbour.shipyard().push("docks", SmallModule.of(module, "1.2.0"));
      }
      case SWITCH_OFF -> harbour.config(module, "enabled: false");
      case DROP -> harbour.config(module, "enabled: false" + BY_HAND);
    }
  }

  @ParameterizedTest
  @MethodSource("boundaries")
  @Order(1)
  void a_process_dies_at(Boundary boundary) {
    act(new Actor(boundary.act(), boundary.module()));

    try (var operator = start(boundary.option())) {
      assertThat(operator.awaitEnd(LIFE_MAX)).isEqualTo(KILLED);
    }
  }

  @Test
  @Order(2)
  void every_module_ends_as_one_that_met_no_crash() {
    calm().forEach(EffectBoundaryIT::act);
    try (var operator = start()) {
      actors().forEach(EffectBoundaryIT::awaitEnd);
      var ends = new SoftAssertions();
      for (var boundary : BOUNDARIES) {
        ends.assertThat(EndState.of(harbour, boundary.module()))
            .as("%s", boundary)
            .isEqualTo(EndState.of(harbour, boundary.act().calm()));
      }
      ends.assertAll();
    }
  }

  private static void awaitEnd(Actor actor) {
    var module = actor.module();
    switch (actor.act()) {
      case INSTALL -> harbour.awaitPhase(module, "Ready");
      case UPGRADE -> {
        eventually(
            () ->
                assertThat(harbour.object("Module", module).at("/properties/version").asText())
                    .isEqualTo("v1.2.0"));
        harbour.awaitPhase(module, "Ready");
      }
      case SWITCH_OFF -> harbour.awaitPhase(module, "Downloaded");
      case DROP -> {
        harbour.awaitPhase(module, "Downloaded");
        eventually(() -> assertThat(update(module).isMissingNode()).isTrue());
      }
    }
  }

  @Test
  @Order(3)
  void helm_has_one_release_of_each_at_one_revision_more_at_most() {
    var ends = new SoftAssertions();
    for (var boundary : BOUNDARIES) {
      var calm = revisions(boundary.act().calm());
      var crashed = revisions(boundary.module());
      ends.assertThat(crashed).as("%s", boundary).isBetween(calm, calm + 1);
      ends.assertThat(harbour.helmStatuses(boundary.module()))
          .as("%s", boundary)
          .filteredOn(status -> !status.equals("superseded"))
          .isEqualTo(calm == 0 ? List.of() : List.of("deployed"));
    }
    ends.assertAll();
  }

  private static int revisions(String module) {
    return harbour
        .client()
        .secrets()
        .inNamespace(SYSTEM)
        .withLabel("owner", "helm")
        .withLabel("name", module)
        .list()
        .getItems()
        .stream()
        .mapToInt(record -> Integer.parseInt(record.getMetadata().getLabels().get("version")))
        .max()
        .orElse(0);
  }

  @Test
  @Order(4)
  void the_data_directory_holds_packages_and_nothing_else() throws IOException {
    assertThat(harbour.unfinishedFiles()).isEmpty();
    var packages = harbour.folder().resolve("data").resolve("packages");
    try (var contents = Files.list(packages.resolve("sha256"));
        var entries = Files.walk(packages.resolve("index"))) {
      assertThat(contents.count()).isEqualTo(entries.filter(Files::isRegularFile).count());
    }
  }
}
