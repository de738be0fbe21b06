package io.slipway.product;

import static io.slipway.product.Harbour.SYSTEM;
import static io.slipway.product.Harbour.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.harness.OperatorProcess;
import io.slipway.stream.EffectWatch.Moment;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The annotation {@code reinstall} on real parts (releases.md 6.8). */
@Tag("long")
class ReinstallationIT {
  private static final Duration LIFE_MAX = Duration.ofSeconds(60);
  private static final int KILLED = 137;
  private static final String REINSTALL = "modules.deckhouse.io/reinstall";

  private static Harbour harbour;

  @BeforeAll
  static void open() {
    harbour = Harbour.open();
    harbour.source("docks", "docks");
  }

  @AfterAll
  static void close() {
    harbour.close();
  }

  private static void installed(String module) {
    harbour.publishAndEnable("docks", SmallModule.of(module, "1.0.0"));
    harbour.awaitPhase(module, "Ready");
    eventually(
        () ->
            assertThat(release(module).at("/metadata/labels/status").asText())
                .isEqualTo("deployed"));
  }

  private static void ask(String module) {
    harbour.kubectl().run("annotate", "mr", module + "-v1.0.0", REINSTALL + "=true");
  }

  private static JsonNode release(String module) {
    return harbour.object("ModuleRelease", module + "-v1.0.0");
  }

  private static String message(String module) {
    return release(module).at("/status/message").asText();
  }

  private static String phase(String module) {
    return harbour.object("Module", module).at("/status/phase").asText();
  }

  private static void awaitDone(String module) {
    eventually(
        () ->
            assertThat(release(module).at("/metadata/annotations").toString())
                .doesNotContain("/reinstall"));
  }

  private static int revision(String module) {
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
  void another_image_of_the_same_version_is_told_and_then_installed() {
    try (var operator = harbour.startOperator()) {
      installed("anchor");
      var checksum = release("anchor").at("/metadata/labels/release-checksum").asText();
      harbour
          .shipyard()
          .push(
              "docks",
              SmallModule.of("anchor", "1.0.0")
                  .with("module.yaml", "name: anchor\nweight: 910\nstage: Preview\n")
                  .with("templates/extra.yaml", configMap("anchor-extra")));
      eventually(() -> assertThat(message("anchor")).startsWith("The channel has another image"));
      assertThat(exists("anchor-extra")).isFalse();

      ask("anchor");

      awaitDone("anchor");
      eventually(() -> assertThat(message("anchor")).isEmpty());
      assertThat(exists("anchor-extra")).isTrue();
      assertThat(phase("anchor")).isEqualTo("Ready");
      assertThat(release("anchor").at("/metadata/labels/release-checksum").asText())
          .isNotEqualTo(checksum);
      assertThat(revision("anchor")).isEqualTo(2);
    }
  }

  /** W-10: what runs goes on running, and the way out is the obvious one. */
  @Test
  void while_it_fails_the_release_says_why_and_what_runs_goes_on_running() {
    try (var operator = harbour.startOperator()) {
      installed("buoy");
      var schema =
          """
          type: object
          required: [port]
          properties: {port: {type: integer}}
          """;
      var strict = SmallModule.of("buoy", "1.0.0").with("openapi/config-values.yaml", schema);
      harbour.shipyard().push("docks", strict);

      ask("buoy");

      eventually(() -> assertThat(message("buoy")).startsWith("Reinstallation failed: "));
      assertThat(message("buoy")).contains("port is required");
      assertThat(release("buoy").at("/status/phase").asText()).isEqualTo("Deployed");
      assertThat(release("buoy").at("/metadata/annotations").has(REINSTALL)).isTrue();
      assertThat(phase("buoy")).isEqualTo("Ready");
      assertThat(harbour.running("buoy")).isEqualTo("v1.0.0");
      assertThat(revision("buoy")).isEqualTo(1);

      harbour.config("buoy", "enabled: true, version: 1, settings: {port: 80}");

      awaitDone("buoy");
      eventually(() -> assertThat(message("buoy")).isEmpty());
      assertThat(revision("buoy")).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "keel, PatchRelease, DONE",
    "mast, InstallModule, BEFORE",
    "rudder, InstallModule, DONE"
  })
  void whoever_dies_in_between_it_is_done_once(String module, String kind, Moment moment) {
    var settings = harbour.settings().with("SLIPWAY_LEADER_ELECTION", "false");
    try (var operator = Harbour.startOperator(settings)) {
      installed(module);
    }
    ask(module);
    var option = "-Dcrashpoint=%s:%s:%s".formatted(kind, moment, module);
    try (var dying = OperatorProcess.start(settings.withJvm(option))) {
      assertThat(dying.awaitEnd(LIFE_MAX)).isEqualTo(KILLED);
    }

    try (var operator = Harbour.startOperator(settings)) {
      awaitDone(module);
      harbour.awaitPhase(module, "Ready");
    }
    assertThat(revision(module)).isEqualTo(2);
  }

  private static String configMap(String name) {
    return """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: %s, namespace: default}
        """
        .formatted(name);
  }

  private static boolean exists(String configMap) {
    return harbour.client().configMaps().inNamespace("default").withName(configMap).get() != null;
  }
}
