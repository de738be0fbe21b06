package io.slipway.product;

import static io.restassured.RestAssured.given;
import static io.slipway.product.Harbour.SYSTEM;
import static io.slipway.product.Harbour.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasItem;

import io.fabric8.kubernetes.api.model.Secret;
import io.slipway.harness.CutCable;
import io.slipway.harness.OperatorProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The leader of two processes fails while Helm waits for a chart's Job, in one way or another; the
 * default times of the Lease. Whatever happens, Helm is asked once: one release, at revision 1.
 */
class LeaderFaultsIT {
  private static final Duration LEASE = Duration.ofSeconds(15);
  private static final Duration TAKEN_OVER_WITHIN = Duration.ofSeconds(20);
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String TEN_MINUTES_AHEAD = "-Dclockahead=PT10M";

  private static Harbour harbour;

  private OperatorProcess leader;
  private OperatorProcess standby;

  @BeforeAll
  static void open() {
    harbour = Harbour.open();
    harbour.source("docks", "docks");
  }

  @AfterAll
  static void close() {
    harbour.close();
  }

  @AfterEach
  void stop() {
    standby.close();
    leader.close();
  }

  /** And the time that its clock wrote into the Lease does not count. */
  @Test
  void a_killed_leader_whose_clock_was_ahead_is_followed_and_its_helm_call_recovered() {
    begin("ketch", harbour.api().kubeconfig(), TEN_MINUTES_AHEAD);

    leader.kill();
    awaitTakeOver("ketch");
    leader = start("ketch-third", harbour.api().kubeconfig(), TEN_MINUTES_AHEAD);
    finish("ketch");

    assertThat(holder()).as("a clock that is ahead takes no Lease").startsWith("ketch-standby-");
    assertStandsBy(leader);
  }

  @Test
  @Tag("long")
  void a_leader_that_froze_for_three_lease_times_does_no_harm_when_it_goes_on() {
    begin("yawl", harbour.api().kubeconfig());

    leader.signal("STOP");
    awaitTakeOver("yawl");
    await().pollDelay(LEASE.multipliedBy(2)).atMost(LEASE.multipliedBy(3)).until(() -> true);
    leader.signal("CONT");

    assertNothingHappensTo("yawl");
    finish("yawl");
    assertStandsBy(leader);
  }

  @Test
  @Tag("long")
  void a_leader_that_was_cut_off_does_no_harm_when_it_comes_back() {
    var copy = harbour.folder().resolve("cable").resolve("kubeconfig");
    try (var cable = CutCable.lay(harbour.api().kubeconfig(), copy)) {
      begin("brig", copy);

      cable.cut();
      awaitTakeOver("brig");
      cable.mend();

      assertNothingHappensTo("brig");
      finish("brig");
      assertStandsBy(leader);
    }
  }

  /** A leader in the middle of an installation, and a standby that is ready. */
  private void begin(String module, Path kubeconfig, String... options) {
    leader = start(module + "-leader", kubeconfig, options);
    await().atMost(SOON).until(() -> holder().startsWith(module + "-leader-"));
    standby = start(module + "-standby", harbour.api().kubeconfig());
    harbour.publishAndEnable("docks", SmallModule.of(module, "1.0.0").withUnendingJob());
    eventually(() -> assertThat(harbour.helmStatuses(module)).containsExactly("pending-install"));
    assertStandsBy(standby);
  }

  private static OperatorProcess start(String name, Path kubeconfig, String... options) {
    var settings =
        new OperatorProcess.Settings(
            harbour.settings().jar(),
            harbour.folder().resolve(name),
            kubeconfig,
            Map.of("SLIPWAY_LEADER_ELECTION", "true", "HOSTNAME", name),
            List.of(options),
            List.of());
    var operator = OperatorProcess.start(settings);
    operator.awaitReady(SOON);
    return operator;
  }

  private void awaitTakeOver(String module) {
    var before = records(module).getFirst().getMetadata().getUid();
    await()
        .atMost(TAKEN_OVER_WITHIN)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> holder().startsWith(module + "-standby-"));
    eventually(() -> assertThat(isPendingAnew(module, before)).isTrue());
  }

  private static boolean isPendingAnew(String module, String before) {
    return records(module).stream()
        .filter(record -> !record.getMetadata().getUid().equals(before))
        .anyMatch(
            record -> record.getMetadata().getLabels().get("status").equals("pending-install"));
  }

  /** The Job of the successor has not ended, so nothing that comes after it may be there. */
  private static void assertNothingHappensTo(String module) {
    var version = records(module).getFirst().getMetadata().getResourceVersion();
    await()
        .during(Duration.ofSeconds(8))
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              assertThat(marker(module)).as("what the chart installs after its Job").isFalse();
              assertThat(records(module))
                  .extracting(record -> record.getMetadata().getResourceVersion())
                  .containsExactly(version);
            });
  }

  private static void finish(String module) {
    eventually(
        () -> {
          harbour.completeJobs();
          assertThat(harbour.object("Module", module).at("/status/phase").asText())
              .isEqualTo("Ready");
        });
    assertThat(marker(module)).isTrue();
    assertThat(records(module))
        .extracting(record -> record.getMetadata().getLabels())
        .extracting(labels -> labels.get("status") + " " + labels.get("version"))
        .containsExactly("deployed 1");
  }

  /** Ready, and says itself that it does not lead. */
  private static void assertStandsBy(OperatorProcess operator) {
    eventually(
        () ->
            given()
                .get(operator.url().resolve("/q/health/ready"))
                .then()
                .statusCode(200)
                .body("checks.data.leading.flatten()", hasItem(false)));
  }

  private static boolean marker(String module) {
    return harbour.client().configMaps().inNamespace("default").withName(module + "-marker").get()
        != null;
  }

  private static List<Secret> records(String module) {
    return harbour
        .client()
        .secrets()
        .inNamespace(SYSTEM)
        .withLabel("owner", "helm")
        .withLabel("name", module)
        .list()
        .getItems();
  }

  private static String holder() {
    var lease = harbour.client().leases().inNamespace(SYSTEM).withName("slipway-leader").get();
    return lease == null || lease.getSpec().getHolderIdentity() == null
        ? ""
        : lease.getSpec().getHolderIdentity();
  }
}
