package io.slipway.registry;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Small files of an image in memory, for release images: a few are wanted, anything else may be
 * there too and is nobody's business (2.12). Larger files and what exceeds the total are known by
 * name only.
 */
final class MemoryTree implements FileTree {
  private static final byte[] NOT_KEPT = new byte[0];
  private static final int TOTAL_MAX = 32 << 20;

  private final int fileMax;
  private final Map<String, byte[]> files = new HashMap<>();
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
    var isKept = bytes.length <= fileMax && total + bytes.length <= TOTAL_MAX;
    files.put(path, isKept ? bytes.clone() : NOT_KEPT);
    total += isKept ? bytes.length : 0;
  }

  @Override
  public void symbolicLink(String path, String target) {
    remove(path);
  }

  @Override
  public void hardLink(String path, String target) {
    var bytes = files.get(target);
    if (bytes != null && !path.equals(target)) {
      remove(path);
      files.put(path, bytes);
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
    files.keySet().removeIf(file -> path.isEmpty() || file.startsWith(path + "/"));
  }
}
