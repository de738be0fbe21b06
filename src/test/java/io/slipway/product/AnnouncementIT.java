package io.slipway.product;

import static io.slipway.product.Harbour.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.harness.OperatorProcess;
import io.slipway.harness.WebhookReceiver;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.MethodName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * People are told of versions, and versions soak, with the packaged operator (releases.md 2.10).
 */
@TestMethodOrder(MethodName.class)
class AnnouncementIT {
  private static final String TOKEN = "t0ken-of-the-harbour-master";
  private static final String BLOCKED = "Release is blocked, failed to send release notification";

  private static Harbour harbour;
  private static OperatorProcess operator;
  private static WebhookReceiver people;

  @BeforeAll
  static void start() {
    people = WebhookReceiver.start();
    harbour = Harbour.open();
    harbour.source("docks", "docks");
    operator = harbour.startOperator();
  }

  @AfterAll
  static void stop() {
    operator.close();
    harbour.close();
    people.close();
  }

  private static void notification(String more) {
    harbour.config(
        "deckhouse",
        "version: 1, settings: {update: {notification: {webhook: '%s/in/%s', retryMinTime: 500ms, auth: {bearerToken: %s}%s}}}"
            .formatted(people.address(), TOKEN, TOKEN, more));
  }

  private static JsonNode release(String name) {
    return harbour.object("ModuleRelease", name);
  }

  private static String phase(String release) {
    return release(release).at("/status/phase").asText();
  }

  private static String message(String release) {
    return release(release).at("/status/message").asText();
  }

  private static JsonNode annotation(String release, String name) {
    return release(release)
        .path("metadata")
        .path("annotations")
        .path("modules.deckhouse.io/" + name);
  }

  private static void awaitDeployed(String release) {
    eventually(() -> assertThat(phase(release)).isEqualTo("Deployed"));
  }

  private static long calls(String version) {
    return people.seen().stream().filter(s -> s.body().contains('"' + version + '"')).count();
  }

  @Test
  void a_people_are_told_once_before_a_version_is_deployed() {
    notification("");
    harbour.publishAndEnable("docks", SmallModule.of("beacon", "1.0.0"));
    awaitDeployed("beacon-v1.0.0");
    harbour.shipyard().push("docks", SmallModule.of("beacon", "1.1.0"));
    awaitDeployed("beacon-v1.1.0");

    operator.close();
    operator = harbour.startOperator();
    harbour.shipyard().push("docks", SmallModule.of("beacon", "1.2.0"));
    awaitDeployed("beacon-v1.2.0");

    assertThat(List.of(calls("1.0.0"), calls("1.1.0"), calls("1.2.0"))).containsExactly(1L, 1L, 1L);
    assertThat(people.seen()).extracting(s -> s.authorization()).containsOnly("Bearer " + TOKEN);
    assertThat(annotation("beacon-v1.2.0", "notified").asText()).isEqualTo("true");
    harbour.shipyard().push("docks", SmallModule.of("beacon", "1.2.1"));
    awaitDeployed("beacon-v1.2.1");
    assertThat(calls("1.2.1")).as("a patch").isZero();
    assertThat(annotation("beacon-v1.2.1", "notified").isMissingNode()).isTrue();
  }

  @Test
  void b_a_failing_webhook_holds_the_release_back_and_tells_no_secret() throws Exception {
    notification("");
    harbour.publishAndEnable("docks", SmallModule.of("foghorn", "1.0.0"));
    awaitDeployed("foghorn-v1.0.0");
    people.handles(WebhookReceiver::echo);

    harbour.shipyard().push("docks", SmallModule.of("foghorn", "1.1.0"));

    eventually(() -> assertThat(message("foghorn-v1.1.0")).isEqualTo(BLOCKED));
    eventually(() -> assertThat(calls("1.1.0")).isGreaterThan(2));
    assertThat(harbour.client().v1().events().inNamespace("default").list().getItems())
        .filteredOn(event -> event.getReason().equals("NotificationFailed"))
        .extracting(event -> event.getMessage())
        .anySatisfy(
            text -> assertThat(text).startsWith(BLOCKED + ": webhook response with status"));
    assertThat(new OperatorMetrics(operator.url()).read("slipway_release_notification_not_sent"))
        .isNotEmpty();
    Confidential.assertNowhere(harbour, operator, List.of(TOKEN));
    assertThat(phase("foghorn-v1.1.0")).isEqualTo("Pending");

    people.answers(204, "");
    awaitDeployed("foghorn-v1.1.0");
  }

  @Test
  void c_people_have_the_notice_that_is_asked_for() {
    harbour.publishAndEnable("docks", SmallModule.of("pilot", "1.0.0"));
    awaitDeployed("pilot-v1.0.0");
    people.answers(200, "");
    notification(", minimalNotificationTime: 8s");

    harbour.shipyard().push("docks", SmallModule.of("pilot", "1.1.0"));

    eventually(() -> assertThat(message("pilot-v1.1.0")).startsWith("Release is postponed until "));
    var after = Instant.parse(release("pilot-v1.1.0").at("/spec/applyAfter").asText());
    assertThat(annotation("pilot-v1.1.0", "notification-time-shift").asText()).isEqualTo("true");
    awaitDeployed("pilot-v1.1.0");
    assertThat(Instant.now()).isAfterOrEqualTo(after);
    assertThat(Duration.between(after, Instant.now())).isLessThan(Duration.ofSeconds(30));
  }

  @Test
  void d_a_version_soaks_and_a_newer_one_does_not_restart_its_wait() {
    harbour.config("deckhouse", "version: 1, settings: {releaseChannel: Stable}");
    harbour.apply(
        """
        apiVersion: deckhouse.io/v1alpha2
        kind: ModuleUpdatePolicy
        metadata: {name: careful}
        spec: {update: {mode: Auto, minimalAge: 12s, securityBypass: true}}
        """);
    harbour.shipyard().push("docks", SmallModule.of("barrel", "1.0.0"));
    harbour.config("barrel", "enabled: true, updatePolicy: careful");
    awaitDeployed("barrel-v1.0.0");

    harbour.shipyard().push("docks", SmallModule.of("barrel", "1.0.1"));
    eventually(() -> assertThat(message("barrel-v1.0.1")).startsWith("Release is soaking until "));
    harbour.shipyard().push("docks", SmallModule.of("barrel", "1.0.2"));
    eventually(() -> assertThat(message("barrel-v1.0.2")).startsWith("Release is soaking until "));
    assertThat(phase("barrel-v1.0.1")).isEqualTo("Pending");

    eventually(() -> assertThat(harbour.running("barrel")).isEqualTo("v1.0.1"));
    eventually(() -> assertThat(harbour.running("barrel")).isEqualTo("v1.0.2"));
    assertThat(phase("barrel-v1.0.1")).isEqualTo("Superseded");
  }

  @Test
  void e_what_cannot_be_read_in_the_settings_of_the_platform_is_told() {
    harbour.config("deckhouse", "version: 1, settings: {update: {minimalAge: soon}}");
    eventually(
        () ->
            assertThat(harbour.object("ModuleConfig", "deckhouse").at("/status/message").asText())
                .isEqualTo(
                    "Error: settings.update.minimalAge: 'soon' is no duration such as 30m, 72h or"
                        + " 7d"));

    harbour.config("deckhouse", "version: 1, settings: {update: {minimalAge: 0}}");

    eventually(
        () ->
            assertThat(harbour.object("ModuleConfig", "deckhouse").at("/status/message").asText())
                .isEmpty());
  }
}
