package io.slipway.registry;

import static io.slipway.registry.RegistryFixture.base64;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.slipway.core.effect.Registry.ChannelRead;
import io.slipway.core.effect.Registry.Listing;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.RegistryFailure.Reason;
import io.slipway.core.value.ReleaseChannel;
import io.slipway.registry.StubRegistry.Seen;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens and redirects (sources.md 2.3). */
class AuthenticationTest {
  private static final String LIST = "/v2/fleet/tags/list?n=1000";
  private static final String TOKEN = "/token?scope=repository%3Afleet%3Apull&service=port";
  private static final String TAGS = "{\"tags\":[\"ferry\"]}";
  private static final Listing LISTED = new Listing.Listed(List.of("ferry"));

  private final Vertx vertx = Vertx.vertx();
  private final StubRegistry stub = new StubRegistry();
  private final VertxRegistry registry = new VertxRegistry(vertx);
  private final String auth = base64("user:pass:word");
  private final String dockerCfg =
      "{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}".formatted(stub.host(), auth);

  @AfterEach
  void stop() {
    stub.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void a_token_is_fetched_with_the_account_and_used_again() {
    stub.on(LIST, exchange -> ifBearer(exchange, "t1"))
        .onJson(TOKEN, 200, "{\"access_token\":\"t1\",\"expires_in\":300}");

    assertThat(registry.list(stub.access(dockerCfg))).isEqualTo(LISTED);
    assertThat(registry.list(stub.access(dockerCfg))).isEqualTo(LISTED);
    assertThat(stub.seen())
        .containsExactly(
            new Seen("GET", LIST, ""),
            new Seen("GET", TOKEN, "Basic " + auth),
            new Seen("GET", LIST, "Bearer t1"),
            new Seen("GET", LIST, "Bearer t1"));
  }

  @Test
  void a_token_is_fetched_without_an_account_too() {
    stub.on(LIST, exchange -> ifBearer(exchange, "t1")).onJson(TOKEN, 200, "{\"token\":\"t1\"}");

    assertThat(registry.list(stub.access(""))).isEqualTo(LISTED);
    assertThat(stub.seen()).extracting(Seen::authorization).containsExactly("", "", "Bearer t1");
  }

  @Test
  void a_refused_token_is_replaced_once() {
    var tokens = new AtomicInteger();
    stub.on(
            TOKEN,
            exchange ->
                StubRegistry.json(
                        200,
                        "{\"token\":\"t%d\",\"expires_in\":300}"
                            .formatted(tokens.incrementAndGet()))
                    .handle(exchange))
        .on(LIST, exchange -> ifBearer(exchange, "t1"));
    registry.list(stub.access(dockerCfg));
    stub.on(LIST, exchange -> ifBearer(exchange, "t2"));

    assertThat(registry.list(stub.access(dockerCfg))).isEqualTo(LISTED);
    stub.on(LIST, exchange -> ifBearer(exchange, "never"));
    assertThat(((Listing.Failed) registry.list(stub.access(dockerCfg))).failure().reason())
        .isEqualTo(Reason.AUTH);
    assertThat(tokens).hasValue(3);
  }

  /** The last five seconds of a token's life are not used. */
  @ParameterizedTest(name = "lives {0} s: {1} tokens for two requests")
  @CsvSource({"300, 1", "60, 1", "5, 2", "1, 2"})
  void a_token_is_kept_for_its_lifetime(int seconds, long tokens) {
    stub.on(LIST, exchange -> ifBearer(exchange, "t1"))
        .onJson(TOKEN, 200, "{\"token\":\"t1\",\"expires_in\":%d}".formatted(seconds));

    assertThat(registry.list(stub.access(dockerCfg))).isEqualTo(LISTED);
    assertThat(registry.list(stub.access(dockerCfg))).isEqualTo(LISTED);

    assertThat(stub.paths().stream().filter(TOKEN::equals)).hasSize((int) tokens);
    assertThat(stub.seen()).filteredOn(seen -> seen.authorization().isEmpty()).hasSize(1);
  }

  @Test
  void each_repository_and_each_account_has_a_token_of_its_own() {
    var ferry = "/v2/fleet/ferry/tags/list?n=1000";
    stub.on(LIST, exchange -> ifBearer(exchange, "t1"))
        .on(ferry, exchange -> ifBearer(exchange, "t2"))
        .onJson(TOKEN, 200, "{\"token\":\"t1\"}")
        .onJson(TOKEN.replace("fleet", "fleet%2Fferry"), 200, "{\"token\":\"t2\"}");

    registry.list(stub.access(dockerCfg));
    registry.listVersions(stub.access(dockerCfg), new ModuleName("ferry"));
    registry.list(stub.access(""));

    assertThat(stub.seen())
        .extracting(Seen::authorization)
        .containsExactly(
            "", "Basic " + auth, "Bearer t1", "Basic " + auth, "Bearer t2", "", "Bearer t1");
  }

  @Test
  void a_token_that_the_registry_echoes_is_hidden() {
    stub.on(
            LIST,
            exchange -> {
              if (exchange.getRequestHeaders().containsKey("Authorization")) {
                StubRegistry.json(500, "you sent Bearer t0k3n").handle(exchange);
              } else {
                ifBearer(exchange, "never");
              }
            })
        .onJson(TOKEN, 200, "{\"token\":\"t0k3n\"}");
    var hurried = new VertxRegistry(vertx, RegistryLimits.DEFAULT.withCall(Duration.ofSeconds(1)));

    var failure = ((Listing.Failed) hurried.list(stub.access(dockerCfg))).failure();

    assertThat(failure.text()).endsWith("you sent Bearer REDACTED");
  }

  @Test
  void a_refused_account_is_told_with_the_token_endpoint() {
    stub.on(LIST, exchange -> ifBearer(exchange, "t1"))
        .onJson(TOKEN, 401, "{\"errors\":[{\"code\":\"UNAUTHORIZED\",\"message\":\"who\"}]}");

    var failure = ((Listing.Failed) registry.list(stub.access(dockerCfg))).failure();

    assertThat(failure.reason()).isEqualTo(Reason.AUTH);
    assertThat(failure.text())
        .isEqualTo("list: GET http://%s%s: UNAUTHORIZED: who".formatted(stub.host(), TOKEN));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://[", "ftp://127.0.0.1/", "http://127.0.0.1:99999/", "token", ""})
  void an_unusable_token_endpoint_is_told(String realm) {
    stub.on(
        LIST,
        exchange -> {
          exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer realm=\"" + realm + "\"");
          StubRegistry.json(401, "").handle(exchange);
        });

    assertThat(registry.list(stub.access(dockerCfg))).isInstanceOf(Listing.Failed.class);
  }

  @Test
  void a_token_that_is_no_header_is_told_without_it() {
    stub.on(LIST, exchange -> ifBearer(exchange, "t1"));
    var cfg = "{\"auths\":{\"%s\":{\"registrytoken\":\"gi\\nven\"}}}".formatted(stub.host());

    var failure = ((Listing.Failed) registry.list(stub.access(cfg))).failure();

    assertThat(failure.text()).endsWith("unusable address or header").doesNotContain("ven");
  }

  @Test
  void an_identity_token_is_posted() {
    stub.on(LIST, exchange -> ifBearer(exchange, "t1"))
        .on(
            "/token",
            exchange -> {
              var form =
                  new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
              assertThat(form)
                  .contains("grant_type=refresh_token")
                  .contains("refresh_token=eternal")
                  .contains("scope=repository%3Afleet%3Apull");
              StubRegistry.json(200, "{\"access_token\":\"t1\"}").handle(exchange);
            });
    var cfg = "{\"auths\":{\"%s\":{\"identitytoken\":\"eternal\"}}}".formatted(stub.host());

    assertThat(registry.list(stub.access(cfg))).isEqualTo(LISTED);
  }

  @Test
  void a_registry_token_is_used_as_it_is() {
    stub.on(LIST, exchange -> ifBearer(exchange, "given"));
    var cfg = "{\"auths\":{\"%s\":{\"registrytoken\":\"given\"}}}".formatted(stub.host());

    assertThat(registry.list(stub.access(cfg))).isEqualTo(LISTED);
  }

  @Test
  void a_secret_that_the_registry_echoes_is_hidden() {
    stub.on(
        LIST,
        StubRegistry.first(
            1,
            exchange -> {
              exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"port\"");
              StubRegistry.json(401, "").handle(exchange);
            },
            exchange -> StubRegistry.json(403, auth + " pass:word").handle(exchange)));

    var failure = ((Listing.Failed) registry.list(stub.access(dockerCfg))).failure();

    assertThat(failure.text()).endsWith("403 Forbidden: REDACTED REDACTED");
  }

