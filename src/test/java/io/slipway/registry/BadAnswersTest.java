package io.slipway.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.slipway.core.effect.Registry.ChannelRead;
import io.slipway.core.effect.Registry.Listing;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.RegistryFailure;
import io.slipway.core.value.RegistryFailure.Reason;
import io.slipway.core.value.ReleaseChannel;
import io.slipway.registry.RegistryLimits.Archive;
import io.slipway.registry.RegistryLimits.Bodies;
import io.slipway.registry.RegistryLimits.Pace;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a registry answers, the failure is of the right kind, and names address and cause. */
class BadAnswersTest {
  private static final String LIST = "/v2/fleet/tags/list?n=1000";
  private static final String CHANNEL = "/v2/fleet/ferry/release/manifests/stable";
  private static final String BLOBS = "/v2/fleet/ferry/release/blobs/";
  private static final byte[] LAYER =
      RegistryFixture.layer("version.json", "{\"version\": \"v1.2.3\"}");
  private static final String LOGIN =
      "<!DOCTYPE html>\n<html><form action=\"/login\"></form></html>";

  private final Vertx vertx = Vertx.vertx();
  private final StubRegistry stub = new StubRegistry();
  private final VertxRegistry registry = new VertxRegistry(vertx, LIMITS);

  private static final RegistryLimits LIMITS =
      new RegistryLimits(
          Duration.ofSeconds(5),
          Duration.ofSeconds(60),
          Duration.ofMillis(10),
          new Pace(10_000, 100, Duration.ofSeconds(1)),
          new Bodies(64 << 10, 64 << 10, 20, 64 << 10, 1 << 20),
          Archive.DEFAULT);

