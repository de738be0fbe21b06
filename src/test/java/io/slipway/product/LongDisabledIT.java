package io.slipway.product;

import static io.slipway.product.Harbour.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.harness.OperatorProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Three days after a module was disabled (releases.md T20): the condition is dated back. */
class LongDisabledIT {
  private static final Instant LONG_AGO = Instant.now().minus(Duration.ofHours(73));

  private static Harbour harbour;
  private static OperatorProcess operator;

  @BeforeAll
  static void start() {
    harbour = Harbour.open();
    harbour.source("docks", "docks");
    operator = harbour.startOperator();
  }

  @AfterAll
  static void stop() {
    operator.close();
    harbour.close();
  }

  private static void dateBack(String module) {
    var conditions =
        """
        {"status": {"conditions": [
          {"type": "EnabledByModuleConfig", "status": "False", "reason": "Disabled",
           "message": "disabled", "lastProbeTime": "%1$s", "lastTransitionTime": "%1$s"}]}}
        """
            .formatted(LONG_AGO);
    harbour
        .kubectl()
        .run("patch", "module", module, "--subresource=status", "--type=merge", "-p", conditions);
  }

  @Test
  void releases_and_packages_are_gone_and_enabled_again_it_is_a_first_installation()
      throws IOException {
    harbour.publishAndEnable("docks", SmallModule.of("heron", "1.0.0"));
    harbour.awaitPhase("heron", "Ready");
    harbour.config("heron", "enabled: false");
    harbour.awaitPhase("heron", "Downloaded");

    dateBack("heron");

    harbour.awaitPhase("heron", "Available");
    eventually(
        () -> {
          assertThat(harbour.objects("ModuleRelease")).isEmpty();
          assertThat(harbour.object("Module", "heron").at("/properties").properties())
              .extracting(property -> property.getKey())
              .containsExactly("availableSources");
        });
    try (var packages = Files.list(harbour.folder().resolve("data/packages/sha256"))) {
      assertThat(packages).isEmpty();
    }

    harbour.config("heron", "enabled: true");
    harbour.awaitPhase("heron", "Ready");
    assertThat(harbour.running("heron")).isEqualTo("v1.0.0");
  }
}
