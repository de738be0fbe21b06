package io.slipway.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.core.value.GoDuration;
import io.slipway.core.value.ReleaseChannel;
import io.slipway.core.value.Rollout;
import io.slipway.core.value.Rollout.Canary;
import java.time.Duration;
import java.util.HashMap;
import java.util.Optional;

/**
 * Keys {@code suspend} and {@code canary} of {@code version.json} (2.18). What cannot be read there
 * counts as absent: a release is not worth less for it.
 */
final class RolloutKeys {
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
    return node.isTextual() ? GoDuration.parse(node.asText()) : Optional.empty();
  }
}
