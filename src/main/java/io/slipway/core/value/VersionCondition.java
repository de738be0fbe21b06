package io.slipway.core.value;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One condition of a {@link VersionRange}.
 *
 * @param bound with zeros where no number is given
 * @param parts how many leading numbers are given, 0 to 3; the missing ones are wildcards
 * @param text the version as the user wrote it
 */
record VersionCondition(String operator, SemVer bound, int parts, String text) {
  private static final Pattern FORM =
      Pattern.compile("v?([0-9xX*.]+)(?:-([0-9A-Za-z.-]+))?(?:\\+[0-9A-Za-z.-]+)?");
  private static final Pattern WILDCARD = Pattern.compile("[xX*]");
  private static final Pattern LEADING_ZEROS = Pattern.compile("^0+(?=\\d)");
  private static final int ALL = 3;

  /** Empty when the version is none. What follows a wildcard is one too, whatever it says. */
  static Optional<VersionCondition> of(String operator, String text) {
    var match = FORM.matcher(text);
    if (!match.matches()) {
      return Optional.empty();
    }
    var fields = match.group(1).split("\\.");
    var parts = 0;
    while (parts < fields.length && !WILDCARD.matcher(fields[parts]).matches()) {
      parts++;
    }
    for (var i = 0; i < parts; i++) {
      fields[i] = LEADING_ZEROS.matcher(fields[i]).replaceFirst("");
    }
    var known = parts;
    var numbers = parts == 0 ? "0" : String.join(".", java.util.List.of(fields).subList(0, parts));
    var preRelease = match.group(2) == null ? "" : "-" + match.group(2);
    return SemVer.parse(numbers + preRelease)
        .map(bound -> new VersionCondition(operator, bound, known, text));
  }

  String written() {
    return operator + text;
  }

  /** Why the version does not meet it; whether pre-releases count is decided for all together. */
  Optional<String> objection(SemVer version) {
    return switch (operator) {
      case "!=" -> isNone(version) ? no(version, "is equal to") : Optional.empty();
      case ">" -> isAbove(version) ? Optional.empty() : no(version, "is less than or equal to");
      case ">=", "=>" ->
          version.compareTo(bound) >= 0 ? Optional.empty() : no(version, "is less than");
      case "<" ->
          version.compareTo(bound) < 0
              ? Optional.empty()
              : no(version, "is greater than or equal to");
      case "<=", "=<" -> isBeyond(version) ? no(version, "is greater than") : Optional.empty();
      case "~", "~>" -> tilde(version);
      case "^" -> caret(version);
      default -> parts < ALL ? tilde(version) : equal(version);
    };
  }

  private Optional<String> equal(SemVer version) {
    return version.compareTo(bound) == 0 ? Optional.empty() : no(version, "is not equal to");
  }

  private Optional<String> tilde(SemVer version) {
    if (parts == 0 || parts == ALL && isZero()) {
      return Optional.empty();
    }
    if (version.compareTo(bound) < 0) {
      return no(version, "is less than");
    }
    if (version.major() != bound.major()) {
      return no(version, "does not have same major version as");
    }
    return parts > 1 && version.minor() != bound.minor()
        ? no(version, "does not have same major and minor version as")
        : Optional.empty();
  }

  private boolean isZero() {
    return bound.major() == 0 && bound.minor() == 0 && bound.patch() == 0;
  }

  private Optional<String> caret(SemVer version) {
    if (version.compareTo(bound) < 0) {
      return no(version, "is less than");
    }
    if (version.major() != bound.major()) {
      return no(version, "does not have same major version as");
    }
    return bound.major() > 0 || parts == 1 ? Optional.empty() : caretOfZero(version);
  }

  private Optional<String> caretOfZero(SemVer version) {
    if (bound.minor() > 0 || parts == 2) {
      return version.minor() == bound.minor()
          ? Optional.empty()
          : no(version, "does not have same minor version as")
              .map(
                  t -> t + ". Expected minor versions to match when constraint major version is 0");
    }
    if (version.minor() > 0) {
      return no(version, "does not have same minor version as");
    }
    return version.patch() == bound.patch()
        ? Optional.empty()
        : no(version, "does not equal")
            .map(
                t ->
                    t
                        + ". Expect version and constraint to equal when major and minor versions are 0");
  }

  /** A partial bound is passed only by what does not begin with it (4.2 rule 4). */
  private boolean isAbove(SemVer version) {
    if (version.major() != bound.major() || parts == 1) {
      return version.major() > bound.major();
    }
    return parts == 2 ? version.minor() > bound.minor() : version.compareTo(bound) > 0;
  }

  private boolean isBeyond(SemVer version) {
    if (parts == ALL) {
      return version.compareTo(bound) > 0;
    }
    return version.major() > bound.major()
        || version.major() == bound.major() && version.minor() > bound.minor() && parts != 1;
  }

  /** Whether it is the bound itself, or begins with a partial one. */
  private boolean isNone(SemVer version) {
    return switch (parts) {
      case 1 -> version.major() == bound.major();
      case 2 -> version.sameMinor(bound);
      default -> version.compareTo(bound) == 0;
    };
  }

  private Optional<String> no(SemVer version, String relation) {
    return Optional.of(version + " " + relation + " " + text);
  }
}
