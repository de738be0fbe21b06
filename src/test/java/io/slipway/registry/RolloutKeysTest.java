package io.slipway.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.slipway.core.value.Rollout;
import io.slipway.core.value.Rollout.Canary;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** sources.md 2.18. */
class RolloutKeysTest {
  private static Rollout read(String json) throws Exception {
    return RolloutKeys.of(JsonMapper.builder().build().readTree(json));
  }

  @Test
  void waves_and_suspension_are_read() throws Exception {
    var json =
        """
        {"version": "v1.70.2", "suspend": true, "canary": {
          "early-access": {"enabled": true, "waves": 4, "interval": "15m"},
          "stable": {"enabled": false, "waves": 4, "interval": "15m"},
          "unknown": {"enabled": true, "waves": 4, "interval": "15m"}}}
        """;

    assertThat(read(json))
        .isEqualTo(
            new Rollout(true, Map.of("early-access", new Canary(4, Duration.ofMinutes(15)))));
  }

  @ParameterizedTest
  @CsvSource({
    "'\"1h30m\"', PT1H30M",
    "'\"1.5h\"', PT1H30M",
    "'\"10ms\"', PT0.01S",
    "60000000000, PT1M"
  })
  void an_interval_is_a_duration_of_go_or_nanoseconds(String interval, Duration read)
      throws Exception {
    var json = "{\"canary\":{\"lts\":{\"enabled\":true,\"waves\":2,\"interval\":%s}}}";

    assertThat(read(json.formatted(interval)).canary().get("lts").interval()).isEqualTo(read);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "1",
        "{\"suspend\": {}, \"canary\": []}",
        "{\"canary\": {\"lts\": 1}}",
        "{\"canary\": {\"lts\": {\"enabled\": true, \"waves\": 0, \"interval\": \"1m\"}}}",
        "{\"canary\": {\"lts\": {\"enabled\": true, \"waves\": -1, \"interval\": \"1m\"}}}",
        "{\"canary\": {\"lts\": {\"enabled\": true, \"waves\": 1e99, \"interval\": \"1m\"}}}",
        "{\"canary\": {\"lts\": {\"enabled\": true, \"waves\": 2}}}",
        "{\"canary\": {\"lts\": {\"enabled\": true, \"waves\": 2, \"interval\": \"soon\"}}}",
        "{\"canary\": {\"lts\": {\"enabled\": true, \"waves\": 2, \"interval\": \"-1m\"}}}",
        "{\"canary\": {\"lts\": {\"enabled\": true, \"waves\": 2, \"interval\": -1}}}",
        "{\"canary\": {\"lts\": {\"enabled\": true, \"waves\": 2,"
            + " \"interval\": \"999999999999999999h\"}}}"
      })
  void what_cannot_be_read_is_absent_and_never_blocks(String json) throws Exception {
    assertThat(read(json)).isEqualTo(Rollout.NONE);
  }
}
