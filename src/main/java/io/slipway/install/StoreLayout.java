package io.slipway.install;

import io.slipway.core.value.InstallFailure.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/**
 * How the data directory is laid out, as its file {@code layout} says: a number. What an older
 * version left is fetched again, what a newer one left is not touched. Asked at each use, so that
 * another directory in its place is noticed.
 */
final class StoreLayout {
  /** Of this version; a directory without the file is laid out like this too. */
  static final int CURRENT = 1;

  private final Path dataDir;
  private final Path file;

  StoreLayout(Path dataDir) {
    this.dataDir = dataDir;
    this.file = dataDir.resolve("layout");
  }

  synchronized void ensure() throws StepFailed, IOException {
    var found = found();
    if (found > CURRENT) {
      throw new StepFailed(
          Reason.STORE,
          ("the data directory %s cannot be used: it is of a newer version of Slipway"
                  + " (layout %d, this version knows %d)")
              .formatted(dataDir.toAbsolutePath().normalize(), found, CURRENT));
    }
    if (found < CURRENT) {
      FileTree.delete(dataDir.resolve("packages"));
      write();
    }
  }

  /** 0 for what is no number. */
  private int found() throws IOException {
    try {
      var text = Files.size(file) > 20 ? "" : Files.readString(file).strip();
      return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
    } catch (NoSuchFileException _) {
      if (Files.exists(dataDir.resolve("packages"))) {
        write();
        return CURRENT;
      }
      return 0;
    } catch (java.nio.charset.CharacterCodingException _) {
      return 0;
    }
  }

  private void write() throws IOException {
    Files.createDirectories(dataDir);
    var fresh = dataDir.resolve("layout-" + UUID.randomUUID());
    try {
      Files.writeString(fresh, CURRENT + "\n");
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
