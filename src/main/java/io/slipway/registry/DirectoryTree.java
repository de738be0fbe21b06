package io.slipway.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/**
 * A tree on disk below a directory that it never leaves (REG-51, REG-52). Nothing is written
 * through a link: the parents of what is written are real directories, made here.
 */
final class DirectoryTree implements FileTree {
  private static final int BUFFER = 64 << 10;
  private static final Set<PosixFilePermission> DIRECTORY =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private final Path root;

  DirectoryTree(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  /** Sum of the sizes of the files that are in the tree now. */
  long size() throws RegistryException {
    try (var places = Files.walk(root)) {
      return places
          .filter(place -> Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS))
          .mapToLong(place -> place.toFile().length())
          .sum();
    } catch (IOException e) {
      throw LocalDisk.failure(e);
    }
  }

  @Override
  public void directory(String path) throws RegistryException {
    checked(path);
    onDisk(
        () -> {
          var place = root;
          for (var part : path.split("/")) {
            place = place.resolve(part);
            if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
              Files.createDirectory(place);
              Files.setPosixFilePermissions(place, DIRECTORY);
            } else if (!isDirectory(place)) {
              if (!place.equals(root.resolve(path))) {
                throw RegistryException.malformed("entry below a file or link: " + path);
              }
              Files.delete(place);
              Files.createDirectory(place);
              Files.setPosixFilePermissions(place, DIRECTORY);
            }
          }
        });
  }

  @Override
  public void file(String path, int mode, InputStream content)
      throws IOException, RegistryException {
    var place = vacate(path);
    var buffer = new byte[BUFFER];
    try (var out = create(place)) {
      for (var count = content.read(buffer); count >= 0; count = content.read(buffer)) {
        write(out, buffer, count);
      }
    }
    onDisk(() -> Files.setPosixFilePermissions(place, ownerOnly(mode)));
  }

  /** Links elsewhere are left out, as users of the reference know it (REG-51). */
  @Override
  public void symbolicLink(String path, String target) throws RegistryException {
    var place = vacate(path);
    if (staysInside(path, target)) {
      onDisk(() -> Files.createSymbolicLink(place, root.getFileSystem().getPath(target)));
    }
  }

  /**
   * Upward steps are taken only at the start of a target, where they walk over real directories.
   * After a name they could start from behind another link.
   */
  private static boolean staysInside(String path, String target) {
    if (target.isEmpty() || target.startsWith("/")) {
      return false;
    }
    var depth = path.split("/").length - 1;
    var named = false;
    for (var part : target.split("/")) {
      if (part.equals("..") && (named || --depth < 0)) {
        return false;
      }
      named |= !part.equals("..") && !part.equals(".") && !part.isEmpty();
    }
    return true;
  }

  @Override
  public void hardLink(String path, String target) throws RegistryException {
    if (path.equals(target)) {
      return;
    }
    var source = root.resolve(checked(target));
    if (!hasRealParents(target) || !Files.isRegularFile(source, LinkOption.NOFOLLOW_LINKS)) {
      throw RegistryException.malformed("hard link to what is not a file: " + path);
    }
    var place = vacate(path);
    onDisk(() -> Files.createLink(place, source));
  }

  @Override
  public void other(String path) throws RegistryException {
    throw RegistryException.malformed("unknown type of entry in the module archive: " + path);
  }

  @Override
  public void remove(String path) throws RegistryException {
    var place = root.resolve(checked(path));
    if (hasRealParents(path)) {
      onDisk(() -> delete(place));
    }
  }

  @Override
  public void clear(String path) throws RegistryException {
    var place = path.isEmpty() ? root : root.resolve(checked(path));
    if ((path.isEmpty() || hasRealParents(path)) && isDirectory(place)) {
      onDisk(
          () -> {
            try (var children = Files.newDirectoryStream(place)) {
              for (var child : children) {
                delete(child);
              }
            }
          });
    }
  }

  /** The place of a new entry: its parents exist, and nothing is there. */
  private Path vacate(String path) throws RegistryException {
    var parent = EntryPath.parent(checked(path));
    if (!parent.isEmpty()) {
      if (!hasRealParents(path)) {
        throw RegistryException.malformed("entry below a file or link: " + path);
      }
      directory(parent);
    }
    var place = root.resolve(path);
    onDisk(() -> delete(place));
    return place;
  }

  private boolean hasRealParents(String path) {
    var place = root;
    var parts = path.split("/");
    for (var i = 0; i < parts.length - 1; i++) {
      place = place.resolve(parts[i]);
      if (Files.exists(place, LinkOption.NOFOLLOW_LINKS) && !isDirectory(place)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDirectory(Path place) {
    return Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS);
  }

  /** A second lock behind the check of names: what is not below the root is never touched. */
  private String checked(String path) throws RegistryException {
    try {
      var place = root.resolve(path);
      if (!path.isEmpty() && place.equals(place.normalize()) && place.startsWith(root)) {
        return path;
      }
      throw RegistryException.malformed("path outside of the package: " + path);
    } catch (InvalidPathException e) {
      throw RegistryException.malformed("unusable name in the archive: " + e.getReason());
    }
  }

  /** Only the owner's bits, and readable whatever the archive says. */
  private static Set<PosixFilePermission> ownerOnly(int mode) {
    var permissions = EnumSet.of(PosixFilePermission.OWNER_READ);
    if ((mode & 0200) != 0) {
      permissions.add(PosixFilePermission.OWNER_WRITE);
    }
    if ((mode & 0100) != 0) {
      permissions.add(PosixFilePermission.OWNER_EXECUTE);
    }
    return permissions;
  }

  private static OutputStream create(Path place) throws RegistryException {
    try {
      return Files.newOutputStream(place, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw LocalDisk.failure(e);
    }
  }

  private static void write(OutputStream out, byte[] buffer, int count) throws RegistryException {
    try {
      out.write(buffer, 0, count);
    } catch (IOException e) {
      throw LocalDisk.failure(e);
    }
  }

  private static void delete(Path place) throws IOException {
    if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        place,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException failure)
              throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  @FunctionalInterface
  private interface DiskAction {
    void run() throws IOException, RegistryException;
  }

  private static void onDisk(DiskAction action) throws RegistryException {
    try {
      action.run();
    } catch (IOException e) {
      throw LocalDisk.failure(e);
    }
  }
}
