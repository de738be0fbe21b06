package io.slipway.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.core.effect.Registry.Listing;
import io.slipway.core.value.RegistryAccess;
import io.slipway.core.value.RegistryFailure.Reason;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with {@code spec.registry} itself is told before anything is asked for. */
class UnusableAccessTest {
  private static final String REPO = "registry.invalid/fleet";

  private final Vertx vertx = Vertx.vertx();
  private final VertxRegistry registry = new VertxRegistry(vertx);

  @AfterEach
  void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private String text(String repo, String dockerCfg, String ca) {
    var access = new RegistryAccess(false, repo, dockerCfg, ca);
    var failure = ((Listing.Failed) registry.list(access)).failure();
    assertThat(failure.reason()).isEqualTo(Reason.CONFIGURATION);
    assertThat(failure.text()).startsWith("new client: ");
    return failure.text();
  }

  /** Never ignored (sources.md 8, 27). */
  @ParameterizedTest
  @CsvSource({
    "no certificate, ca: No certificate data found",
    "-----BEGIN PRIVATE KEY-----AAAA-----END PRIVATE KEY-----, ca: ",
    "-----BEGIN CERTIFICATE-----AAAA-----END CERTIFICATE-----, ca: "
  })
  void an_unusable_authority_is_told(String ca, String text) {
    assertThat(text(REPO, "", ca.replace("-----A", "-----\nA").replace("A-----", "A\n-----")))
        .contains(text)
        .endsWith("(" + REPO + ")");
  }

  @Test
  void an_account_that_cannot_be_read_is_told_with_the_repository() {
    var cfg = "{\"auths\":{\"registry.invalid\":{\"auth\":\"c2VjcmV0\"}}}";

    assertThat(text(REPO, cfg, ""))
        .contains("unable to decode auth field")
        .endsWith("(" + REPO + ")")
        .doesNotContain("c2VjcmV0", "secret");
  }

  @Test
  void credentials_for_another_host_are_told_with_the_repository_once() {
    assertThat(text(REPO, "{\"auths\":{\"other.invalid\":{}}}", ""))
        .isEqualTo("new client: \"" + REPO + "\" credentials not found in the dockerCfg");
  }

  @Test
  void a_password_in_the_address_is_not_repeated() {
    var repo = "captain:s3cret@registry.invalid:5000/fleet";

    assertThat(text(repo, "", "")).contains("captain:REDACTED@registry").doesNotContain("s3cret");
    assertThat(new RegistryAccess(false, repo, "", "")).asString().doesNotContain("s3cret");
  }
}
