package io.slipway.registry;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.slipway.registry.RegistryRequests.Exchange;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;

/**
 * Reads of an image when it was built. Nothing depends on it: what cannot be read in a moment is
 * not known, and a config that has no room for a time is not asked for.
 */
final class ImageConfigs {
  private static final Duration MOMENT = Duration.ofSeconds(10);
  private static final int SIZE_MIN = "{\"created\":\"2013-01-01T00:00:00Z\"}".length();
  private static final int SIZE_MAX = 1 << 20;

  private final RegistryRequests requests;
  private final RegistryLimits limits;

  ImageConfigs(RegistryRequests requests, RegistryLimits limits) {
    this.requests = requests;
    this.limits = limits;
  }

  Optional<Instant> created(Exchange exchange, Manifest.Image image) {
    return image
        .config()
        .filter(config -> config.size() >= SIZE_MIN && config.size() <= SIZE_MAX)
        .flatMap(config -> created(exchange, config));
  }

  private Optional<Instant> created(Exchange exchange, Manifest.Blob config) {
    var moment = limits.call().compareTo(MOMENT) < 0 ? limits.call() : MOMENT;
    var hasty = new Exchange(exchange.session(), Deadline.in(moment), exchange.actions());
    try {
      return requests.get(
          hasty,
          exchange.session().url("blobs/" + config.digest()),
          Map.of(),
          answer ->
              answer.isSuccess() ? created(answer.bytes(SIZE_MAX), config) : Optional.empty());
    } catch (RegistryException unreadable) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> created(byte[] bytes, Manifest.Blob config) {
    if (!Manifest.digest(bytes).equals(config.digest())) {
      return Optional.empty();
    }
    try {
      var json = new JsonMapper().readTree(new String(bytes, StandardCharsets.UTF_8));
      return Optional.of(OffsetDateTime.parse(json.path("created").asText("")).toInstant());
    } catch (JacksonException | DateTimeException unreadable) {
      return Optional.empty();
    }
  }
}
