package io.slipway.registry;

import com.github.luben.zstd.Zstd;
import io.slipway.registry.RawTar.Header;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/**
 * Layers of an image from a seed: from sound ones over single wicked entries to noise. Names come
 * from a small pool, so that entries meet each other.
 */
final class HostileLayers {
  private static final List<String> SOUND =
      List.of("a", "b", "c", "a/b", "a/b/c", "b/c", "c/d/e", "./a", "a//b", "module.yaml", "é/ü");
  private static final List<String> WICKED =
      List.of(
          "..",
          "../canary",
          "../canary/secret",
          "a/../../canary/secret",
          "a/..",
          "/canary",
          "//x",
          "",
          ".",
          "/",
          "a/.",
          "a\0b",
          "a\u0007b",
          "a\nb",
          "a\u2028b",
          "a\u202eb",
          "\u0085",
          "\\..\\x",
          "C:\\x",
          "a/b/..",
          "...",
          "~",
          "a/",
          "canary",
          "%2e%2e/x",
          "\ufffd",
          " ");
  private static final List<String> WHITEOUTS =
      List.of(
          ".wh.a",
          ".wh.b",
          "a/.wh.b",
          ".wh..wh..opq",
          "a/.wh..wh..opq",
          "a/b/.wh.c",
          ".wh.",
          ".wh..",
          ".wh...",
          "a/.wh...",
          ".wh.a/x",
          ".wh..wh.a",
          "b/.wh.../a",
          ".wh.canary");
  private static final List<String> TARGETS =
      List.of(
          "a",
          "b",
          "a/b",
          "./b",
          "..",
          "../a",
          "../..",
          "../canary",
          "../../canary/secret",
          "a/../../canary",
          "/etc/passwd",
          "/",
          "",
          ".",
          "c/../b",
          "a\0b",
          "loop",
          "a\nb");

  private final Random random;
  private final double hostility;

  private HostileLayers(long seed) {
    this.random = new Random(seed);
    this.hostility = pick(List.of(0.0, 0.0, 0.03, 0.1, 0.3, 0.8));
  }

  /** Layers as a registry stores them, bottom first; the same for the same seed. */
  static List<byte[]> of(long seed) {
    return new HostileLayers(seed).layers();
  }

  private List<byte[]> layers() {
    var layers = new ArrayList<byte[]>();
    for (var i = random.nextInt(3); i >= 0; i--) {
      layers.add(damaged(compressed(damaged(archive()))));
    }
    return layers;
  }

  private boolean wicked() {
    return random.nextDouble() < hostility;
  }

  private byte[] archive() {
    var tar = new RawTar();
    for (var i = random.nextInt(wicked() ? 40 : 7); i > 0; i--) {
      entry(tar);
    }
    // the end of an archive is two records of zeros
    return tar.zeros(wicked() ? random.nextInt(3 * RawTar.RECORD) : 2 * RawTar.RECORD).bytes();
  }

  private void entry(RawTar tar) {
    if (wicked()) {
      odd(tar);
      return;
    }
    switch (random.nextInt(8)) {
      case 0 -> tar.put(Header.of('5', name() + "/", 0).withMode(random.nextInt(01000)), none());
      case 1 -> tar.put(Header.of('2', name(), 0).linkedTo(pick(TARGETS)), none());
      case 2 -> tar.put(Header.of('2', name(), 0).linkedTo("a"), none());
      case 3 -> tar.put(Header.of('0', pick(WHITEOUTS), 0), none());
      case 4 -> {
        var long300 =
            "a/" + "x".repeat(random.nextInt(150)) + "/" + "y".repeat(random.nextInt(150));
        file(tar.longName('L', long300), "cut");
      }
      case 5 -> file(tar.pax('x', "path", name(), "mtime", "1.5"), "other");
      default -> file(tar, name());
    }
  }

