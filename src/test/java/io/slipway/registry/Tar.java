package io.slipway.registry;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Archives with any entry one likes. */
final class Tar {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, "UTF-8");

  Tar() {
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
  }

  Tar file(String name, String content) {
    return file(name, 0644, content);
  }

  Tar file(String name, int mode, String content) {
    return put(name, TarConstants.LF_NORMAL, "", mode, content.getBytes(StandardCharsets.UTF_8));
  }

  Tar zeros(String name, int size) {
    return put(name, TarConstants.LF_NORMAL, "", 0644, new byte[size]);
  }

  Tar directory(String name) {
    return put(name, TarConstants.LF_DIR, "", 0755, new byte[0]);
  }

  Tar symbolicLink(String name, String target) {
    return put(name, TarConstants.LF_SYMLINK, target, 0777, new byte[0]);
  }

  Tar hardLink(String name, String target) {
    return put(name, TarConstants.LF_LINK, target, 0644, new byte[0]);
  }

  Tar special(String name, byte type) {
    return put(name, type, "", 0644, new byte[0]);
  }

  private Tar put(String name, byte type, String link, int mode, byte[] content) {
    try {
      var entry = new TarArchiveEntry(name, type, true);
      entry.setLinkName(link);
      entry.setMode(mode);
      entry.setSize(content.length);
      tar.putArchiveEntry(entry);
      tar.write(content);
      tar.closeArchiveEntry();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With pax headers of its own for the next entry. */
  Tar pax(Map<String, String> headers, String name, String content) {
    try {
      var entry = new TarArchiveEntry(name);
      headers.forEach(entry::addPaxHeader);
      var data = content.getBytes(StandardCharsets.UTF_8);
      entry.setSize(data.length);
      tar.putArchiveEntry(entry);
      tar.write(data);
      tar.closeArchiveEntry();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  byte[] bytes() {
    try {
      tar.close();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As a layer on disk. */
  LayerFile layer() {
    return layer(bytes());
  }

  static LayerFile layer(byte[] stored) {
    try {
      var blob = new Manifest.Blob(Manifest.digest(stored), stored.length);
      return LayerFile.store(new ByteArrayInputStream(stored), blob);
    } catch (IOException | RegistryException e) {
      throw new AssertionError(e);
    }
  }

  /** Flattens layers, bottom first, into the tree and closes them. */
  static void flatten(RegistryLimits.Archive limits, FileTree tree, LayerFile... layers)
      throws RegistryException, IOException {
    try {
      new Flattening(limits, tree, Deadline.in(Duration.ofMinutes(1))).run(List.of(layers));
    } finally {
      for (var layer : layers) {
        layer.close();
      }
    }
  }
}
