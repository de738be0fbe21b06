package io.slipway.kube;

import io.slipway.core.value.ObjectMeta;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The two ways an absent value is spelled: null on the wire, an empty value in core. Whatever is on
 * the wire, nothing here throws.
 */
final class Wire {
  private Wire() {}

  static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  static <T> List<T> list(@Nullable List<T> list) {
    return list == null ? List.of() : list.stream().filter(Objects::nonNull).toList();
  }

  static <T> Map<String, T> map(@Nullable Map<String, T> map) {
    if (map == null) {
      return Map.of();
    }
    var known = new HashMap<>(map);
    known.values().removeIf(Objects::isNull);
    known.keySet().removeIf(Objects::isNull);
    return Map.copyOf(known);
  }

  /** A time in RFC 3339; empty when it is absent or unreadable. */
  static Optional<Instant> instant(@Nullable String text) {
    try {
      return Optional.ofNullable(text).map(t -> OffsetDateTime.parse(t.strip()).toInstant());
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }

  static int integer(@Nullable Long number) {
    return number == null ? 0 : Math.clamp(number, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  static @Nullable String orNull(Optional<Instant> time) {
    return time.map(Wire::time).orElse(null);
  }

  static @Nullable Long orNull(long number) {
    return number == 0 ? null : number;
  }

  static <T> @Nullable Map<String, T> orNull(Map<String, T> map) {
    return map.isEmpty() ? null : map;
  }

  /** RFC 3339 in UTC, whole seconds. */
  static String time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  static ObjectMeta meta(io.fabric8.kubernetes.api.model.@Nullable ObjectMeta meta) {
    if (meta == null) {
      return new ObjectMeta("", "", 0, 0, Map.of(), Map.of(), List.of(), false);
    }
    return new ObjectMeta(
        text(meta.getName()),
        text(meta.getUid()),
        version(meta.getResourceVersion()),
        meta.getGeneration() == null ? 0 : meta.getGeneration(),
        map(meta.getLabels()),
        map(meta.getAnnotations()),
        list(meta.getFinalizers()),
        meta.getDeletionTimestamp() != null,
        instant(meta.getCreationTimestamp()));
  }

  /** {@code resourceVersion} as a number; 0 when there is none. */
  static long version(@Nullable String resourceVersion) {
    try {
      return resourceVersion == null ? 0 : Long.parseLong(resourceVersion);
    } catch (NumberFormatException foreign) {
      return 0;
    }
  }
}
