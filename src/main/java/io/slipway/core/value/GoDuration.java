package io.slipway.core.value;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Durations as Go writes them: {@code 1h2m3.5s}. */
public final class GoDuration {
  private static final Pattern DURATION =
      Pattern.compile("(?:\\d{1,18}(?:\\.\\d{0,9})?(?:ns|us|µs|μs|ms|s|m|h))+");
  private static final Pattern PART =
      Pattern.compile("(\\d{1,18}(?:\\.\\d{0,9})?)(ns|us|µs|μs|ms|s|m|h)");
  private static final Map<String, Long> NANOS =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "µs", 1_000L,
          "μs", 1_000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L);
  private static final BigDecimal LONGEST = BigDecimal.valueOf(Long.MAX_VALUE);
  private static final int TEXT_MAX = 64;

  private GoDuration() {}

  /** Empty for what is none, is negative, or is longer than a duration can be. */
  public static Optional<Duration> parse(String text) {
    return text.length() <= TEXT_MAX && DURATION.matcher(text).matches()
        ? sum(text)
        : Optional.empty();
  }

  private static Optional<Duration> sum(String text) {
    var nanos =
        PART.matcher(text)
            .results()
            .map(
                p -> new BigDecimal(p.group(1)).multiply(BigDecimal.valueOf(NANOS.get(p.group(2)))))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return nanos.compareTo(LONGEST) <= 0
        ? Optional.of(Duration.ofNanos(nanos.longValue()))
        : Optional.empty();
  }
}
