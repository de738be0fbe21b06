package io.slipway.product;

import io.slipway.harness.tool.Command;
import io.slipway.harness.tool.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Two small file systems, for the data and for temporary files, that only the operator sees: in a
 * mount namespace of its own, so they end with the process. Works for root, and for others where
 * user namespaces are allowed.
 */
final class SmallDisk {
  private static final int DATA_MIB = 24;
  private static final int TEMPORARY_MIB = 160;
  private static final Path UNSHARE = Path.of("/usr/bin/unshare");

  private final Path data;
  private final Path temporary;
  private final List<String> namespace;

  SmallDisk(Path folder) {
    this.data = folder.resolve("data");
    this.temporary = folder.resolve("tmp");
    this.namespace = namespace();
    try {
      Files.createDirectories(data);
      Files.createDirectories(temporary);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** A machine that allows neither cannot show what a full disk does; that is no success. */
  private static List<String> namespace() {
    for (var options : List.of(List.of("-m"), List.of("-U", "-r", "-m"))) {
      var trial =
          Command.of(UNSHARE).with(options).with("mount", "-t", "tmpfs", "slipway", "/mnt").run();
      if (trial.ok()) {
        return options;
      }
    }
    throw new AssertionError("no mount namespace of one's own is allowed here");
  }

  Path temporary() {
    return temporary;
  }

  /** To be followed by the operator's own command line. */
  List<String> launcher() {
    var script =
        "mount -t tmpfs -o size=%dm slipway-data %s && mount -t tmpfs -o size=%dm slipway-tmp %s"
                .formatted(DATA_MIB, data, TEMPORARY_MIB, temporary)
            + " && exec \"$0\" \"$@\"";
    return Command.of(UNSHARE).with(namespace).with("sh", "-c", script).line();
  }

  /** What the operator sees at the place. */
  static Path seen(long pid, Path place) {
    return Path.of("/proc/%d/root".formatted(pid)).resolve(Path.of("/").relativize(place));
  }

  /** Leaves so many MiB free in the folder. */
  static void fill(Path folder, int mib) {
    var filler = folder.resolve("filler");
    try (var out = Files.newOutputStream(filler)) {
      var piece = new byte[64 << 10];
      while (folder.toFile().getUsableSpace() > ((long) mib << 20)) {
        out.write(piece);
      }
    } catch (IOException full) {
      // as wanted
    }
  }

  static void free(Path folder) {
    try {
      Files.deleteIfExists(folder.resolve("filler"));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  static void empty(Path folder) {
    try (var places = Files.list(folder)) {
      places.forEach(Folders::delete);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /**
   * @param mode {@code ro} or {@code rw}
   */
  void remountData(long pid, String mode) {
    var nsenter = Command.of(Path.of("/usr/bin/nsenter"), "-t", Long.toString(pid));
    var user = namespace.contains("-U") ? nsenter.with("-U", "--preserve-credentials") : nsenter;
    var done = user.with("-m", "mount", "-o", "remount," + mode, data.toString()).run();
    if (!done.ok()) {
      throw new AssertionError(done.output());
    }
  }
}
