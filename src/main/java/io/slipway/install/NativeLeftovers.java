package io.slipway.install;

import io.slipway.core.value.InstallFailure.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Copies of Helm's native library, 98 MB each, that helm-java unpacks below the temporary folder of
 * the JVM. A loaded library needs its file no longer (where this is so, {@code /proc} exists), so
 * ours is removed at once and a killed process leaves nothing; what a crash in between left is
 * removed by a later process.
 */
final class NativeLeftovers {
  private static final String PREFIX = "helm-java";
  private static final Path MAPS = Path.of("/proc/self/maps");
  private static final long LIBRARY_SIZE = 100L << 20;
  private static final Duration ABANDONED = Duration.ofMinutes(10);

  private NativeLeftovers() {}

  static void unlinkLoaded() {
    if (!Files.isReadable(MAPS)) {
      return;
    }
    try (var lines = Files.lines(MAPS)) {
      lines
          .filter(line -> line.contains("/" + PREFIX) && line.indexOf('/') > 0)
          .map(line -> Path.of(line.substring(line.indexOf('/'))))
          .distinct()
          .map(Path::getParent)
          .filter(NativeLeftovers::isOurs)
          .distinct()
          .forEach(NativeLeftovers::delete);
    } catch (IOException | java.io.UncheckedIOException unreadable) {
      // then it is removed by a later process
    }
  }

  /**
   * Fails while the library cannot be unpacked: a class of helm-java that failed to load it once
   * would never try again.
   */
  static void requireRoom() throws StepFailed {
    var folder = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath().normalize();
    try {
      Files.delete(Files.createTempFile(folder, PREFIX, ".probe"));
      var free = Files.getFileStore(folder).getUsableSpace();
      if (free < LIBRARY_SIZE) {
        throw unusable(
            folder, "%d MiB free, Helm needs %d".formatted(free >> 20, LIBRARY_SIZE >> 20));
      }
    } catch (IOException broken) {
      throw unusable(folder, PackageStore.describe(broken));
    }
  }

  private static StepFailed unusable(Path folder, String why) {
    return new StepFailed(
        Reason.STORE, "the temporary folder %s cannot be used: %s".formatted(folder, why));
  }

  static void discard() {
    if (!Files.isReadable(MAPS)) {
      return;
    }
    List<Path> old;
    try (Stream<Path> entries = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      old = entries.filter(NativeLeftovers::isOurs).filter(NativeLeftovers::isAbandoned).toList();
    } catch (IOException unreadable) {
      return;
    }
    old.forEach(NativeLeftovers::delete);
  }

  private static boolean isOurs(Path folder) {
    return folder.getNameCount() > 0
        && folder.getFileName().toString().startsWith(PREFIX)
        && Files.isDirectory(folder);
  }

  private static boolean isAbandoned(Path folder) {
    try {
      var age = Duration.between(Files.getLastModifiedTime(folder).toInstant(), Instant.now());
      return age.compareTo(ABANDONED) > 0;
    } catch (IOException gone) {
      return false;
    }
  }

  private static void delete(Path folder) {
    try {
      FileTree.delete(folder);
    } catch (IOException foreign) {
      // somebody else's, or removed already
    }
  }
}
