package io.slipway.product;

import static io.slipway.product.Harbour.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Releases that are deleted by hand, with the operator up and down (releases.md 6.7, 6.9). No
 * finalizer is needed: Helm's records tell what is installed, the ModuleConfigs what is wanted.
 */
@Tag("long")
class DeletedReleaseIT {
  private static Harbour harbour;

  @BeforeAll
  static void open() {
    harbour = Harbour.open();
    harbour.source("docks", "docks");
    harbour.apply(
        """
        apiVersion: deckhouse.io/v1alpha2
        kind: ModuleUpdatePolicy
        metadata: {name: by-hand}
        spec: {releaseChannel: Stable, update: {mode: Manual}}
        """);
  }

  @AfterAll
  static void close() {
    harbour.close();
  }

  private static void installed(String module, String spec) {
    harbour.shipyard().push("docks", SmallModule.of(module, "1.0.0"));
    harbour.config(module, spec);
    harbour.awaitPhase(module, "Ready");
  }

  private static JsonNode release(String module, String version) {
    return harbour.object("ModuleRelease", module + "-v" + version);
  }

  private static void delete(String module, String version) {
    harbour.kubectl().run("delete", "mr", module + "-v" + version, "--wait=false");
  }

  private static void awaitPhase(String module, String version, String phase) {
    eventually(
        () -> assertThat(release(module, version).at("/status/phase").asText()).isEqualTo(phase));
  }

  private static String crew(String module) {
    return harbour
        .client()
        .configMaps()
        .inNamespace("default")
        .withName(module + "-marker")
        .get()
        .getMetadata()
        .getUid();
  }

  /** What is wanted is not removed, not even for a moment. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void the_deployed_release_of_a_wanted_module_is_made_again_and_what_runs_is_left(boolean isUp) {
    var module = isUp ? "ketch" : "sloop";
    String uid;
    try (var operator = harbour.startOperator()) {
      installed(module, "enabled: true, updatePolicy: by-hand");
      uid = crew(module);
      if (isUp) {
        delete(module, "1.0.0");
        awaitPhase(module, "1.0.0", "Deployed");
      }
    }
    if (!isUp) {
      delete(module, "1.0.0");
    }
    try (var operator = harbour.startOperator()) {
      awaitPhase(module, "1.0.0", "Deployed");
      harbour.awaitPhase(module, "Ready");
    }
    assertThat(crew(module)).isEqualTo(uid);
    assertThat(harbour.helmStatuses(module)).containsExactly("deployed");
  }

  /** In mode Manual: what is installed already needs no approval to be in force again. */
  @Test
  void it_is_deployed_at_once_though_older_releases_are_left() {
    try (var operator = harbour.startOperator()) {
      installed("yawl", "enabled: true, updatePolicy: by-hand");
      harbour.shipyard().push("docks", SmallModule.of("yawl", "1.0.1"));
      awaitPhase("yawl", "1.0.1", "Pending");
      harbour.kubectl().run("annotate", "mr", "yawl-v1.0.1", "modules.deckhouse.io/approved=true");
      awaitPhase("yawl", "1.0.1", "Deployed");
      awaitPhase("yawl", "1.0.0", "Superseded");
      eventually(() -> assertThat(harbour.running("yawl")).isEqualTo("v1.0.1"));
      harbour.awaitPhase("yawl", "Ready");

      delete("yawl", "1.0.1");

      awaitPhase("yawl", "1.0.1", "Deployed");
      harbour.awaitPhase("yawl", "Ready");
    }
  }

  @Test
  void nothing_is_left_when_the_module_was_switched_off_too_while_nobody_looked() {
    try (var operator = harbour.startOperator()) {
      installed("barge", "enabled: true");
      installed("punt", "enabled: true");
    }
    delete("barge", "1.0.0");
    harbour.config("barge", "enabled: false");
    delete("punt", "1.0.0");
    harbour.kubectl().run("delete", "moduleconfig", "punt", "--wait=false");

    try (var operator = harbour.startOperator()) {
      for (var module : List.of("barge", "punt")) {
        harbour.awaitPhase(module, "Available");
        eventually(() -> assertThat(harbour.helmStatuses(module)).isEmpty());
        assertThat(harbour.running(module)).isEmpty();
        assertThat(release(module, "1.0.0").isMissingNode()).isTrue();
      }
    }
  }

  @Test
  void one_that_waits_is_made_again_without_its_approval() {
    try (var operator = harbour.startOperator()) {
      installed("dory", "enabled: true, updatePolicy: by-hand");
      harbour.shipyard().push("docks", SmallModule.of("dory", "1.1.0"));
      awaitPhase("dory", "1.1.0", "Pending");
      var uid = release("dory", "1.1.0").at("/metadata/uid").asText();

      delete("dory", "1.1.0");

      eventually(
          () ->
              assertThat(release("dory", "1.1.0").at("/metadata/uid").asText())
                  .isNotEmpty()
                  .isNotEqualTo(uid));
      awaitPhase("dory", "1.1.0", "Pending");
    }
  }
}
