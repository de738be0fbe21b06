package io.slipway.product;

import static io.slipway.product.Harbour.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipway.harness.OperatorProcess;
import io.slipway.harness.RegistryServer;
import io.slipway.harness.tool.LoopbackPort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A registry that tells of its pushes, and an operator that scans it once an hour. */
class PushNotificationIT {
  private static final String SECRET = "tide-table-of-the-harbour";
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final int ROUNDS = 5;

  private static Harbour harbour;
  private static OperatorProcess operator;
  private static HttpClient http;

  @BeforeAll
  static void run() {
    var port = LoopbackPort.free();
    var hook = URI.create("http://127.0.0.1:" + port + "/hooks/registry/docks");
    http = HttpClient.newHttpClient();
    harbour =
        Harbour.around(RegistryServer.startTelling(new RegistryServer.Listener(hook, SECRET)));
    harbour.shipyard().push("docks", SmallModule.of("buoy", "1.0.0"));
    operator =
        Harbour.startOperator(
            harbour
                .settings()
                .with("SLIPWAY_SOURCE_SCAN_INTERVAL", "1h")
                .with("QUARKUS_HTTP_PORT", Integer.toString(port)));
    harbour.apply(
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: docks-push, namespace: %s}
        stringData: {token: %s}
        """
            .formatted(Harbour.SYSTEM, SECRET));
    harbour.source("docks", "docks");
    harbour.kubectl().run("annotate", "ms", "docks", "modules.deckhouse.io/push-secret=docks-push");
    eventually(() -> assertThat(version("buoy")).isEqualTo("v1.0.0"));
  }

  @AfterAll
  static void stop() {
    operator.close();
    harbour.close();
    http.close();
  }

  private static String version(String module) {
    for (var entry : harbour.object("ModuleSource", "docks").at("/status/modules")) {
      if (entry.path("name").asText().equals(module)) {
        return entry.path("version").asText();
      }
    }
    return "";
  }

  private static Duration untilShown(String module, String version) {
    var begun = Instant.now();
    await()
        .atMost(Harbour.LIMIT)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> version(module).equals(version));
    return Duration.between(begun, Instant.now());
  }

  private static Duration median(List<Duration> times) {
    return times.stream().sorted().toList().get(times.size() / 2);
  }

  @Test
  void a_pushed_version_is_visible_within_a_second_at_a_scan_interval_of_an_hour() {
    var times = new ArrayList<Duration>();
    for (var patch = 1; patch <= ROUNDS; patch++) {
      harbour.shipyard().push("docks", SmallModule.of("buoy", "1.0." + patch));
      times.add(untilShown("buoy", "v1.0." + patch));
    }

    System.out.println("visible after a push: " + times);
    assertThat(median(times)).isLessThan(SECOND);
  }

  @Test
  void a_new_module_is_visible_within_a_second() {
    var times = new ArrayList<Duration>();
    for (var i = 0; i < ROUNDS; i++) {
      harbour.shipyard().push("docks", SmallModule.of("skiff-" + i, "2.0.0"));
      times.add(untilShown("skiff-" + i, "v2.0.0"));
    }

    System.out.println("a new module visible after its push: " + times);
    assertThat(median(times)).isLessThan(SECOND);
  }

  /** The modules of one source do not pay for another one's push. */
  @Test
  void a_push_is_answered_with_a_look_at_that_channel_only() {
    harbour.shipyard().push("docks", SmallModule.of("ferry", "1.0.0"));
    untilShown("ferry", "v1.0.0");
    var mark = harbour.registry().mark();

    harbour.shipyard().push("docks", SmallModule.of("ferry", "1.0.1"));
    untilShown("ferry", "v1.0.1");

    assertThat(harbour.registry().count(mark, "GET", "/v2/docks/tags/list.*")).isZero();
    assertThat(harbour.registry().count(mark, "GET", "/v2/docks/buoy/.*")).isZero();
    assertThat(harbour.registry().count(mark, "GET", "/v2/docks/ferry/release/manifests/stable"))
        .isBetween(1L, 2L);
  }

  @Test
  void a_flood_of_pushes_is_one_look_each_half_second() {
    harbour.shipyard().push("docks", SmallModule.of("barge", "1.0.0"));
    untilShown("barge", "v1.0.0");
    var mark = harbour.registry().mark();
    var begun = Instant.now();

    var answers =
        IntStream.range(0, 300)
            .mapToObj(
                _ -> http.sendAsync(pushed("docks", "barge", SECRET), BodyHandlers.ofString()))
            .toList();
    answers.forEach(CompletableFuture::join);

    var halves = Duration.between(begun, Instant.now()).toMillis() / 500;
    assertThat(answers).extracting(a -> a.join().statusCode()).containsAnyOf(202);
    eventually(() -> assertThat(looksAt("barge", mark)).isPositive());
    await().during(Duration.ofMillis(1_200)).until(() -> looksAt("barge", mark) <= halves + 3);
  }

  private static long looksAt(String module, RegistryServer.Mark mark) {
    return harbour
        .registry()
        .count(mark, "GET", "/v2/docks/" + module + "/release/manifests/stable");
  }

  @Test
  void a_wrong_secret_and_an_unknown_source_get_the_same_answer()
      throws IOException, InterruptedException {
    var wrong = send(pushed("docks", "buoy", "guessed"));
    var unknown = send(pushed("elsewhere", "buoy", SECRET));

    assertThat(wrong.statusCode()).isEqualTo(401);
    assertThat(unknown.statusCode()).isEqualTo(wrong.statusCode());
    assertThat(unknown.body()).isEqualTo(wrong.body()).isEmpty();
    assertThat(unknown.headers()).isEqualTo(wrong.headers());
    assertThat(new OperatorMetrics(operator.url()).read("slipway_notifications_total"))
        .hasEntrySatisfying(
            "{outcome=\"refused\",source=\"docks\"}", n -> assertThat(n).isPositive())
        .hasEntrySatisfying("{outcome=\"refused\",source=\"\"}", n -> assertThat(n).isPositive());
    assertThat(operator.logLines()).noneMatch(line -> line.contains(SECRET));
  }

  @Test
  void a_body_that_is_too_long_or_no_notification_is_refused()
      throws IOException, InterruptedException {
    assertThat(send(post("docks", SECRET, "{\"a\":\"" + "b".repeat(1 << 20) + "\"}")).statusCode())
        .isEqualTo(413);
    assertThat(send(post("docks", SECRET, "[".repeat(10_000))).statusCode()).isEqualTo(400);
    assertThat(send(post("docks", SECRET, "no JSON")).statusCode()).isEqualTo(400);
  }

  private static HttpResponse<String> send(HttpRequest request)
      throws IOException, InterruptedException {
    return http.send(request, BodyHandlers.ofString());
  }

  private static HttpRequest pushed(String source, String module, String secret) {
    return post(
        source,
        secret,
        """
        {"events": [{"action": "push", "target":
          {"repository": "docks/%s/release", "tag": "stable"}}]}
        """
            .formatted(module));
  }

  private static HttpRequest post(String source, String secret, String body) {
    return HttpRequest.newBuilder(operator.url().resolve("/hooks/registry/" + source))
        .header("Authorization", "Bearer " + secret)
        .POST(BodyPublishers.ofString(body))
        .build();
  }
}
