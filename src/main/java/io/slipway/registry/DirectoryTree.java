package io.slipway.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
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

  private static final Set<PosixFilePermission> FILE =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  private static final Set<StandardOpenOption> NEW =
      EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

  private final byte[] buffer = new byte[BUFFER];
  private final Path root;
  private final int placesMax;
  private int places;

  /**
   * @param placesMax how many files, links and directories are made, those that a name only implies
   *     included
   */
  DirectoryTree(Path root, int placesMax) {
    this.root = root.toAbsolutePath().normalize();
    this.placesMax = placesMax;
  }

  /** Sum of the sizes of the files that are in the tree now. */
  long size() throws RegistryException {
    try (var all = Files.walk(root)) {
      return all.filter(place -> Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS))
          .mapToLong(place -> place.toFile().length())
          .sum();
    } catch (IOException e) {
      throw LocalDisk.tree(root, e);
    } catch (UncheckedIOException e) {
      throw LocalDisk.tree(root, e.getCause());
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
              make(place);
            } else if (!isDirectory(place)) {
              if (!place.equals(root.resolve(path))) {
                throw below(path);
              }
              Files.delete(place);
              make(place);
            }
          }
        });
  }

  private void make(Path directory) throws IOException, RegistryException {
    count();
    Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(DIRECTORY));
  }

  private void count() throws RegistryException {
    if (places++ >= placesMax) {
      throw RegistryException.malformed("archive has more than " + placesMax + " entries");
    }
  }

  private static RegistryException below(String path) {
    return RegistryException.malformed("entry below a file or link: " + EntryPath.shown(path));
  }

  @Override
  public void file(String path, int mode, InputStream content)
      throws IOException, RegistryException {
    var place = vacate(path);
    try (var out = create(place)) {
      for (var count = content.read(buffer); count >= 0; count = content.read(buffer)) {
        write(out, count);
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
    // a link in the place of a directory takes away what lies below, its own target too
    if (target.startsWith(path + "/")
        || !hasRealParents(target)
        || !Files.isRegularFile(source, LinkOption.NOFOLLOW_LINKS)) {
      throw RegistryException.malformed(
          "hard link to what is not a file: " + EntryPath.shown(path));
    }
    var place = vacate(path);
    onDisk(() -> Files.createLink(place, source));
  }

  @Override
  public void other(String path) throws RegistryException {
    throw RegistryException.malformed(
        "unknown type of entry in the module archive: " + EntryPath.shown(path));
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
        throw below(path);
      }
      directory(parent);
    }
    count();
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
      throw RegistryException.malformed("path outside of the package: " + EntryPath.shown(path));
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

  private OutputStream create(Path place) throws RegistryException {
    try {
      return Channels.newOutputStream(
          Files.newByteChannel(place, NEW, PosixFilePermissions.asFileAttribute(FILE)));
    } catch (IOException e) {
      throw LocalDisk.tree(root, e);
    }
  }

  private void write(OutputStream out, int count) throws RegistryException {
    try {
      out.write(buffer, 0, count);
    } catch (IOException e) {
      throw LocalDisk.tree(root, e);
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

  private void onDisk(DiskAction action) throws RegistryException {
    try {
      action.run();
    } catch (IOException e) {
      throw LocalDisk.tree(root, e);
    }
  }
}
