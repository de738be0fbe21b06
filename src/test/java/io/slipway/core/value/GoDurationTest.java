package io.slipway.core.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoDurationTest {
  @ParameterizedTest
  @CsvSource({
    "72h, PT72H",
    "30m, PT30M",
    "7d, PT168H",
    "1h30m, PT1H30M",
    "1.5h, PT1H30M",
    "50ms, PT0.05S",
    "1d12h, PT36H",
    "0, PT0S",
    "0s, PT0S",
    "3650d, PT87600H",
    "3651d, PT87600H"
  })
  void a_duration_is_read(String text, Duration expected) {
    assertThat(GoDuration.parse(text)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "7",
        "h",
        "7 d",
        "-1h",
        "three days",
        "72hours",
        "1w",
        "P3D",
        "1h ",
        "١h",
        "1.h",
        ".5h",
        "99999999999999999999h"
      })
  void anything_else_is_none(String text) {
    assertThat(GoDuration.parse(text)).isEmpty();
  }
}
