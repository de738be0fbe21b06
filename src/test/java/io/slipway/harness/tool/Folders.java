package io.slipway.harness.tool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Whole folders. */
public final class Folders {
  private Folders() {}

  /** Deletes a folder with all it contains; nothing happens when it is not there. */
  public static void delete(Path folder) {
    List<Path> content;
    try (Stream<Path> walk = Files.walk(folder)) {
      content = walk.sorted(Comparator.reverseOrder()).toList();
    } catch (NoSuchFileException nothing) {
      return;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    for (Path each : content) {
      try {
        Files.deleteIfExists(each);
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
    }
  }
}
