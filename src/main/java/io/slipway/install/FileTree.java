package io.slipway.install;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/** Whole directories: making, removal and measure. Symbolic links are never followed. */
final class FileTree {
  private FileTree() {}

  /**
   * @param files number of regular files
   * @param bytes sum of their sizes
   */
  record Measure(long files, long bytes) {}

  /** Removes the directory and all below it; a missing one is fine. */
  static void delete(Path root) throws IOException {
    if (!Files.exists(root, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException broken) throws IOException {
            if (broken instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw broken;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException broken)
              throws IOException {
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** A directory that only this process' user can look into, where the system knows such. */
  static void createPrivate(Path directory) throws IOException {
    Files.createDirectories(directory.getParent());
    if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createDirectory(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } else {
      Files.createDirectory(directory);
    }
  }

  static Measure measure(Path root) throws IOException {
    try (var paths = Files.walk(root)) {
      var sizes = paths.filter(Files::isRegularFile).mapToLong(FileTree::size).summaryStatistics();
      return new Measure(sizes.getCount(), sizes.getSum());
    } catch (UncheckedIOException broken) {
      throw broken.getCause();
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
