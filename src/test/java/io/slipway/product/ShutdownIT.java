package io.slipway.product;

import static io.slipway.product.Harbour.SYSTEM;
import static io.slipway.product.Harbour.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipway.harness.OperatorProcess;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Two operators take turns: the first has used Helm, the second waits. The tests are one story
 * (stack.md 3, style.md 3.11 rule 5).
 */
@TestMethodOrder(OrderAnnotation.class)
class ShutdownIT {
  private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);

  private static Harbour harbour;
  private static OperatorProcess first;
  private static OperatorProcess second;

  @BeforeAll
  static void start() {
    harbour = Harbour.open();
    harbour.shipyard().push("docks", SmallModule.of("tender", "1.0.0"));
    harbour.source("docks", "docks");
    harbour.config("tender", "enabled: true");
    first = start("first");
    harbour.awaitPhase("tender", "Ready");
    second = start("second");
  }

  private static OperatorProcess start(String name) {
    var settings =
        new OperatorProcess.Settings(
            harbour.settings().jar(),
            harbour.folder().resolve(name),
            harbour.api().kubeconfig(),
            Map.of("SLIPWAY_LEADER_ELECTION", "true", "HOSTNAME", name));
    var operator = OperatorProcess.start(settings);
    operator.awaitReady(Duration.ofSeconds(60));
    return operator;
  }

  @AfterAll
  static void stop() {
    second.close();
    first.close();
    harbour.close();
  }

  @Test
  @Order(1)
  void a_standby_is_ready_and_does_not_lead() {
    assertThat(holder()).startsWith("first-");
    assertThat(second.logLines()).noneMatch(line -> line.contains("this process leads"));
  }

  @Test
  @Order(2)
  void sigterm_ends_the_leader_in_five_seconds_although_helm_was_used() {
    var took = first.terminate(Duration.ofSeconds(20));

    assertThat(took).isLessThan(FIVE_SECONDS);
  }

  @Test
  @Order(3)
  void the_standby_leads_within_three_seconds_of_its_end() {
    await()
        .atMost(Duration.ofSeconds(3))
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(() -> assertThat(holder()).startsWith("second-"));

    eventually(
        () -> assertThat(second.logLines()).anyMatch(line -> line.contains("this process leads")));
  }

  @Test
  @Order(4)
  void the_new_leader_goes_on_with_the_work() {
    harbour.shipyard().push("docks", SmallModule.of("tender", "1.0.1"));

    eventually(
        () ->
            assertThat(harbour.object("Module", "tender").at("/properties/version").asText())
                .isEqualTo("v1.0.1"));
    harbour.awaitPhase("tender", "Ready");
  }

  @Test
  @Order(5)
  void the_last_one_gives_the_lease_back_although_helm_is_in_the_middle() {
    harbour.publishAndEnable("docks", SmallModule.of("hulk", "1.0.0").withUnendingJob());
    eventually(() -> assertThat(harbour.helmStatuses("hulk")).containsExactly("pending-install"));

    var took = second.terminate(Duration.ofSeconds(20));

    assertThat(took).isLessThan(FIVE_SECONDS);
    assertThat(holder()).isEmpty();
  }

  private static String holder() {
    var lease =
        harbour
            .client()
            .leases()
            .inNamespace(SYSTEM)
            .withName("slipway-leader")
            .require()
            .getSpec();
    return lease.getHolderIdentity() == null ? "" : lease.getHolderIdentity();
  }
}
