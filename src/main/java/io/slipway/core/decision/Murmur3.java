package io.slipway.core.decision;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** MurmurHash3 x64-128 with seed 0, of which only the first word is asked for (sources.md 2.18). */
final class Murmur3 {
  private static final long C1 = 0x87c37b91114253d5L;
  private static final long C2 = 0x4cf5ad432745937fL;
  private static final int BLOCK = 16;

  private Murmur3() {}

  /** First word of the hash over the text's UTF-8 bytes; to be read as an unsigned number. */
  static long first64(String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    var blocks = bytes.length / BLOCK;
    // the rest is padded with zeros, which the algorithm's own tail amounts to
    var padded = ByteBuffer.allocate((blocks + 1) * BLOCK).order(ByteOrder.LITTLE_ENDIAN);
    padded.put(bytes).rewind();
    long h1 = 0;
    long h2 = 0;
    for (var i = 0; i < blocks; i++) {
      h1 = (Long.rotateLeft(h1 ^ mixFirst(padded.getLong()), 27) + h2) * 5 + 0x52dce729;
      h2 = (Long.rotateLeft(h2 ^ mixSecond(padded.getLong()), 31) + h1) * 5 + 0x38495ab5;
    }
    h1 ^= mixFirst(padded.getLong());
    h2 ^= mixSecond(padded.getLong());
    return end(h1 ^ bytes.length, h2 ^ bytes.length);
  }

  private static long mixFirst(long word) {
    return Long.rotateLeft(word * C1, 31) * C2;
  }

  private static long mixSecond(long word) {
    return Long.rotateLeft(word * C2, 33) * C1;
  }

  private static long end(long h1, long h2) {
    var sum = h1 + h2;
    return avalanche(sum) + avalanche(sum + h2);
  }

  private static long avalanche(long word) {
    var h = (word ^ (word >>> 33)) * 0xff51afd7ed558ccdL;
    h = (h ^ (h >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return h ^ (h >>> 33);
  }
}