  @Test
  void a_blob_elsewhere_is_fetched_without_credentials() {
    var layer = RegistryFixture.layer("version.json", "{\"version\": \"v1.2.3\"}");
    var digest = Manifest.digest(layer);
    var manifest = "{\"layers\":[{\"digest\":\"%s\",\"size\":%d}]}".formatted(digest, layer.length);
    try (var elsewhere = new StubRegistry()) {
      elsewhere.on("/store?signature=5", 200, "", layer);
      stub.on(
              "/v2/fleet/ferry/release/manifests/stable",
              exchange -> ifBasic(exchange, MediaTypes.OCI_MANIFEST, manifest))
          .on(
              "/v2/fleet/ferry/release/blobs/" + digest,
              exchange -> {
                exchange
                    .getResponseHeaders()
                    .set("Location", "http://" + elsewhere.host() + "/store?signature=5");
                exchange.sendResponseHeaders(307, -1);
              });

      var read =
          registry.readChannel(
              stub.access(dockerCfg),
              new ModuleName("ferry"),
              ReleaseChannel.STABLE,
              Optional.empty());

      assertThat(read).isInstanceOf(ChannelRead.Resolved.class);
      assertThat(elsewhere.seen()).containsExactly(new Seen("GET", "/store?signature=5", ""));
      assertThat(stub.seen()).last().extracting(Seen::authorization).isEqualTo("Basic " + auth);
    }
  }

  @Test
  void redirects_end_somewhere() {
    stub.on(
        LIST,
        exchange -> {
          exchange.getResponseHeaders().set("Location", LIST);
          exchange.sendResponseHeaders(302, -1);
        });

    var failure = ((Listing.Failed) registry.list(stub.access(""))).failure();

    assertThat(failure.text()).contains("stopped after 5 redirects");
  }

  private void ifBearer(HttpExchange exchange, String token) throws IOException {
    if (("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      StubRegistry.json(200, TAGS).handle(exchange);
      return;
    }
    exchange
        .getResponseHeaders()
        .set(
            "WWW-Authenticate",
            "Bearer realm=\"http://" + stub.host() + "/token\",service=\"port\"");
    StubRegistry.json(401, "{\"errors\":[{\"code\":\"UNAUTHORIZED\",\"message\":\"who\"}]}")
        .handle(exchange);
  }

  private void ifBasic(HttpExchange exchange, String type, String body) throws IOException {
    if (("Basic " + auth).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      StubRegistry.answer(exchange, 200, type, body.getBytes(StandardCharsets.UTF_8));
      return;
    }
    exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"port\"");
    StubRegistry.json(401, "").handle(exchange);
  }
}
