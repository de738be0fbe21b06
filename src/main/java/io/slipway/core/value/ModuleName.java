package io.slipway.core.value;

import java.util.regex.Pattern;

/**
 * Name of a module: an RFC 1123 subdomain of at most 64 bytes that is not reserved (sources.md
 * REG-5 to REG-7).
 */
public record ModuleName(String value) implements Comparable<ModuleName> {
  private static final int LENGTH_MAX = 64;
  private static final Pattern SUBDOMAIN =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
  private static final String RESERVED = "modules";

  public ModuleName {
    if (!isValid(value)) {
      throw new IllegalArgumentException("not a module name: " + value);
    }
  }

  /** Whether a tag of a source repository names a module. */
  public static boolean isValid(String text) {
    return text.length() <= LENGTH_MAX
        && !text.equals(RESERVED)
        && SUBDOMAIN.matcher(text).matches();
  }

  @Override
  public int compareTo(ModuleName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
