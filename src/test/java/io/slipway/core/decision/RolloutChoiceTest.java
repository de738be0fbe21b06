package io.slipway.core.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.core.Given;
import io.slipway.core.value.Rollout.Canary;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Vectors of sources.md 2.18. */
class RolloutChoiceTest {
  @ParameterizedTest
  @CsvSource({
    "21da7734-77a7-45ad-a795-ea0b629ee930, v1.16.0, 5, PT6M, PT18M",
    "21da7734-77a7-45ad-a795-ea0b629ee930, v1.16.5, 5, PT15M, PT30M",
    "21da7734-77a7-45ad-a795-ea0b629ee930, v1.16.1, 6, PT30M, PT60M",
    "11111111-2222-3333-4444-555555555555, v1.0.0, 4, PT15M, PT45M",
    "11111111-2222-3333-4444-555555555555, v1.0.1, 4, PT15M, PT0S",
    "11111111-2222-3333-4444-555555555555, v0.7.24, 6, PT10M, PT20M",
    "11111111-2222-3333-4444-555555555555, v1.0.0, 4, PT999999999H, PT720H",
    "11111111-2222-3333-4444-555555555555, v1.0.0, 9223372036854775807, PT1H, PT720H"
  })
  void the_wave_is_that_of_the_page(
      String cluster, String version, long waves, Duration interval, Duration delay) {
    var canary = new Canary(waves, interval);

    assertThat(RolloutChoice.delay(canary, cluster, Given.version(version))).isEqualTo(delay);
  }
}
