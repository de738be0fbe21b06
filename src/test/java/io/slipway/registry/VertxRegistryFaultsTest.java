package io.slipway.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.core.effect.Registry.ChannelRead;
import io.slipway.core.effect.Registry.Listing;
import io.slipway.core.value.Digest;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.RegistryFailure;
import io.slipway.core.value.RegistryFailure.Reason;
import io.slipway.core.value.ReleaseChannel;
import io.slipway.registry.RegistryLimits.Archive;
import io.slipway.registry.RegistryLimits.Bodies;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that a sane registry does not give (sources.md 2.3, 2.4, 2.10). */
class VertxRegistryFaultsTest {
  private static final String LIST = "/v2/fleet/tags/list?n=1000";
  private static final String CHANNEL = "/v2/fleet/ferry/release/manifests/stable";
  private static final String BLOBS = "/v2/fleet/ferry/release/blobs/";
  private static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";
  private static final byte[] LAYER =
      RegistryFixture.layer("version.json", "{\"version\": \"v1.2.3\"}");
  private static final byte[] MANIFEST = manifest(LAYER.length);
  private static final Digest KNOWN = Manifest.digest(MANIFEST);

  private final Vertx vertx = Vertx.vertx();
  private final StubRegistry stub = new StubRegistry();
  private final VertxRegistry registry = new VertxRegistry(vertx, limits(Duration.ofSeconds(20)));

  @AfterEach
  void stop() {
    stub.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void a_paged_list_is_followed_to_its_end() {
    stub.on(
            LIST,
            exchange -> {
              exchange
                  .getResponseHeaders()
                  .set("Link", "</v2/fleet/tags/list?n=1&last=ferry>; rel=\"next\"");
              StubRegistry.json(200, "{\"tags\":[\"ferry\"]}").handle(exchange);
            })
        .onJson("/v2/fleet/tags/list?n=1&last=ferry", 200, "{\"tags\":[\"tug\"]}");

    assertThat(list()).isEqualTo(new Listing.Listed(List.of("ferry", "tug")));
  }

  @Test
  void a_next_page_on_another_host_is_not_asked_for() {
    stub.on(
        LIST,
        exchange -> {
          exchange.getResponseHeaders().set("Link", "<http://127.0.0.2:9/x>; rel=\"next\"");
          StubRegistry.json(200, "{\"tags\":[]}").handle(exchange);
        });

    assertThat(failure(list()).reason()).isEqualTo(Reason.MALFORMED);
  }

  @Test
  void null_tags_are_an_empty_list() {
    stub.onJson(LIST, 200, "{\"name\":\"fleet\",\"tags\":null}");

    assertThat(list()).isEqualTo(new Listing.Listed(List.of()));
  }

  @ParameterizedTest(name = "REG-32 status {0}")
  @ValueSource(ints = {408, 499, 500, 502, 503, 504, 522})
  void a_temporary_answer_is_asked_for_again(int status) {
    stub.on(
        LIST,
        StubRegistry.first(
            2, StubRegistry.json(status, ""), StubRegistry.json(200, "{\"tags\":[\"ferry\"]}")));

    assertThat(list()).isEqualTo(new Listing.Listed(List.of("ferry")));
  }

  @Test
  void after_three_attempts_the_last_answer_is_reported() {
    stub.onJson(LIST, 503, "come back later");

    var failure = failure(list());

    assertThat(failure.reason()).isEqualTo(Reason.SERVER);
    assertThat(failure.text())
        .isEqualTo(
            "list: GET http://%s%s: unexpected status code 503 Service Unavailable: come back later"
                .formatted(stub.host(), LIST));
    assertThat(stub.seen()).hasSize(3);
  }

  @Test
  void too_many_requests_are_not_made_worse() {
    stub.onJson(LIST, 429, "{\"errors\":[{\"code\":\"TOOMANYREQUESTS\",\"message\":\"slow\"}]}");

    assertThat(failure(list()).reason()).isEqualTo(Reason.RATE_LIMITED);
    assertThat(stub.seen()).hasSize(1);
  }

  @Test
  void a_cut_connection_is_tried_again() {
    stub.on(
        LIST,
        StubRegistry.first(
            1,
            exchange -> exchange.sendResponseHeaders(200, 100),
            StubRegistry.json(200, "{\"tags\":[\"ferry\"]}")));

    assertThat(list()).isEqualTo(new Listing.Listed(List.of("ferry")));
  }

  @Test
  void a_slow_answer_ends_with_the_call() {
    stub.on(LIST, exchange -> park());
    var hurried = new VertxRegistry(vertx, limits(Duration.ofMillis(300)));

    var failure = failure(hurried.list(stub.access("")));

    assertThat(failure.reason()).isEqualTo(Reason.TIMEOUT);
    assertThat(failure.text())
        .isEqualTo(
            "list: Get \"http://%s%s\": context deadline exceeded".formatted(stub.host(), LIST));
  }

  @Test
  void a_body_that_trickles_ends_with_the_call() {
    stub.on(
        LIST,
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          park();
        });
    var hurried = new VertxRegistry(vertx, limits(Duration.ofMillis(300)));

    assertThat(failure(hurried.list(stub.access(""))).reason()).isEqualTo(Reason.TIMEOUT);
  }

  @Test
  void an_endless_body_is_cut() {
    stub.on(LIST, VertxRegistryFaultsTest::endless);

    var failure = failure(list());

    assertThat(failure.reason()).isEqualTo(Reason.MALFORMED);
    assertThat(failure.text()).contains("longer than 65536 bytes");
  }