  @AfterEach
  void stop() {
    stub.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  /** One kind of bad answer to one address. */
  enum Answer {
    UNAUTHORIZED(
        Reason.AUTH, "UNAUTHORIZED: who are you", error(401, "UNAUTHORIZED", "who are you")),
    FORBIDDEN(Reason.AUTH, "DENIED: not for you", error(403, "DENIED", "not for you")),
    MISSING(Reason.NOT_FOUND, "unexpected status code 404 Not Found", plain(404, "")),
    TOO_MANY(
        Reason.RATE_LIMITED, "TOOMANYREQUESTS: slower", error(429, "TOOMANYREQUESTS", "slower")),
    ILL(
        Reason.SERVER,
        "unexpected status code 500 Internal Server Error: ouch",
        plain(500, "ouch")),
    OVERLOADED(Reason.SERVER, "unexpected status code 503 Service Unavailable", plain(503, "")),
    TEAPOT(Reason.SERVER, "unexpected status code 418", plain(418, "")),
    RESET(Reason.NETWORK, "(unexpected EOF|connection reset by peer)", HttpExchange::close),
    CUT(Reason.NETWORK, "(unexpected EOF|connection reset by peer)", BadAnswersTest::cut),
    SLOW_LORIS(Reason.TIMEOUT, "context deadline exceeded", BadAnswersTest::trickle),
    LOGIN_PAGE(Reason.MALFORMED, "is not JSON but a web page", page()),
    BROKEN_JSON(Reason.MALFORMED, "is not JSON: Unexpected end-of-input.*", json("{\"tags\": [")),
    ENDLESS(Reason.MALFORMED, "longer than 65536 bytes", BadAnswersTest::endless);

    private final Reason reason;
    private final String text;
    private final StubRegistry.Handler handler;

    Answer(Reason reason, String text, StubRegistry.Handler handler) {
      this.reason = reason;
      this.text = text;
      this.handler = handler;
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_listing_tells_it(Answer answer) {
    stub.on(LIST, answer.handler);

    var failure = listFailure(patient(answer));

    assertThat(failure.reason()).isEqualTo(answer.reason);
    assertThat(failure.text())
        .startsWith("list: ")
        .containsPattern(answer.text)
        .contains("http://" + stub.host() + LIST);
  }

  /** Also for what the registry has listed just before. */
  @ParameterizedTest
  @EnumSource
  void a_channel_tells_it(Answer answer) {
    stub.onJson(LIST, 200, "{\"tags\":[\"ferry\"]}").on(CHANNEL, answer.handler);

    assertThat(registry.list(stub.access(""))).isEqualTo(new Listing.Listed(List.of("ferry")));
    var failure = channelFailure(patient(answer));

    assertThat(failure.reason()).isEqualTo(answer.reason);
    assertThat(failure.text())
        .startsWith("fetch image error: ")
        .containsPattern(answer.text)
        .contains(stub.host() + "/");
  }

  /** One kind of bad layer; {@code stored} is what is sent in place of {@link #LAYER}. */
  enum Layer {
    TRUNCATED_GZIP(layerOf(Arrays.copyOf(LAYER, LAYER.length - 9)), "untar: .*"),
    OTHER_DIGEST(LAYER, other(LAYER), "error verifying sha256 checksum after reading .*"),
    CUT_SHORT(LAYER, Arrays.copyOf(LAYER, 10), "error verifying size of .*"),
    NO_ARCHIVE(layerOf("a web page".repeat(200)), "untar: .*"),
    BROKEN_VERSION(files("version.json", "{\"version\""), "json decode: .*"),
    BROKEN_YAML(
        files("version.json", "{\"version\":\"v1.2.3\"}", "module.yaml", "weight: [1"),
        "unmarshal module yaml failed: .*"),
    NO_SEMVER(files("version.json", "{\"version\":\"latest\"}"), "no version found"),
    NO_VERSION(files("README.md", "hello"), "no version found");

    private final byte[] stored;
    private final byte[] sent;
    private final String text;

    Layer(byte[] stored, String text) {
      this(stored, stored, text);
    }

    Layer(byte[] stored, byte[] sent, String text) {
      this.stored = stored;
      this.sent = sent;
      this.text = text;
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_bad_layer_is_told_with_the_address_of_its_image(Layer layer) {
    var digest = Manifest.digest(layer.stored);
    stub.on(CHANNEL, 200, MediaTypes.OCI_MANIFEST, manifest(layer.stored, layer.stored.length))
        .on(BLOBS + digest, 200, "", layer.sent);

    var failure = channelFailure();

    assertThat(failure.reason()).isEqualTo(Reason.MALFORMED);
    assertThat(failure.text())
        .containsPattern(layer.text)
        .endsWith(" (http://" + stub.host() + CHANNEL + ")");
  }

  @Test
  void a_layer_of_a_gigabyte_is_not_asked_for() {
    stub.on(CHANNEL, 200, MediaTypes.OCI_MANIFEST, manifest(LAYER, 1 << 30));

    assertThat(channelFailure().text()).contains("longer than 1048576 bytes");
    assertThat(stub.paths()).containsExactly(CHANNEL);
  }

  @Test
  void a_layer_that_does_not_end_is_cut_at_the_size_it_was_said_to_have() {
    stub.on(CHANNEL, 200, MediaTypes.OCI_MANIFEST, manifest(LAYER, LAYER.length))
        .on(BLOBS + Manifest.digest(LAYER), BadAnswersTest::endless);

    assertThat(channelFailure().text()).contains("error verifying size");
  }

  @Test
  void ten_thousand_tags_are_listed_page_by_page() {
    IntStream.range(0, 10).forEach(page -> page(page, page == 9));

    assertThat(registry.list(stub.access("")))
        .isEqualTo(
            new Listing.Listed(IntStream.range(0, 10_000).mapToObj(i -> "module-" + i).toList()));
    assertThat(stub.seen()).hasSize(10);
  }

  @Test
  void tags_that_are_no_versions_are_none() {
    stub.onJson(
        "/v2/fleet/ferry/tags/list?n=1000",
        200,
        "{\"tags\":[\"latest\",\"v1.2.3\",\"1.2.4\",\"v1.3.0-rc1\",\"v1.02.3\",\"v1\",\"\",7,null]}");

    var versions = registry.listVersions(stub.access(""), new ModuleName("ferry"));

    assertThat(versions.toString()).contains("1.2.3").doesNotContain("1.2.4", "rc1", "latest");
  }

  @ParameterizedTest
  @org.junit.jupiter.params.provider.ValueSource(
      strings = {"{}", "[]", "\"ok\"", "{\"errors\":[]}", "{\"tags\":\"ferry\"}", ""})
  void an_answer_without_a_list_of_tags_is_no_empty_source(String body) {
    stub.onJson(LIST, 200, body);

    assertThat(listFailure().text()).contains("the answer is not a list of tags");
  }

  private void page(int page, boolean isLast) {
    var tags =
        IntStream.range(page * 1000, (page + 1) * 1000)
            .mapToObj(i -> "\"module-" + i + "\"")
            .toList();
    stub.on(
        page == 0 ? LIST : "/v2/fleet/tags/list?n=1000&last=" + page,
        exchange -> {
          if (!isLast) {
            exchange
                .getResponseHeaders()
                .set(
                    "Link",
                    "</v2/fleet/tags/list?n=1000&last=%d>; rel=\"next\"".formatted(page + 1));
          }
          json("{\"tags\":" + tags + "}").handle(exchange);
        });
  }

  /** Only the answer that never ends is not waited for. */
  private VertxRegistry patient(Answer answer) {
    return answer == Answer.SLOW_LORIS
        ? new VertxRegistry(vertx, LIMITS.withCall(Duration.ofMillis(500)))
        : registry;
  }

  private RegistryFailure listFailure() {
    return listFailure(registry);
  }

  private RegistryFailure listFailure(VertxRegistry asked) {
    var listing = asked.list(stub.access(""));
    assertThat(listing).isInstanceOf(Listing.Failed.class);
    return ((Listing.Failed) listing).failure();
  }

  private RegistryFailure channelFailure() {
    return channelFailure(registry);
  }

  private RegistryFailure channelFailure(VertxRegistry asked) {
    var read =
        asked.readChannel(
            stub.access(""), new ModuleName("ferry"), ReleaseChannel.STABLE, Optional.empty());
    assertThat(read).isInstanceOf(ChannelRead.Failed.class);
    return ((ChannelRead.Failed) read).failure();
  }

  private static byte[] manifest(byte[] layer, long size) {
    return """
        {"schemaVersion":2,"layers":[{"digest":"%s","size":%d}]}"""
        .formatted(Manifest.digest(layer), size)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] files(String... pathsAndContents) {
    return RegistryFixture.layer(pathsAndContents);
  }

  private static byte[] layerOf(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] layerOf(byte[] bytes) {
    return bytes;
  }

  private static byte[] other(byte[] content) {
    var other = content.clone();
    other[other.length - 1] ^= 1;
    return other;
  }

  private static StubRegistry.Handler error(int status, String code, String message) {
    return StubRegistry.json(
        status, "{\"errors\":[{\"code\":\"%s\",\"message\":\"%s\"}]}".formatted(code, message));
  }

  private static StubRegistry.Handler plain(int status, String body) {
    return exchange ->
        StubRegistry.answer(exchange, status, "text/plain", body.getBytes(StandardCharsets.UTF_8));
  }

  private static StubRegistry.Handler page() {
    return exchange ->
        StubRegistry.answer(exchange, 200, "text/html", LOGIN.getBytes(StandardCharsets.UTF_8));
  }

  private static StubRegistry.Handler json(String body) {
    return StubRegistry.json(200, body);
  }

  private static void cut(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 100);
    exchange.getResponseBody().write('{');
    exchange.getResponseBody().flush();
    exchange.close();
  }

  private static void trickle(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    while (!Thread.currentThread().isInterrupted()) {
      exchange.getResponseBody().write(' ');
      exchange.getResponseBody().flush();
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  private static void endless(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, 0);
    var chunk = new byte[8192];
    Arrays.fill(chunk, (byte) ' ');
    while (!Thread.currentThread().isInterrupted()) {
      exchange.getResponseBody().write(chunk);
    }
  }
}
