package io.slipway.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of the project, found from the folder the tests run in. */
final class Page {
  private static final Path ROOT = Path.of(System.getProperty("slipway.project", ""));

  private Page() {}

  static Path path(String name) {
    return ROOT.resolve(name);
  }

  static String read(String name) {
    try {
      return Files.readString(path(name));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
