package io.slipway.core.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.core.Given;
import io.slipway.core.projection.EffectsProjection.Failures;
import io.slipway.core.value.EffectKey;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
  private static final EffectKey KEY = new EffectKey("InstallModule", "Module/echo");

  private static Duration pause(EffectKey key, int count, long seed) {
    var failures = new Failures("what", count, Given.NOW, Duration.ZERO, "problem");
    return Duration.between(Given.NOW, Backoff.nextAttempt(key, failures, seed));
  }

  @ParameterizedTest(name = "after {0} failures about {1} s")
  @CsvSource({"1, 2", "2, 4", "3, 8", "7, 128", "8, 256", "9, 300", "10, 300", "1000, 300"})
  void pauses_double_up_to_five_minutes(int count, long seconds) {
    assertThat(IntStream.range(0, 200).mapToObj(seed -> pause(KEY, count, seed)))
        .allSatisfy(
            pause ->
                assertThat(pause)
                    .isBetween(
                        Duration.ofMillis(seconds * 900), Duration.ofMillis(seconds * 1100)));
  }

  @ParameterizedTest(name = "{0} failures, wished {1} s: {2} s")
  @CsvSource({"1, 60, 60", "1, 3600, 3600", "3, 8000, 8000", "1, 1, 2", "9, 10, 300"})
  void a_registry_is_not_asked_before_it_wishes(int count, long wished, long seconds) {
    var failures =
        new Failures("what", count, Given.NOW, Duration.ofSeconds(wished), "rate limited");

    assertThat(Duration.between(Given.NOW, Backoff.nextAttempt(KEY, failures, 7)))
        .isGreaterThanOrEqualTo(Duration.ofSeconds(wished))
        .isBetween(Duration.ofMillis(seconds * 900), Duration.ofMillis(seconds * 1100));
  }

  @Test
  void the_same_seed_gives_the_same_pause_and_another_key_mostly_another() {
    var keys = IntStream.range(0, 50).mapToObj(i -> new EffectKey("InstallModule", "Module/" + i));

    assertThat(pause(KEY, 5, 42)).isEqualTo(pause(KEY, 5, 42));
    assertThat(keys.map(key -> pause(key, 5, 42)).distinct()).hasSizeGreaterThan(10);
  }
}
