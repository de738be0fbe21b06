package io.slipway.core.decision;

import io.slipway.core.value.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Checksums that stand in labels and records. */
public final class Checksums {
  private static final int SETTINGS_LENGTH = 12;

  private Checksums() {}

  /** Label {@code release-checksum}: MD5 of the digest's text (REG-61). */
  public static String release(Digest digest) {
    return hash("MD5", digest.value());
  }

  /** Names settings and the version of their schema in an installation's identity. */
  static String settings(String json, int version) {
    return hash("SHA-256", version + json).substring(0, SETTINGS_LENGTH);
  }

  private static String hash(String algorithm, String text) {
    try {
      var digest = MessageDigest.getInstance(algorithm);
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
