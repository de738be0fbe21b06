package io.slipway.harness.tool;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;

/** The per-user folder with fetched and built programs, shared by all clones and processes. */
public record Cache(Path root) {

  /** {@code SLIPWAY_CACHE}, else {@code slipway} below the user's cache folder. */
  public static Cache standard() {
    String own = System.getenv("SLIPWAY_CACHE");
    if (own != null && !own.isBlank()) {
      return new Cache(Path.of(own));
    }
    String xdg = System.getenv("XDG_CACHE_HOME");
    Path base =
        xdg != null && !xdg.isBlank()
            ? Path.of(xdg)
            : Path.of(System.getProperty("user.home"), ".cache");
    return new Cache(base.resolve("slipway"));
  }

  /** Where a program lies when the cache has it. */
  public Path program(Tool tool) {
    return folder(tool.bundle()).resolve(tool.program());
  }

  public Path folder(Bundle bundle) {
    return root.resolve(bundle.path(Platform.current()));
  }

  /** Puts a finished file in its place at once, so that nobody sees half a program. */
  public void adopt(Tool tool, Path finished) throws IOException {
    Path target = program(tool);
    Files.createDirectories(target.getParent());
    if (!finished.toFile().setExecutable(true)) {
      throw new IOException("cannot make " + finished + " executable");
    }
    Files.move(finished, target, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * A new empty folder on the cache's own file system, for the holder of the lock, who removes it.
   * What a killed holder left is removed here.
   */
  Path scratch() throws IOException {
    Path work = root.resolve(".work");
    Folders.delete(work);
    return Files.createDirectories(work);
  }

  /** Runs {@code work} while no other process of this user fills the cache. */
  public <T> T locked(Supplier<T> work) {
    try {
      Files.createDirectories(root);
      try (FileChannel channel =
              FileChannel.open(
                  root.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock held = lock(channel)) {
        return work.get();
      }
    } catch (IOException broken) {
      throw new SetupFailure(
          "the cache "
              + root
              + " cannot be written ("
              + broken.getMessage()
              + "); set SLIPWAY_CACHE to a folder of yours",
          broken);
    }
  }

  private static FileLock lock(FileChannel channel) throws IOException {
    try (Progress progress = Progress.of("waiting for another process that fills the cache")) {
      return channel.lock();
    }
  }
}
