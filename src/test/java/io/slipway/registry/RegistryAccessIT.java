package io.slipway.registry;

import static io.slipway.registry.RegistryFixture.layer;
import static io.slipway.registry.RegistryFixture.plain;
import static io.slipway.registry.RegistryFixture.push;
import static io.slipway.registry.RegistryFixture.withAccount;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.core.effect.Registry.Listing;
import io.slipway.core.value.RegistryAccess;
import io.slipway.core.value.RegistryFailure.Reason;
import io.slipway.harness.RegistryServer;
import io.slipway.harness.RegistryServer.Option;
import io.vertx.core.Vertx;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Credentials, TLS and outages of a real registry (sources.md 2.3, 2.5, 2.6). */
class RegistryAccessIT {
  private final Vertx vertx = Vertx.vertx();
  private final VertxRegistry registry = new VertxRegistry(vertx);
  private final ImagePusher pusher = new ImagePusher(vertx);

  @AfterEach
  void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void without_credentials_the_refusal_is_the_message() {
    try (var server = RegistryServer.start(Option.BASIC_AUTH)) {
      var listing = (Listing.Failed) registry.list(plain(server.host(), "fleet"));

      assertThat(listing.failure().reason()).isEqualTo(Reason.AUTH);
      assertThat(listing.failure().text())
          .startsWith(
              "list: GET http://%s/v2/fleet/tags/list?n=1000: UNAUTHORIZED: authentication required"
                  .formatted(server.host()));
    }
  }

  @Test
  void with_credentials_only_the_first_call_is_challenged() {
    try (var server = RegistryServer.start(Option.BASIC_AUTH)) {
      var access = withAccount(server.host(), "fleet");
      push(pusher, access, "ferry", layer("name", "ferry"));
      var mark = server.mark();

      var first = registry.list(access);
      var second = registry.list(access);

      assertThat(first).isEqualTo(new Listing.Listed(List.of("ferry")));
      assertThat(second).isEqualTo(first);
      assertThat(server.since(mark)).extracting(r -> r.status()).containsExactly(401, 200, 200);
    }
  }

  /** The registry itself checks the token: its signature, its time and its scope. */
  @Test
  void while_a_token_lives_no_other_is_asked_for() {
    try (var server = RegistryServer.start(Option.TOKEN_AUTH)) {
      var access = withAccount(server.host(), "fleet");
      push(pusher, access, "ferry", layer("name", "ferry"));
      var before = server.tokens().given().size();
      var mark = server.mark();

      for (var poll = 0; poll < 10; poll++) {
        assertThat(registry.list(access)).isEqualTo(new Listing.Listed(List.of("ferry")));
      }

      assertThat(server.tokens().given().subList(before, before + 1))
          .containsExactly("repository:fleet:pull");
      assertThat(server.tokens().given()).hasSize(before + 1);
      assertThat(server.since(mark)).extracting(r -> r.status()).startsWith(401).hasSize(11);
    }
  }

  @Test
  void a_wrong_password_is_refused_and_not_shown() {
    try (var server = RegistryServer.start(Option.BASIC_AUTH)) {
      var cfg = "{\"auths\":{\"%s\":{\"username\":\"shipper\",\"password\":\"foul-weather\"}}}";
      var access =
          new RegistryAccess(true, server.host() + "/fleet", cfg.formatted(server.host()), "");

      var listing = (Listing.Failed) registry.list(access);

      assertThat(listing.failure().reason()).isEqualTo(Reason.AUTH);
      assertThat(listing.failure().text()).doesNotContain("foul-weather");
      var mark = server.mark();
      registry.list(access);
      // a password that is refused is not tried twice in a call
      assertThat(server.since(mark)).hasSize(1);
    }
  }

  @Test
  void a_private_authority_is_trusted_when_given_and_only_then() {
    try (var server = RegistryServer.start(Option.TLS)) {
      var repo = server.host() + "/fleet";
      var trusting = new RegistryAccess(false, repo, "", server.certificatePem());
      push(pusher, trusting, "ferry", layer("name", "ferry"));

      assertThat(registry.list(trusting)).isEqualTo(new Listing.Listed(List.of("ferry")));
      var refused = (Listing.Failed) registry.list(new RegistryAccess(false, repo, "", ""));
      assertThat(refused.failure().reason()).isEqualTo(Reason.NETWORK);
      assertThat(refused.failure().text())
          .startsWith("list: Get \"https://" + repo.replace("/", "/v2/"))
          .contains("tls: failed to verify certificate");
    }
  }

  @Test
  void a_registry_that_is_down_fails_at_once_and_recovers() {
    try (var server = RegistryServer.start()) {
      var access = plain(server.host(), "fleet");
      push(pusher, access, "ferry", layer("name", "ferry"));
      assertThat(registry.list(access)).isInstanceOf(Listing.Listed.class);

      server.pause();
      var listing = (Listing.Failed) registry.list(access);
      server.resume();

      assertThat(listing.failure().reason()).isEqualTo(Reason.NETWORK);
      assertThat(listing.failure().text())
          .isEqualTo(
              "list: Get \"http://%s/v2/fleet/tags/list?n=1000\": dial tcp %s: connect: connection refused"
                  .formatted(server.host(), server.host()));
      assertThat(registry.list(access)).isInstanceOf(Listing.Listed.class);
    }
  }
}
