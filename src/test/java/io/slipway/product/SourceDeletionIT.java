package io.slipway.product;

import static io.slipway.product.Harbour.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.harness.OperatorProcess;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** sources.md 1.9 on real parts; the tests are one story. */
@TestMethodOrder(OrderAnnotation.class)
class SourceDeletionIT {
  private static final String BLOCKED =
      "The source contains at least 1 deployed release and cannot be deleted."
          + " Please delete target ModuleReleases manually to continue";
  private static final String MODULES = "modules.deckhouse.io/module-exists";
  private static final String RELEASES = "modules.deckhouse.io/release-exists";

  private static Harbour harbour;
  private static OperatorProcess operator;

  @BeforeAll
  static void install_from_two_of_four_sources() {
    harbour = Harbour.open();
    for (var source : List.of("north", "south", "east", "west")) {
      harbour.source(source, source);
    }
    harbour.publishAndEnable("north", SmallModule.of("alder", "1.0.0"));
    harbour.publishAndEnable("south", SmallModule.of("birch", "1.0.0"));
    harbour.shipyard().push("east", SmallModule.of("cedar", "1.0.0"));
    harbour.shipyard().push("west", SmallModule.of("cedar", "1.0.0"));
    harbour.shipyard().push("west", SmallModule.of("larch", "1.0.0"));
    operator = harbour.startOperator();
    List.of("alder", "birch").forEach(module -> harbour.awaitPhase(module, "Ready"));
    harbour.awaitPhase("larch", "Available");
    List.of("north", "south").forEach(source -> awaitFinalizers(source, MODULES, RELEASES));
    List.of("east", "west").forEach(source -> awaitFinalizers(source, MODULES));
  }

  @AfterAll
  static void stop() {
    operator.close();
    harbour.close();
  }

  @Test
  @Order(1)
  void DEL_3_a_source_in_use_stays_and_says_why() {
    delete("ModuleSource", "north");

    eventually(
        () -> {
          var north = source("north");
          assertThat(north.at("/status/phase").asText()).isEqualTo("Terminating");
          assertThat(north.at("/status/message").asText()).isEqualTo(BLOCKED);
          assertThat(finalizers(north)).containsExactlyInAnyOrder(MODULES, RELEASES);
        });
    assertThat(harbour.object("Module", "alder").at("/status/phase").asText()).isEqualTo("Ready");
  }

  @Test
  @Order(2)
  void DEL_9_force_lets_it_go_and_what_runs_runs_on() {
    harbour.kubectl().run("annotate", "ms", "north", "modules.deckhouse.io/force-delete=true");

    awaitGone("ModuleSource", "north");
    assertThat(harbour.running("alder")).isEqualTo("v1.0.0");
  }

  @Test
  @Order(3)
  void DEL_4_it_goes_when_its_deployed_release_is_deleted_by_hand() {
    delete("ModuleSource", "south");
    eventually(() -> assertThat(source("south").at("/status/message").asText()).isEqualTo(BLOCKED));

    delete("ModuleRelease", "birch-v1.0.0");

    awaitGone("ModuleSource", "south");
    assertThat(harbour.object("ModuleRelease", "birch-v1.0.0").isMissingNode()).isTrue();
  }

  /** Nobody is there to see it, and the registry cannot be asked when somebody is. */
  @Test
  @Order(4)
  void MOD_20_one_deleted_while_nobody_ran_and_nothing_answered_goes_with_its_modules() {
    operator.close();
    moveToNowhere("west");
    delete("ModuleSource", "west");
    assertThat(finalizers(source("west"))).containsExactly(MODULES);

    operator = harbour.startOperator();

    awaitGone("ModuleSource", "west");
    awaitGone("Module", "larch");
    assertThat(texts(harbour.object("Module", "cedar").at("/properties/availableSources")))
        .containsExactly("east");
  }

  @Test
  @Order(5)
  void a_source_of_the_same_name_is_a_new_source() {
    harbour.source("north", "north");

    eventually(
        () ->
            assertThat(texts(harbour.object("Module", "alder").at("/properties/availableSources")))
                .containsExactly("north"));
    awaitFinalizers("north", MODULES, RELEASES);
    harbour.awaitPhase("alder", "Ready");
  }

  private static void moveToNowhere(String source) {
    harbour.apply(
        """
        apiVersion: deckhouse.io/v1alpha1
        kind: ModuleSource
        metadata: {name: %s}
        spec:
          registry: {scheme: HTTP, repo: 127.0.0.1:1/nowhere}
        """
            .formatted(source));
  }

  private static void delete(String kind, String name) {
    harbour.client().genericKubernetesResources(Harbour.context(kind)).withName(name).delete();
  }

  private static JsonNode source(String name) {
    return harbour.object("ModuleSource", name);
  }

  private static List<String> finalizers(JsonNode object) {
    return texts(object.at("/metadata/finalizers"));
  }

  private static List<String> texts(JsonNode array) {
    var texts = new ArrayList<String>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static void awaitFinalizers(String source, String... finalizers) {
    eventually(() -> assertThat(finalizers(source(source))).containsExactlyInAnyOrder(finalizers));
  }

  private static void awaitGone(String kind, String name) {
    eventually(() -> assertThat(harbour.object(kind, name).isMissingNode()).isTrue());
  }
}
