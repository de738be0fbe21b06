package io.slipway.http;

import java.util.Optional;

/**
 * A place of a registry at which something was pushed or deleted.
 *
 * @param path of the repository below the registry's host
 * @param tag empty when the notification names none
 */
record Pushed(String path, Optional<String> tag) {
  static Pushed anywhere(String path) {
    return new Pushed(path, Optional.empty());
  }

  /** Some registries put a digest where others put the tag. */
  static Pushed of(String path, String tag) {
    return new Pushed(path, Optional.of(tag).filter(t -> !t.isEmpty() && !t.contains(":")));
  }
}
