package io.slipway.core.value;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Semantic version. Short forms are completed ({@code 1.2} is {@code 1.2.0}), a leading {@code v}
 * is accepted (sources.md 2.13); the order is that of semver.org, build metadata ignored.
 */
public record SemVer(long major, long minor, long patch, String preRelease, String build)
    implements Comparable<SemVer> {
  private static final String LABEL = "(?:0|[1-9]\\d*|\\d*[A-Za-z-][0-9A-Za-z-]*)";
  private static final Pattern FORM =
      Pattern.compile(
          "v?(0|[1-9]\\d{0,15})(?:\\.(0|[1-9]\\d{0,15}))?(?:\\.(0|[1-9]\\d{0,15}))?"
              + "(?:-("
              + LABEL
              + "(?:\\."
              + LABEL
              + ")*))?(?:\\+([0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*))?");

  public static SemVer of(long major, long minor, long patch) {
    return new SemVer(major, minor, patch, "", "");
  }

  /** Empty when the text is not a version. */
  public static Optional<SemVer> parse(String text) {
    var match = FORM.matcher(text.strip());
    if (!match.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new SemVer(
            number(match.group(1)),
            number(match.group(2)),
            number(match.group(3)),
            text(match.group(4)),
            text(match.group(5))));
  }

  public boolean isPreRelease() {
    return !preRelease.isEmpty();
  }

  /** Without pre-release and build metadata. */
  public SemVer release() {
    return of(major, minor, patch);
  }

  public boolean sameMinor(SemVer other) {
    return major == other.major && minor == other.minor;
  }

  /** With a leading {@code v}, as tags and messages show it. */
  public String tag() {
    return "v" + this;
  }

  @Override
  public int compareTo(SemVer other) {
    var order = Long.compare(major, other.major);
    order = order != 0 ? order : Long.compare(minor, other.minor);
    order = order != 0 ? order : Long.compare(patch, other.patch);
    return order != 0 ? order : comparePreRelease(preRelease, other.preRelease);
  }

  private static int comparePreRelease(String left, String right) {
    if (left.isEmpty() || right.isEmpty()) {
      return Boolean.compare(left.isEmpty(), right.isEmpty());
    }
    var lefts = left.split("\\.");
    var rights = right.split("\\.");
    for (var i = 0; i < Math.min(lefts.length, rights.length); i++) {
      var order = compareIdentifier(lefts[i], rights[i]);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(lefts.length, rights.length);
  }

  private static int compareIdentifier(String left, String right) {
    var leftIsNumber = left.chars().allMatch(Character::isDigit);
    var rightIsNumber = right.chars().allMatch(Character::isDigit);
    if (leftIsNumber && rightIsNumber) {
      var order = Integer.compare(left.length(), right.length());
      return order != 0 ? order : left.compareTo(right);
    }
    return leftIsNumber != rightIsNumber ? (leftIsNumber ? -1 : 1) : left.compareTo(right);
  }

  private static long number(String group) {
    return group == null ? 0 : Long.parseLong(group);
  }

  private static String text(String group) {
    return group == null ? "" : group;
  }

  /** Without {@code v}: {@code spec.version} of a ModuleRelease (REL-46). */
  @Override
  public String toString() {
    return major
        + "."
        + minor
        + "."
        + patch
        + (preRelease.isEmpty() ? "" : "-" + preRelease)
        + (build.isEmpty() ? "" : "+" + build);
  }
}
