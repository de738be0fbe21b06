package io.slipway.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.core.value.ReleaseChannel;
import io.slipway.core.value.Rollout;
import io.slipway.core.value.Rollout.Canary;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Keys {@code suspend} and {@code canary} of {@code version.json} (2.18). What cannot be read there
 * counts as absent: a release is not worth less for it.
 */
final class RolloutKeys {
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

  private RolloutKeys() {}

  static Rollout of(JsonNode versionJson) {
    var canary = new HashMap<String, Canary>();
    for (var channel : ReleaseChannel.values()) {
      var settings = versionJson.path("canary").path(channel.tag());
      canary(settings).ifPresent(c -> canary.put(channel.tag(), c));
    }
    return new Rollout(versionJson.path("suspend").asBoolean(false), canary);
  }

  private static Optional<Canary> canary(JsonNode node) {
    var waves = node.path("waves");
    return node.path("enabled").asBoolean(false)
            && waves.isIntegralNumber()
            && waves.canConvertToLong()
            && waves.asLong() > 0
        ? interval(node.path("interval")).map(pause -> new Canary(waves.asLong(), pause))
        : Optional.empty();
  }

  /** A duration as Go writes it, or a number of nanoseconds. */
  static Optional<Duration> interval(JsonNode node) {
    if (node.isIntegralNumber() && node.canConvertToLong() && node.asLong() >= 0) {
      return Optional.of(Duration.ofNanos(node.asLong()));
    }
    var text = node.isTextual() ? node.asText() : "";
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
