package io.slipway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The metrics of {@code docs/operations.md} are those the engine registers. */
class OperationsPageTest {
  private static final Pattern REGISTERED = Pattern.compile("\"(slipway_\\w+)\"");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(slipway_\\w+)`");

  @Test
  void each_metric_is_in_the_table_and_each_row_is_a_metric() {
    var source =
        Page.read("src/main/java/io/slipway/app/EngineMetrics.java")
            + Page.read("src/main/java/io/slipway/app/TroubleMetrics.java")
            + Page.read("src/main/java/io/slipway/app/ReleaseMetrics.java");

    var documented = names(ROW, Page.read("docs/operations.md"));

    assertThat(documented).isNotEmpty().isEqualTo(names(REGISTERED, source));
  }

  private static Set<String> names(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(m -> m.group(1)).collect(Collectors.toSet());
  }
}