  private void odd(RawTar tar) {
    switch (random.nextInt(16)) {
      case 0 -> file(tar, pick(WICKED));
      case 1 -> tar.put(Header.of('5', pick(WICKED), 0), none());
      case 2 -> tar.put(Header.of(pick(List.of('1', '2')), name(), 0).linkedTo(path()), none());
      case 3 -> tar.put(Header.of(pick(List.of('3', '4', '6', '7')), name(), 0), none());
      case 4 -> tar.put(Header.of((char) random.nextInt(256), path(), 0), none());
      case 5 ->
          tar.put(Header.of(pick(List.of('0', 'L', 'x', 'S')), path(), 0).sized(size()), some());
      case 6 -> file(tar.longName(pick(List.of('L', 'K')), path() + "z".repeat(length())), name());
      case 7 ->
          file(tar.pax(pick(List.of('x', 'g')), attribute(), value(), attribute(), value()), "p");
      case 8 -> tar.put(Header.of('x', "pax", 64), noise(64));
      case 9 -> file(tar.pax('x', "GNU.sparse.major", "1", "GNU.sparse.minor", "0"), name());
      case 10 -> tar.put(Header.of('S', name(), 0).sized(size()), noise(RawTar.RECORD));
      case 11 ->
          tar.put(Header.of('0', name(), 3).withChecksumError(1 + random.nextInt(9)), some());
      case 12 -> tar.put(Header.of('0', name(), 300 << 10), new byte[300 << 10]);
      case 13 -> file(tar, "d/".repeat(random.nextInt(200)) + "e");
      case 14 -> tar.put(Header.of('1', name(), 9).linkedTo(name()), noise(9));
      default -> {
        for (var i = random.nextInt(60); i >= 0; i--) {
          tar.pax(pick(List.of('x', 'g')), "comment", value());
        }
      }
    }
  }

  private void file(RawTar tar, String name) {
    var content = noise(random.nextInt(4) == 0 ? random.nextInt(3000) : random.nextInt(20));
    tar.put(Header.of('0', name, content.length).withMode(random.nextInt(010000)), content);
  }

  private String name() {
    return pick(SOUND);
  }

  private String path() {
    return pick(pick(List.of(SOUND, WICKED, WHITEOUTS, TARGETS)));
  }

  private String attribute() {
    return pick(
        List.of(
            "path",
            "linkpath",
            "size",
            "mtime",
            "uid",
            "GNU.sparse.map",
            "GNU.sparse.name",
            "GNU.sparse.realsize",
            "GNU.sparse.size",
            "GNU.sparse.numblocks",
            "GNU.sparse.offset",
            "SCHILY.xattr.user.a",
            "hdrcharset",
            "LIBARCHIVE.creationtime",
            ""));
  }

  private String value() {
    return switch (random.nextInt(6)) {
      case 0 -> String.valueOf(random.nextLong());
      case 1 -> pick(List.of("-1", "1e99", "NaN", "9".repeat(40), "0,1,2", "", "BINARY", "0,0"));
      case 2 -> "v".repeat(length());
      default -> path();
    };
  }

  private int length() {
    return pick(List.of(0, 1, 99, 100, 101, 255, 256, 300, 5000, 20_000));
  }

  private byte[] size() {
    return switch (random.nextInt(6)) {
      case 0 -> RawTar.binary(-1 - random.nextInt(1000));
      case 1 -> RawTar.binary(Long.MAX_VALUE - random.nextInt(1000));
      case 2 -> RawTar.binary(random.nextLong());
      case 3 -> RawTar.octal(077777777777L);
      case 4 -> noise(12);
      default -> RawTar.octal(random.nextInt(5000));
    };
  }

  private byte[] some() {
    return noise(random.nextInt(700));
  }

  private static byte[] none() {
    return new byte[0];
  }

  private byte[] noise(int count) {
    var bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  /** Bytes flipped, the end cut off, something after it, or another piece in the middle. */
  private byte[] damaged(byte[] whole) {
    if (!wicked() || whole.length == 0) {
      return whole;
    }
    var bytes = whole.clone();
    switch (random.nextInt(4)) {
      case 0 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      case 1 -> bytes = joined(bytes, noise(random.nextInt(2000)));
      case 2 -> bytes = joined(bytes, bytes);
      default -> {
        for (var i = random.nextInt(6); i >= 0; i--) {
          bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
      }
    }
    return bytes;
  }

  private byte[] compressed(byte[] tar) {
    return switch (random.nextInt(5)) {
      case 0 -> tar;
      case 1 -> Zstd.compress(tar);
      case 2 -> {
        var middle = tar.length / 2;
        yield joined(
            gzip(Arrays.copyOf(tar, middle)), gzip(Arrays.copyOfRange(tar, middle, tar.length)));
      }
      default -> gzip(tar);
    };
  }

  private static byte[] joined(byte[] one, byte[] other) {
    var both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
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

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
