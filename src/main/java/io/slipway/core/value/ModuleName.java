package io.slipway.core.value;

import java.util.regex.Pattern;

/**
 * Name of a module, as a ModuleConfig or a tag of a source repository spells it. Which names a
 * source may offer tells {@link #isValid} (sources.md REG-5 to REG-7).
 */
public record ModuleName(String value) implements Comparable<ModuleName> {
  public static final int LENGTH_MAX = 64;
  private static final Pattern SUBDOMAIN =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
  public static final String RESERVED = "modules";

  /** Whether a tag is an RFC 1123 subdomain of at most 64 bytes and not reserved. */
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
