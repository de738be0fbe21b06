package io.slipway.registry;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.util.Native;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * A layer on disk, complete and verified before anything of it is unpacked. The file has no name
 * any more once it is open, so not even a killed process leaves one behind.
 */
final class LayerFile implements AutoCloseable {
  private static final int BUFFER = 64 << 10;
  private static final int MAGIC = 4;
  private static final String ZSTD = "28b52ffd";

  /** Memory of a decoder, 32 MiB; more is only wanted by levels that zstd itself calls ultra. */
  private static final int ZSTD_WINDOW_LOG_MAX = 25;

  private final FileChannel channel;

  private LayerFile(FileChannel channel) {
    this.channel = channel;
  }

  /** Reads exactly the blob; other content or another size is a failure (2.3 step 5). */
  static LayerFile store(InputStream body, Manifest.Blob blob)
      throws IOException, RegistryException {
    var channel = temporary();
    try {
      var sha256 = Manifest.sha256();
      var size = copy(body, channel, sha256, blob.size());
      if (size != blob.size()) {
        throw RegistryException.malformed(
            "error verifying size of " + blob.digest() + "; got " + size + ", want " + blob.size());
      }
      var got = "sha256:" + HexFormat.of().formatHex(sha256.digest());
      if (!got.equals(blob.digest().value())) {
        throw RegistryException.malformed(
            "error verifying sha256 checksum after reading %d bytes; got \"%s\", want \"%s\""
                .formatted(size, got, blob.digest()));
      }
      return new LayerFile(channel);
    } catch (IOException | RegistryException e) {
      channel.close();
      throw e;
    }
  }

  private static FileChannel temporary() throws RegistryException {
    try {
      return FileChannel.open(
          Files.createTempFile("slipway-layer-", ""),
          StandardOpenOption.READ,
          StandardOpenOption.WRITE,
          StandardOpenOption.DELETE_ON_CLOSE);
    } catch (IOException e) {
      throw LocalDisk.temporary(e);
    }
  }

  private static long copy(
      InputStream body, FileChannel to, java.security.MessageDigest sha256, long size)
      throws IOException, RegistryException {
    var buffer = new byte[BUFFER];
    var total = 0L;
    for (var count = body.read(buffer); count >= 0; count = body.read(buffer)) {
      total += count;
      if (total > size) {
        return total;
      }
      sha256.update(buffer, 0, count);
      write(to, ByteBuffer.wrap(buffer, 0, count));
    }
    return total;
  }

  private static void write(FileChannel to, ByteBuffer bytes) throws RegistryException {
    try {
      while (bytes.hasRemaining()) {
        to.write(bytes);
      }
    } catch (IOException e) {
      throw LocalDisk.temporary(e);
    }
  }

  /** The tar stream from its start; gzip (also in members), zstd and plain are told apart. */
  InputStream tar() throws IOException, RegistryException {
    channel.position(0);
    var raw = new BufferedInputStream(new Unclosed(Channels.newInputStream(channel)), BUFFER);
    raw.mark(MAGIC);
    var magic = raw.readNBytes(MAGIC);
    raw.reset();
    if (magic.length >= 2 && (magic[0] & 0xff) == 0x1f && (magic[1] & 0xff) == 0x8b) {
      return GzipCompressorInputStream.builder()
          .setInputStream(raw)
          .setDecompressConcatenated(true)
          .get();
    }
    return HexFormat.of().formatHex(magic).equals(ZSTD) ? zstd(raw) : raw;
  }

  /**
   * The decoder's library is unpacked into the temporary folder at its first use. Its class would
   * never recover from a failure of that, so it is not touched before.
   */
  private static InputStream zstd(InputStream raw) throws IOException, RegistryException {
    try {
      Native.load();
    } catch (LinkageError e) {
      throw LocalDisk.temporary(new IOException("zstd library: " + e.getMessage(), e));
    }
    return new ZstdInputStream(raw).setLongMax(ZSTD_WINDOW_LOG_MAX);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** The channel is read more than once. */
  private static final class Unclosed extends java.io.FilterInputStream {
    Unclosed(InputStream in) {
      super(in);
    }

    @Override
    public void close() {}
  }
}
