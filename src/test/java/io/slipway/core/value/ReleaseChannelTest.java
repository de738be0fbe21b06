package io.slipway.core.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleaseChannelTest {
  @ParameterizedTest(name = "REG-3: {0} is {1} and lives under the tag {2}")
  @CsvSource({
    "Alpha,       ALPHA,        alpha",
    "Beta,        BETA,         beta",
    "EarlyAccess, EARLY_ACCESS, early-access",
    "Stable,      STABLE,       stable",
    "RockSolid,   ROCK_SOLID,   rock-solid",
    "LTS,         LTS,          lts",
    "Lts,         LTS,          lts",
    "stable,      STABLE,       stable"
  })
  void a_channel_has_a_name_and_a_tag(String text, ReleaseChannel channel, String tag) {
    assertThat(ReleaseChannel.parse(text)).contains(channel);
    assertThat(channel.tag()).isEqualTo(tag);
  }

  @Test
  void every_label_is_read_back() {
    assertThat(ReleaseChannel.values())
        .allSatisfy(c -> assertThat(ReleaseChannel.parse(c.label())).contains(c));
  }

  @ParameterizedTest
  @CsvSource({"''", "Nightly", "early-access"})
  void another_name_is_no_channel(String text) {
    assertThat(ReleaseChannel.parse(text)).isEmpty();
  }
}
