package io.slipway.docs;

import io.slipway.harness.tool.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of the project, found wherever the tests run. */
final class Page {
  private static final Path ROOT = Project.current().root();

  private Page() {}

  static Path path(String name) {
    return ROOT.resolve(name);
  }

  static String read(String name) {
    return read(path(name));
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
