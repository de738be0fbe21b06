package io.slipway.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.slipway.core.value.RegistryFailure.Reason;
import io.slipway.registry.RawTar.Header;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives that are small as stored and giants when unpacked, against the limits in force. */
class GiantArchiveTest {
  private static final RegistryLimits.Archive LIMITS = RegistryLimits.Archive.DEFAULT;

  /** What is written to a disk in a test stays small. */
  private static final RegistryLimits.Archive FEW =
      new RegistryLimits.Archive(8, 1000, 8 << 20, 1024, 1 << 20);

  private static final int PIECE = 16 << 20;

  @TempDir private Path folder;

  @Test
  void of_a_million_entries_no_more_than_the_limit_are_made() throws Exception {
    var thousand = new RawTar();
    for (var i = 0; i < 1000; i++) {
      thousand.put(Header.of('0', "d" + i % 10 + "/f" + i, 0), new byte[0]);
    }
    var archive = repeated(1000, gzip(thousand.bytes()));

    assertRefused(
        LIMITS,
        archive,
        new MemoryTree(LIMITS.metadataFile()),
        "archive has more than 50000 entries");
    var tree = new DirectoryTree(folder, FEW.entries());
    assertRefused(FEW, archive, tree, "archive has more than 1000 entries");
  }

  @Test
  void of_two_gigabytes_of_zeros_a_release_image_keeps_nothing() {
    var archive = zeros(2L << 30);
    assertThat(archive).hasSizeLessThan(4 << 20);

    var before = allocatedBytes();
    assertRefused(
        LIMITS,
        archive,
        new MemoryTree(LIMITS.metadataFile()),
        "archive unpacks to more than is allowed");
    assertThat(allocatedBytes() - before).isLessThan(64 << 20);
  }

  @Test
  void of_two_gigabytes_of_zeros_no_more_than_the_limit_is_written() throws Exception {
    var tree = new DirectoryTree(folder, FEW.entries());

    assertRefused(FEW, zeros(2L << 30), tree, "archive unpacks to more than is allowed");

    assertThat(tree.size()).isLessThanOrEqualTo(FEW.total());
  }

  /** Each name makes directories of its own, which no entry counts. */
  @Test
  void names_cannot_make_more_directories_than_the_limit() throws Exception {
    var tar = new RawTar();
    for (var i = 0; i < 100; i++) {
      tar.longName('L', "d" + i + "/e".repeat(60) + "/f")
          .put(Header.of('0', "cut", 0), new byte[0]);
    }

    var tree = new DirectoryTree(folder, FEW.entries());
    assertRefused(FEW, gzip(tar.bytes()), tree, "archive has more than 1000 entries");
  }

  /** The time of a call as a whole holds here too. */
  @Test
  void unpacking_ends_with_the_call() throws Exception {
    try (var layer = Tar.layer(zeros(PIECE))) {
      var tree = new MemoryTree(LIMITS.metadataFile());
      var late =
          catchThrowableOfType(
              RegistryException.class,
              () -> new Flattening(LIMITS, tree, Deadline.in(Duration.ZERO)).run(List.of(layer)));

      assertThat(late.failure().reason()).isEqualTo(Reason.TIMEOUT);
      assertThat(late).hasMessage("untar: context deadline exceeded");
    }
  }

  /** Replacing one of many names must not look at all of them. */
  @Test
  void many_small_files_of_a_release_image_are_read_in_linear_time() throws Exception {
    var tar = new RawTar();
    for (var i = 0; i < 45_000; i++) {
      tar.put(Header.of('0', "n".repeat(80) + "/" + i, 0), new byte[0]);
    }
    tar.put(Header.of('0', "version.json", 2), RawTar.utf8("{}"));
    var tree = new MemoryTree(LIMITS.metadataFile());
    try (var layer = Tar.layer(gzip(tar.zeros(2 * RawTar.RECORD).bytes()))) {
      new Flattening(LIMITS, tree, Deadline.in(Duration.ofSeconds(30))).run(List.of(layer));
    }

    assertThat(tree.root("version.json")).isPresent();
  }

  private static void assertRefused(
      RegistryLimits.Archive limits, byte[] archive, FileTree into, String text) {
    var layer = Tar.layer(archive);
    assertThat(
            catchThrowableOfType(RegistryException.class, () -> Tar.flatten(limits, into, layer)))
        .hasMessageContaining(text);
  }

  /** One file of zeros: its header, and then the same compressed piece again and again. */
  private static byte[] zeros(long size) {
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(gzip(new RawTar().put(Header.of('0', "zeros", size), new byte[0]).bytes()));
    bytes.writeBytes(repeated((int) (size / PIECE), gzip(new byte[PIECE])));
    return bytes.toByteArray();
  }

  private static byte[] repeated(int times, byte[] piece) {
    var bytes = new ByteArrayOutputStream(times * piece.length);
    for (var i = 0; i < times; i++) {
      bytes.writeBytes(piece);
    }
    return bytes.toByteArray();
  }

  private static byte[] gzip(byte[] data) {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static long allocatedBytes() {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    return threads.getCurrentThreadAllocatedBytes();
  }
}
