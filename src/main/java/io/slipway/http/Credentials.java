package io.slipway.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a request shows to prove where it comes from. Its text form tells nothing.
 *
 * @param shown candidates, each of which may be the secret
 */
public record Credentials(List<String> shown) {
  private static final String BEARER = "bearer ";
  private static final String BASIC = "basic ";

  /**
   * @param authorization header {@code Authorization}: the secret, {@code Bearer} and the secret,
   *     or {@code Basic} with the secret as the password
   * @param token header {@code X-Gitlab-Token}
   * @param parameter {@code token} of the address, for who cannot send headers
   */
  public static Credentials of(
      Optional<String> authorization, Optional<String> token, Optional<String> parameter) {
    return new Credentials(
        Stream.of(
                authorization.stream().flatMap(Credentials::values),
                token.stream(),
                parameter.stream())
            .flatMap(one -> one)
            .toList());
  }

  private static Stream<String> values(String header) {
    var lower = header.toLowerCase(Locale.ROOT);
    if (lower.startsWith(BEARER)) {
      return Stream.of(header, header.substring(BEARER.length()).strip());
    }
    return lower.startsWith(BASIC)
        ? Stream.concat(Stream.of(header), password(header.substring(BASIC.length()).strip()))
        : Stream.of(header);
  }

  private static Stream<String> password(String encoded) {
    try {
      var pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
      return Stream.of(pair.substring(pair.indexOf(':') + 1));
    } catch (IllegalArgumentException notBase64) {
      return Stream.empty();
    }
  }

  /** Takes the same time for every wrong secret of a length. */
  boolean match(byte[] secret) {
    var isMatch = false;
    for (var candidate : shown) {
      isMatch |= MessageDigest.isEqual(secret, candidate.getBytes(StandardCharsets.UTF_8));
    }
    return isMatch && secret.length > 0;
  }

  @Override
  public String toString() {
    return "credentials";
  }
}
