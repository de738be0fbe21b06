package io.slipway.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineProducerTest {
  private record Settings(
      Duration sourceScanInterval,
      Duration registryTimeout,
      String platformVersion,
      Path dataDir,
      String systemNamespace,
      boolean leaderElection,
      Optional<String> clusterUuid)
      implements SlipwayConfig {}

  private static SlipwayConfig scanningEvery(Duration interval) {
    return new Settings(
        interval, interval, "v1.75.0", Path.of("data"), "d8-system", true, Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT-3M", "PT0S", "PT0.999S"})
  void a_scan_interval_below_a_second_is_refused_with_one_line(Duration interval) {
    assertThatThrownBy(() -> EngineProducer.scanInterval(scanningEvery(interval)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("SLIPWAY_SOURCE_SCAN_INTERVAL must be at least 1s, such as 3m: " + interval);
  }

  @Test
  void a_scan_interval_of_a_second_is_taken() {
    var second = Duration.ofSeconds(1);

    assertThat(EngineProducer.scanInterval(scanningEvery(second))).isEqualTo(second);
  }
}
