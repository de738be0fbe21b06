package io.slipway.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KnownSecretsTest {
  private final List<String> asked = new ArrayList<>();
  private Instant now = Instant.parse("2026-03-02T08:00:00Z");
  private Optional<byte[]> secret = Optional.empty();
  private final KnownSecrets secrets =
      new KnownSecrets(
          name -> {
            asked.add(name);
            return secret;
          },
          () -> now);

  @Test
  void a_missing_secret_is_asked_for_once_in_ten_seconds() {
    for (var i = 0; i < 100; i++) {
      assertThat(secrets.read("docks")).isEmpty();
    }

    assertThat(asked).containsExactly("docks");
  }

  @Test
  void a_changed_secret_is_known_ten_seconds_later() {
    secrets.read("docks");
    secret = Optional.of("new".getBytes(UTF_8));

    now = now.plus(Duration.ofSeconds(9));
    assertThat(secrets.read("docks")).isEmpty();
    now = now.plus(Duration.ofSeconds(1));
    assertThat(secrets.read("docks")).isPresent();
  }

  @Test
  void a_clock_that_is_set_back_keeps_nothing() {
    secrets.read("docks");

    now = now.minus(Duration.ofHours(1));
    secrets.read("docks");

    assertThat(asked).hasSize(2);
  }

  @Test
  void no_more_than_a_thousand_are_remembered() {
    for (var i = 0; i <= 1_000; i++) {
      secrets.read("s" + i);
    }

    secrets.read("s0");

    assertThat(asked).hasSize(1_002);
  }
}
