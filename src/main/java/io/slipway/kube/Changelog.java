package io.slipway.kube;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether a changelog names a security fix: by an entry {@code security} that is not empty, at the
 * top or in one of its sections (sources.md 2.15 leaves its shape to the author).
 */
final class Changelog {
  private static final String SECURITY = "security";

  private Changelog() {}

  static boolean namesSecurity(@Nullable Map<String, @Nullable Object> changelog) {
    return changelog != null
        && (says(changelog)
            || changelog.values().stream()
                .anyMatch(section -> section instanceof Map<?, ?> entries && says(entries)));
  }

  private static boolean says(Map<?, ?> entries) {
    return entries.entrySet().stream()
        .anyMatch(
            entry ->
                SECURITY.equalsIgnoreCase(String.valueOf(entry.getKey()))
                    && isSomething(entry.getValue()));
  }

  private static boolean isSomething(@Nullable Object value) {
    return switch (value) {
      case null -> false;
      case Boolean flag -> flag;
      case String text -> !text.isBlank();
      case Collection<?> list -> !list.isEmpty();
      case Map<?, ?> map -> !map.isEmpty();
      default -> true;
    };
  }
}
