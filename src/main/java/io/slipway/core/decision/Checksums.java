package io.slipway.core.decision;

import io.slipway.core.value.Digest;
import io.slipway.core.value.SourceObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** Checksums that stand in labels and records. */
public final class Checksums {
  private static final int SETTINGS_LENGTH = 12;

  private Checksums() {}

  /** Label {@code release-checksum}: MD5 of the digest's text (REG-61). */
  public static String release(Digest digest) {
    return hash("MD5", digest.value());
  }

  /**
   * Names what reaches a chart's values besides its package: settings, the version of their schema,
   * and the registry's access. Of the latter only which state of the source it is: a short hash of
   * a credential would help to guess it.
   */
  static String settings(String json, int version, Optional<SourceObject> source) {
    var state = source.map(s -> s.meta().uid() + " " + s.meta().generation()).orElse("");
    return hash("SHA-256", version + json + state).substring(0, SETTINGS_LENGTH);
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
