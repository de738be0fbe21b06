package io.slipway.core.decision;

import io.slipway.core.value.Digest;
import io.slipway.core.value.RegistryAccess;
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
   * and where the registry is. Credentials are left out: a short hash must not help to guess them.
   */
  static String settings(String json, int version, Optional<RegistryAccess> access) {
    var registry = access.map(a -> a + " " + a.ca()).orElse("");
    return hash("SHA-256", version + json + registry).substring(0, SETTINGS_LENGTH);
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
