package io.slipway.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.registry.Challenge.Basic;
import io.slipway.registry.Challenge.Bearer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** sources.md 2.3 steps 1 and 2. */
class ChallengeTest {
  @Test
  void the_first_known_challenge_counts() {
    assertThat(Challenge.parse(List.of("Negotiate", "Basic realm=\"x\"", "Bearer realm=\"y\"")))
        .contains(new Basic());
  }

  @Test
  void a_bearer_challenge_has_realm_service_and_scope() {
    var header =
        "Bearer realm=\"https://auth.example.com/token\",service=\"registry\","
            + "scope=\"repository:a/b:pull,push\"";

    assertThat(Challenge.parse(List.of(header)))
        .contains(
            new Bearer("https://auth.example.com/token", "registry", "repository:a/b:pull,push"));
  }

  @Test
  void case_spaces_and_quotes_do_not_matter() {
    assertThat(Challenge.parse(List.of("bearer Realm=https://a/t, SERVICE=\"r\"")))
        .contains(new Bearer("https://a/t", "r", ""));
  }

  @Test
  void nothing_that_can_be_answered_is_no_challenge() {
    assertThat(Challenge.parse(List.of())).isEmpty();
    assertThat(Challenge.parse(List.of("Digest realm=\"x\"", "Bearer service=\"x\""))).isEmpty();
  }
}
