package io.slipway.product;

import static io.slipway.product.Harbour.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipway.harness.OperatorProcess;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Gates of releases as a user sees them with kubectl, and how they open (releases.md 4.3, T11). */
class GatesIT {
  private static Harbour harbour;
  private static OperatorProcess operator;

  @BeforeAll
  static void open() {
    harbour = Harbour.open();
    operator = harbour.startOperator();
    harbour.source("reef", "reef");
  }

  @AfterAll
  static void close() {
    operator.close();
    harbour.close();
  }

  private static void awaits(String condition, String release) {
    harbour.kubectl().run("wait", "--for=condition=" + condition, "mr/" + release, "--timeout=90s");
  }

  private static String message(String release) {
    return harbour.object("ModuleRelease", release).at("/status/message").asText();
  }

  private static void awaitRelease(String name) {
    eventually(() -> assertThat(message(name)).isNotEmpty());
  }

  @Test
  void kubectl_waits_until_a_release_is_ready() {
    harbour.publishAndEnable("reef", SmallModule.of("alder", "1.0.0"));
    eventually(
        () ->
            assertThat(harbour.object("ModuleRelease", "alder-v1.0.0").isMissingNode()).isFalse());

    awaits("Ready", "alder-v1.0.0");

    var status = harbour.object("ModuleRelease", "alder-v1.0.0").path("status");
    assertThat(status.path("phase").asText()).isEqualTo("Deployed");
    assertThat(status.path("observedGeneration").asLong()).isEqualTo(1);
  }

  @Test
  void a_requirement_is_met_as_soon_as_the_other_module_is_enabled() {
    harbour.shipyard().push("reef", SmallModule.of("birch", "1.2.0"));
    var needing = "name: cedar\nweight: 910\nrequirements: {modules: {birch: '>= 1.2.0'}}\n";
    harbour.publishAndEnable("reef", SmallModule.of("cedar", "1.0.0").with("module.yaml", needing));
    awaitRelease("cedar-v1.0.0");
    awaits("Stalled", "cedar-v1.0.0");
    assertThat(message("cedar-v1.0.0")).isEqualTo("1 error occurred: 'birch' is not deployed");

    harbour.config("birch", "enabled: true");

    awaits("Ready", "cedar-v1.0.0");
    assertThat(requirements("cedar-v1.0.0")).isEqualTo(">= 1.2.0");
  }

  private static String requirements(String release) {
    return harbour.object("ModuleRelease", release).at("/spec/requirements/modules/birch").asText();
  }

  @Test
  void a_suspended_release_recovers_when_the_settings_are_corrected() {
    harbour.config("larch", "enabled: true, version: 1, settings: {depth: deep}");
    harbour
        .shipyard()
        .push(
            "reef",
            SmallModule.of("larch", "1.0.0")
                .with(
                    "openapi/config-values.yaml",
                    "{type: object, properties: {depth: {type: integer}}}"));
    awaitRelease("larch-v1.0.0");
    awaits("Stalled", "larch-v1.0.0");
    assertThat(harbour.object("ModuleRelease", "larch-v1.0.0").at("/status/phase").asText())
        .isEqualTo("Suspended");
    assertThat(message("larch-v1.0.0")).startsWith("validation failed: ").contains("depth");

    harbour.config("larch", "enabled: true, version: 1, settings: {depth: 7}");

    awaits("Ready", "larch-v1.0.0");
    harbour.awaitPhase("larch", "Ready");
  }

  @Test
  void a_status_of_an_older_operator_is_completed_once_and_left_alone_then() {
    harbour.publishAndEnable("reef", SmallModule.of("rowan", "1.0.0"));
    harbour.awaitPhase("rowan", "Ready");
    var mark = harbour.api().writes().mark();

    harbour
        .kubectl()
        .run(
            "patch",
            "mr",
            "rowan-v1.0.0",
            "--subresource=status",
            "--type=merge",
            "-p",
            "{\"status\":{\"conditions\":null,\"observedGeneration\":null}}");
    awaits("Ready", "rowan-v1.0.0");

    await().pollDelay(Duration.ofSeconds(3)).until(() -> true);
    assertThat(harbour.api().writes().since(mark, "operator"))
        .filteredOn(write -> write.name().equals("rowan-v1.0.0"))
        .hasSize(1);
  }
}
