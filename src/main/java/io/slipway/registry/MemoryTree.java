package io.slipway.registry;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Small files of an image in memory, for release images: a few are wanted, anything else may be
 * there too and is nobody's business (2.12). Of larger files and of what exceeds the total only the
 * names are known, and only those of the root.
 */
final class MemoryTree implements FileTree {
  private static final byte[] NOT_KEPT = new byte[0];
  private static final int TOTAL_MAX = 8 << 20;

  private final int fileMax;
  private final TreeMap<String, byte[]> files = new TreeMap<>();
  private int total;

  MemoryTree(int fileMax) {
    this.fileMax = fileMax;
  }

  /** File of the root, its name compared without case; empty when there is none. */
  Optional<byte[]> root(String name) throws RegistryException {
    for (var file : files.entrySet()) {
      if (file.getKey().toLowerCase(Locale.ROOT).equals(name)) {
        if (file.getValue() == NOT_KEPT) {
          throw RegistryException.malformed(name + " is longer than " + fileMax + " bytes");
        }
        return Optional.of(file.getValue());
      }
    }
    return Optional.empty();
  }

  @Override
  public void directory(String path) {
    files.remove(path);
  }

  @Override
  public void file(String path, int mode, InputStream content) throws IOException {
    remove(path);
    var bytes = content.readNBytes(fileMax + 1);
    var size = bytes.length + path.length();
    if (bytes.length <= fileMax && total + size <= TOTAL_MAX) {
      files.put(path, bytes);
      total += size;
    } else if (path.indexOf('/') < 0) {
      files.put(path, NOT_KEPT);
    }
  }

  @Override
  public void symbolicLink(String path, String target) {
    remove(path);
  }

  @Override
  public void hardLink(String path, String target) {
    var bytes = files.get(target);
    if (bytes != null && !path.equals(target) && total + path.length() <= TOTAL_MAX) {
      remove(path);
      files.put(path, bytes);
      total += path.length();
    }
  }

  @Override
  public void other(String path) {
    remove(path);
  }

  @Override
  public void remove(String path) {
    files.remove(path);
    clear(path);
  }

  @Override
  public void clear(String path) {
    if (path.isEmpty()) {
      files.clear();
    } else {
      // what begins with the path and a slash; '0' is the character after the slash
      files.subMap(path + "/", path + "0").clear();
    }
  }
}
