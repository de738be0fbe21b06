package io.slipway.core.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.core.Given;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** releases.md 2.16 with the cases of 10.3. */
class QueueDepthTest {
  @ParameterizedTest
  @CsvSource({
    "0.66.0, 1.0.0, 1, 0",
    "1.66.0, 1.66.1, 0, 1",
    "1.66.5, 1.67.2, 0, 1",
    "1.66.0, 2.0.0, 1, 0",
    "1.0.0, 1.1.0 1.2.3 1.3.0 1.4.0 1.5.10 2.5.0, 1, 5",
    "1.2.0, 1.2.0, 0, 0",
    "1.2.0, 1.1.0, 0, 0"
  })
  void minors_count_within_the_major_in_force(
      String inForce, String waiting, int major, int releases) {
    var versions = Stream.of(waiting.split(" ")).map(Given::version).toList();

    assertThat(QueueDepth.of(Given.version(inForce), versions))
        .isEqualTo(new QueueDepth(major, releases));
  }
}