  @Test
  void an_endless_manifest_is_cut() {
    stub.on(CHANNEL, VertxRegistryFaultsTest::endless);

    assertThat(failure(read(Optional.empty())).text()).contains("longer than 65536 bytes");
  }

  @Test
  void a_layer_with_other_content_is_refused() {
    var other = LAYER.clone();
    other[other.length - 1] ^= 1;
    stub.on(CHANNEL, 200, MediaTypes.OCI_MANIFEST, MANIFEST)
        .on(BLOBS + Manifest.digest(LAYER), 200, "", other);

    var failure = failure(read(Optional.empty()));

    assertThat(failure.reason()).isEqualTo(Reason.MALFORMED);
    assertThat(failure.text())
        .startsWith("fetch release metadata error: error verifying sha256 checksum after reading");
  }

  @ParameterizedTest(name = "{0} bytes")
  @ValueSource(ints = {-1, 1})
  void a_layer_of_another_size_is_refused(int difference) {
    stub.on(CHANNEL, 200, MediaTypes.OCI_MANIFEST, MANIFEST)
        .on(
            BLOBS + Manifest.digest(LAYER),
            200,
            "",
            Arrays.copyOf(LAYER, LAYER.length + difference));

    assertThat(failure(read(Optional.empty())).text()).contains("error verifying size");
  }

  @Test
  void a_layer_larger_than_allowed_is_not_asked_for() {
    stub.on(CHANNEL, 200, MediaTypes.OCI_MANIFEST, manifest(1 << 30));

    assertThat(failure(read(Optional.empty())).text()).contains("longer than");
    assertThat(stub.paths()).containsExactly(CHANNEL);
  }

  @Test
  void a_registry_without_conditions_still_gets_one_request_for_an_unchanged_channel() {
    stub.on(CHANNEL, 200, MediaTypes.OCI_MANIFEST, MANIFEST);

    assertThat(read(Optional.of(KNOWN))).isEqualTo(new ChannelRead.Unchanged(KNOWN));
    assertThat(stub.paths()).containsExactly(CHANNEL);
  }

  @Test
  void an_index_is_read_through_its_child_and_costs_one_request_when_unchanged() {
    stub.on(CHANNEL, 200, OCI_INDEX, index(KNOWN, "amd64"))
        .on("/v2/fleet/ferry/release/manifests/" + KNOWN, 200, MediaTypes.OCI_MANIFEST, MANIFEST)
        .on(BLOBS + Manifest.digest(LAYER), 200, "", LAYER);

    var first = (ChannelRead.Resolved) read(Optional.empty());
    stub.seen().clear();
    var second = read(Optional.of(KNOWN));

    assertThat(first.image().digest()).isEqualTo(KNOWN);
    assertThat(second).isEqualTo(new ChannelRead.Unchanged(KNOWN));
    assertThat(stub.paths()).containsExactly(CHANNEL);
  }

  @Test
  void an_index_child_must_be_what_the_index_says() {
    stub.on(CHANNEL, 200, OCI_INDEX, index(Manifest.digest(LAYER), "amd64"))
        .on(
            "/v2/fleet/ferry/release/manifests/" + Manifest.digest(LAYER),
            200,
            MediaTypes.OCI_MANIFEST,
            MANIFEST);

    assertThat(failure(read(Optional.empty())).text()).contains("does not match requested digest");
  }

  @Test
  void an_index_without_our_platform_is_told() {
    stub.on(CHANNEL, 200, OCI_INDEX, index(KNOWN, "arm64"));

    assertThat(failure(read(Optional.empty())).text())
        .isEqualTo(
            "fetch image error: no child with platform linux/amd64 in index "
                + stub.host()
                + "/fleet/ferry/release:stable");
  }

  private Listing list() {
    return registry.list(stub.access(""));
  }

  private ChannelRead read(Optional<Digest> known) {
    return registry.readChannel(
        stub.access(""), new ModuleName("ferry"), ReleaseChannel.STABLE, known);
  }

  private static RegistryFailure failure(Listing listing) {
    assertThat(listing).isInstanceOf(Listing.Failed.class);
    return ((Listing.Failed) listing).failure();
  }

  private static RegistryFailure failure(ChannelRead read) {
    assertThat(read).isInstanceOf(ChannelRead.Failed.class);
    return ((ChannelRead.Failed) read).failure();
  }

  private static RegistryLimits limits(Duration call) {
    var bodies = new Bodies(64 << 10, 64 << 10, 5, 64 << 10, 1 << 20);
    return new RegistryLimits(
        Duration.ofSeconds(5),
        call,
        Duration.ofMillis(10),
        RegistryLimits.Pace.DEFAULT,
        bodies,
        Archive.DEFAULT);
  }

  private static byte[] manifest(long size) {
    return """
        {"schemaVersion":2,"layers":[{"digest":"%s","size":%d}]}"""
        .formatted(Manifest.digest(LAYER), size)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] index(Digest child, String architecture) {
    return """
        {"manifests":[{"digest":"%s","size":1,"platform":{"os":"linux","architecture":"%s"}}]}"""
        .formatted(child, architecture)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static void endless(com.sun.net.httpserver.HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, 0);
    var chunk = new byte[8192];
    while (!Thread.currentThread().isInterrupted()) {
      exchange.getResponseBody().write(chunk);
    }
  }

  /** Until the stub is closed. */
  private static void park() {
    while (!Thread.currentThread().isInterrupted()) {
      java.util.concurrent.locks.LockSupport.park();
    }
  }
}
