package io.slipway.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.slipway.core.Given;
import io.slipway.core.effect.Notifier.Announcement;
import io.slipway.core.effect.Notifier.Outcome;
import io.slipway.core.value.NotificationSettings;
import io.slipway.core.value.NotificationSettings.Auth;
import io.slipway.core.value.SemVer;
import io.slipway.harness.SelfSigned;
import io.slipway.harness.WebhookReceiver;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls of a real HTTP server (releases.md 2.10). */
class WebhookNotifierTest {
  private static final Auth BASIC = new Auth.Basic("captain", "h4rb0ur!");
  private static final Auth BEARER = new Auth.Bearer("t0k3n-of-the-sea");

  private final Vertx vertx = Vertx.vertx();
  private final WebhookReceiver receiver = WebhookReceiver.start();
  private final WebhookNotifier notifier = new WebhookNotifier(vertx, Duration.ofSeconds(20));

  @AfterEach
  void stop() {
    receiver.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private static NotificationSettings settings(String webhook, Auth auth) {
    return new NotificationSettings(
        webhook, false, auth, Duration.ZERO, Duration.ofSeconds(2), false);
  }

  private Outcome send(Auth auth) {
    return notifier.send(settings(receiver.address() + "/hook", auth), announcement());
  }

  private static Announcement announcement() {
    return new Announcement(
        Given.ECHO,
        SemVer.of(1, 71, 0),
        Map.of("kubernetes", ">= 1.31"),
        Given.NOW,
        "New echo Release 1.71.0 is available.");
  }

  private static String failure(Outcome outcome) {
    return outcome instanceof Outcome.Failed(var text) ? text : "sent";
  }

  @Test
  void the_body_says_what_is_coming_and_when() {
    assertThat(send(new Auth.None())).isEqualTo(new Outcome.Sent());

    var seen = receiver.seen().getFirst();
    assertThat(seen.method()).isEqualTo("POST");
    assertThat(seen.type()).isEqualTo("application/json");
    assertThat(seen.authorization()).isEmpty();
    assertThat(new JsonObject(seen.body()))
        .isEqualTo(
            new JsonObject()
                .put("subject", "Module")
                .put("moduleName", "echo")
                .put("version", "1.71.0")
                .put("requirements", new JsonObject().put("kubernetes", ">= 1.31"))
                .put("applyTime", "2019-10-17T15:33:00Z")
                .put("message", "New echo Release 1.71.0 is available."));
  }

  @Test
  void who_calls_says_who_it_is() {
    send(BASIC);
    send(BEARER);

    assertThat(receiver.seen())
        .extracting(WebhookReceiver.Seen::authorization)
        .containsExactly("Basic Y2FwdGFpbjpoNHJiMHVyIQ==", "Bearer t0k3n-of-the-sea");
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource(
      delimiter = ';',
      value = {
        "200; ''; sent",
        "201; {}; sent",
        "299; nonsense; sent",
        "400; {\"code\":\"E1\",\"message\":\"no\"}; webhook response with status code 400,"
            + " service code: E1, msg: no",
        "400; {\"message\":\"no\"}; webhook response with status code 400, msg: no",
        "404; ''; webhook response with status code 404, with empty body",
        "500; <html>; webhook response with status code 500: bad json",
        "300; ''; webhook response with status code 300, with empty body"
      })
  void an_answer_counts_by_its_status(int status, String body, String expected) {
    receiver.answers(status, body);

    assertThat(failure(send(new Auth.None()))).isEqualTo(expected);
    assertThat(receiver.seen()).as("one attempt").hasSize(1);
  }

  @Test
  void an_endless_answer_is_not_read_to_its_end() {
    receiver.handles(WebhookReceiver::endless);

    assertThat(failure(send(new Auth.None())))
        .isEqualTo("webhook response with status code 500: body is too large to read");
  }

  @Test
  void who_does_not_answer_is_not_waited_for_for_long() {
    receiver.handles(WebhookReceiver::hang);

    var impatient = new WebhookNotifier(vertx, Duration.ofSeconds(2));
    var outcome =
        impatient.send(settings(receiver.address() + "/hook", new Auth.None()), announcement());

    assertThat(failure(outcome)).isEqualTo("webhook did not answer in 2 s");
  }

  @Test
  void a_redirect_is_not_followed() {
    receiver.handles(
        exchange -> {
          exchange.getResponseHeaders().set("Location", receiver.address() + "/elsewhere");
          exchange.sendResponseHeaders(302, -1);
        });

    assertThat(failure(send(BEARER))).contains("status code 302");
    assertThat(receiver.seen()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"not an address", "ftp://people.example.com", "http://", "'http://a b/'"})
  void an_unusable_address_is_a_failure_that_does_not_repeat_it(String address) {
    assertThat(failure(notifier.send(settings(address, new Auth.None()), announcement())))
        .startsWith("webhook call failed: ")
        .doesNotContain(address);
  }

  @Test
  void nobody_at_home_is_a_failure() {
    receiver.close();

    assertThat(failure(send(BASIC))).startsWith("webhook call failed: Connection refused");
  }

  /** The receiver sends back all it was sent. */
  @Test
  void no_failure_tells_a_secret() {
    receiver.handles(WebhookReceiver::echo);
    var address = receiver.address() + "/hook/s3cr3tpath?key=s3cr3tquery";

    for (var auth : new Auth[] {BASIC, BEARER}) {
      var text = failure(notifier.send(settings(address, auth), announcement()));

      assertThat(text)
          .contains("status code 500")
          .contains("REDACTED")
          .doesNotContain("h4rb0ur!")
          .doesNotContain("Y2FwdGFpbjpoNHJiMHVyIQ==")
          .doesNotContain("t0k3n-of-the-sea")
          .doesNotContain("s3cr3tpath")
          .doesNotContain("s3cr3tquery");
    }
  }

  @Test
  void a_certificate_that_nobody_vouches_for_is_taken_only_when_told_so(@TempDir Path folder)
      throws IOException {
    var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(SelfSigned.create(folder).serving()));
    server.createContext("/", WebhookNotifierTest::accept);
    server.start();
    var address = "https://127.0.0.1:" + server.getAddress().getPort() + "/";
    try {
      var careful = settings(address, BEARER);
      var trusting =
          new NotificationSettings(
              address, true, BEARER, Duration.ZERO, Duration.ofSeconds(2), false);

      assertThat(failure(notifier.send(careful, announcement())))
          .startsWith("webhook call failed: ");
      assertThat(notifier.send(trusting, announcement())).isEqualTo(new Outcome.Sent());
    } finally {
      server.stop(0);
    }
  }

  private static void accept(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
  }

  @Test
  void long_words_of_a_receiver_are_cut() {
    receiver.answers(400, "{\"message\":\"" + "x".repeat(3_000) + "\"}");

    assertThat(failure(send(new Auth.None())).getBytes(StandardCharsets.UTF_8).length)
        .isLessThan(600);
  }
}
