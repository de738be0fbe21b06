package io.slipway.install;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * What Helm will hold in memory of a chart. Methods answer an objection, or an empty text. Charts
 * packed within a packed chart are refused: each level may multiply the size by a thousand.
 */
final class ChartSize {
  private static final int FILES_MAX = 10_000;
  private static final long BYTES_MAX = 64L << 20;
  private static final int RECORD = 512;

  private int files;
  private long bytes;

  String add(long size) {
    files++;
    bytes += size;
    if (files > FILES_MAX) {
      return "the chart has more than %d files".formatted(FILES_MAX);
    }
    return bytes > BYTES_MAX ? "the chart is larger than %d MiB".formatted(BYTES_MAX >> 20) : "";
  }

  /** A chart in an archive, {@code charts/NAME.tgz}. */
  String addArchive(Path archive, String name) throws IOException {
    try (var file = Files.newInputStream(archive);
        var tar = new GZIPInputStream(file)) {
      return addRecords(tar, name);
    } catch (ZipException | java.io.EOFException _) {
      return name + ": not an archive";
    }
  }

  /** What an archive contains begins with a record. */
  private String addRecords(InputStream tar, String name) throws IOException {
    for (var record = tar.readNBytes(RECORD); record.length > 0; record = tar.readNBytes(RECORD)) {
      if (record.length > 1 && (record[0] & 0xff) == 0x1f && (record[1] & 0xff) == 0x8b) {
        return name + ": an archive within an archive";
      }
      bytes += record.length;
      if (bytes > BYTES_MAX) {
        return add(0);
      }
    }
    return "";
  }
}
