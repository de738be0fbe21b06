package io.slipway.core.value;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Durations as Go writes them, such as {@code 1h30m}, and days besides: {@code 7d}. More than ten
 * years count as ten.
 */
public final class GoDuration {
  private static final String NUMBER = "(\\d+(?:\\.\\d+)?)(ns|us|µs|μs|ms|s|m|h|d)";
  private static final Pattern PART = Pattern.compile(NUMBER);
  private static final Pattern WHOLE = Pattern.compile("(?:" + NUMBER + ")+");
  private static final int TEXT_MAX = 64;
  private static final BigDecimal LONGEST = BigDecimal.valueOf(Long.MAX_VALUE);
  private static final BigDecimal MAX = BigDecimal.valueOf(Duration.ofDays(3650).toNanos());
  private static final Map<String, Duration> UNITS =
      Map.of(
          "ns", Duration.ofNanos(1),
          "us", Duration.ofNanos(1_000),
          "µs", Duration.ofNanos(1_000),
          "μs", Duration.ofNanos(1_000),
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));

  private GoDuration() {}

  /** Empty when the text is none, or one that is too long for Go as well. */
  public static Optional<Duration> parse(String text) {
    if (text.equals("0")) {
      return Optional.of(Duration.ZERO);
    }
    if (text.length() > TEXT_MAX || !WHOLE.matcher(text).matches()) {
      return Optional.empty();
    }
    var nanos =
        PART.matcher(text)
            .results()
            .map(part -> new BigDecimal(part.group(1)).multiply(unit(part.group(2))))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return nanos.compareTo(LONGEST) > 0
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(nanos.min(MAX).longValue()));
  }

  private static BigDecimal unit(String name) {
    return BigDecimal.valueOf(UNITS.getOrDefault(name, Duration.ZERO).toNanos());
  }
}
