package io.slipway.core.value;

import java.util.regex.Pattern;

/** Content digest of an image or package: {@code sha256:} and 64 hexadecimal digits. */
public record Digest(String value) {
  private static final Pattern SHA256 = Pattern.compile("sha256:[0-9a-f]{64}");

  public Digest {
    if (!isValid(value)) {
      throw new IllegalArgumentException("not a sha256 digest: " + value);
    }
  }

  public static boolean isValid(String text) {
    return SHA256.matcher(text).matches();
  }

  /** The 64 hexadecimal digits, good as a file name. */
  public String hex() {
    return value.substring("sha256:".length());
  }

  @Override
  public String toString() {
    return value;
  }
}
