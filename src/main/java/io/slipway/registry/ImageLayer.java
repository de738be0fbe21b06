package io.slipway.registry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * One layer to publish. The same files give the same bytes on any machine: entries in order, no
 * times, no owners, two file modes.
 */
public final class ImageLayer {
  private static final int DIRECTORY = 0755;
  private static final int PLAIN = 0644;
  private static final int EXECUTABLE = 0755;

  private ImageLayer() {}

  /** Content of a file and whether it may be executed. */
  public record File(byte[] content, boolean executable) {
    public static File text(String content) {
      return new File(content.getBytes(StandardCharsets.UTF_8), false);
    }

    public static File executable(String content) {
      return new File(content.getBytes(StandardCharsets.UTF_8), true);
    }
  }

  /**
   * @param files by path below the root of the image, parts separated by {@code /}
   * @return a tar archive, compressed with gzip
   */
  public static byte[] of(Map<String, File> files) {
    var bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes), "UTF-8")) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      for (var directory : directories(files)) {
        put(tar, directory + "/", DIRECTORY, new byte[0]);
      }
      for (var file : new TreeMap<>(files).entrySet()) {
        var mode = file.getValue().executable() ? EXECUTABLE : PLAIN;
        put(tar, file.getKey(), mode, file.getValue().content());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static TreeSet<String> directories(Map<String, File> files) {
    var directories = new TreeSet<String>();
    for (var path : files.keySet()) {
      for (var slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
        directories.add(path.substring(0, slash));
      }
    }
    return directories;
  }

  private static void put(TarArchiveOutputStream tar, String name, int mode, byte[] content)
      throws IOException {
    var entry = new TarArchiveEntry(name);
    entry.setMode(mode);
    entry.setSize(content.length);
    entry.setModTime(0);
    entry.setIds(0, 0);
    entry.setNames("", "");
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }
}
