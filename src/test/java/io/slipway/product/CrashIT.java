package io.slipway.product;

import static io.slipway.product.Harbour.SYSTEM;
import static io.slipway.product.Harbour.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.harness.OperatorProcess;
import io.slipway.harness.RegistryRequest;
import io.slipway.install.ReleaseSecrets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The packaged operator is killed in the middle of its work and started again on the same data
 * directory (DESIGN.md 2, style.md 3.11).
 */
class CrashIT {
  private static final Duration SOON = Duration.ofSeconds(60);

  private static Harbour harbour;
  private static OperatorProcess operator;

  /** When the operator is killed: the first moment at which this can be seen in the cluster. */
  enum Moment {
    DOWNLOADING(module -> phase(module).equals("Downloading")),
    INSTALLING(module -> phase(module).equals("Installing")),
    /** Helm has begun, and waits for the chart's Job. */
    HELM_PENDING(module -> harbour.helmStatuses(module).contains("pending-install")),
    /** The status that follows may not have been written yet. */
    HELM_DEPLOYED(module -> harbour.helmStatuses(module).contains("deployed"));

    private final Predicate<String> seen;

    Moment(Predicate<String> seen) {
      this.seen = seen;
    }

    String module() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  @BeforeAll
  static void start() {
    harbour = Harbour.open();
    for (var moment : Moment.values()) {
      harbour.shipyard().push("docks", SmallModule.of(moment.module(), "1.0.0").withUnendingJob());
    }
    harbour.source("docks", "docks");
    operator = harbour.startOperator();
  }

  @AfterAll
  static void stop() {
    operator.close();
    harbour.close();
  }

  @ParameterizedTest
  @EnumSource
  void a_module_whose_installation_was_cut_off_becomes_ready(Moment moment) {
    var module = moment.module();
    harbour.awaitPhase(module, "Available");
    harbour.config(module, "enabled: true");

    kill(moment);
    operator = harbour.startOperator();

    eventually(
        () -> {
          harbour.completeJobs();
          assertThat(phase(module)).isEqualTo("Ready");
          assertThat(releasePhases(module)).containsExactly("Deployed");
          assertThat(harbour.helmStatuses(module))
              .containsOnlyOnce("deployed")
              .doesNotContain("failed");
        });
    eventually(() -> assertThat(harbour.unfinishedFiles()).isEmpty());
  }

  @Test
  void an_upgrade_that_was_cut_off_is_done_anew_on_the_same_workloads() {
    var before = installed("upgraded");
    harbour
        .shipyard()
        .push(
            "docks",
            SmallModule.of("upgraded", "1.1.0").withDeployment().withUnendingJob("pre-upgrade"));
    eventually(() -> assertThat(harbour.helmStatuses("upgraded")).contains("pending-upgrade"));

    operator.kill();
    operator = harbour.startOperator();

    awaitDeployed("upgraded", 2);
    assertThat(workloads("upgraded")).isEqualTo(before);
  }

  /** Somebody's own, of which Helm knows no end. */
  @Test
  void a_rollback_that_was_cut_off_gives_way_to_the_version_in_force() {
    var before = installed("rolled");
    harbour.shipyard().push("docks", SmallModule.of("rolled", "1.1.0").withDeployment());
    awaitDeployed("rolled", 2);
    operator.kill();
    ReleaseSecrets.beginRollback(harbour.client(), SYSTEM, "rolled", 1, 3);

    operator = harbour.startOperator();

    awaitDeployed("rolled", 3);
    assertThat(workloads("rolled")).isEqualTo(before);
  }

  private static List<String> installed(String module) {
    harbour.publishAndEnable("docks", SmallModule.of(module, "1.0.0").withDeployment());
    harbour.awaitPhase(module, "Ready");
    return workloads(module);
  }

  private static void awaitDeployed(String module, int revision) {
    eventually(
        () -> {
          harbour.completeJobs();
          assertThat(phase(module)).isEqualTo("Ready");
          assertThat(harbour.object("Module", module).at("/properties/version").asText())
              .isEqualTo("v1.1.0");
          assertThat(harbour.helmStatuses(module))
              .hasSize(revision)
              .containsOnly("superseded", "deployed")
              .containsOnlyOnce("deployed");
        });
  }

  /** Uids of what the chart installs. */
  private static List<String> workloads(String module) {
    var apps = harbour.client().apps().deployments().inNamespace("default");
    var maps = harbour.client().configMaps().inNamespace("default");
    return List.of(
        apps.withName(module + "-crew").require().getMetadata().getUid(),
        maps.withName(module + "-marker").require().getMetadata().getUid());
  }

  @Test
  void a_restarted_operator_with_nothing_to_do_writes_nothing_and_downloads_no_package() {
    harbour.publishAndEnable("docks", SmallModule.of("calm", "1.0.0"));
    harbour.awaitPhase("calm", "Ready");
    operator.kill();
    var before = harbour.objects("Module");
    var cluster = harbour.api().writes().mark();
    var registry = harbour.registry().mark();

    operator = harbour.startOperator();
    awaitScan(Instant.now());

    assertThat(harbour.api().writes().since(cluster, "operator"))
        .allMatch(write -> write.resource().equals("modulesources.deckhouse.io/status"));
    assertThat(harbour.registry().since(registry))
        .extracting(RegistryRequest::path)
        .noneMatch(path -> path.contains("/blobs/") && !path.contains("/release/"))
        .filteredOn(path -> path.contains("/calm/release/blobs/"))
        .as("the channel's image: its layer, and the configuration that tells its age")
        .hasSizeLessThanOrEqualTo(2);
    assertThat(harbour.objects("Module")).isEqualTo(before);
  }

  private static void kill(Moment moment) {
    await()
        .atMost(SOON)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(10))
        .until(
            () -> {
              if (moment == Moment.HELM_DEPLOYED) {
                harbour.completeJobs();
              }
              return moment.seen.test(moment.module());
            });
    operator.kill();
  }

  private static String phase(String module) {
    return harbour.object("Module", module).at("/status/phase").asText();
  }

  private static List<String> releasePhases(String module) {
    return harbour.objects("ModuleRelease").stream()
        .filter(release -> release.at("/spec/moduleName").asText().equals(module))
        .map(release -> release.at("/status/phase").asText())
        .toList();
  }

  private static void awaitScan(Instant after) {
    eventually(() -> assertThat(syncTime(harbour.object("ModuleSource", "docks"))).isAfter(after));
  }

  private static Instant syncTime(JsonNode source) {
    return Instant.parse(source.at("/status/syncTime").asText());
  }
}
