package io.slipway.core.value;

import java.util.Optional;

/**
 * One condition of a {@link VersionRange}.
 *
 * @param parts how many leading numbers are given, 0 to 3; the missing ones are wildcards
 * @param text the version as the user wrote it
 */
record VersionCondition(String operator, SemVer bound, int parts, String text) {
  private static final String WILDCARDS = "xX*";

  static Optional<VersionCondition> of(String operator, String text) {
    var dash = text.indexOf('-');
    var numbers = (dash < 0 ? text : text.substring(0, dash)).replaceFirst("^v", "");
    var fields = numbers.replaceFirst("\\+.*", "").split("\\.");
    var parts = 0;
    while (parts < fields.length && !isWildcard(fields[parts])) {
      parts++;
    }
    var exact = parts == 3 ? text : String.join(".", java.util.List.of(fields).subList(0, parts));
    var known = parts;
    return (parts == 0 ? Optional.of(SemVer.of(0, 0, 0)) : SemVer.parse(exact))
        .map(bound -> new VersionCondition(operator, bound, known, text));
  }

  String written() {
    return operator + text;
  }

  private static boolean isWildcard(String field) {
    return field.length() == 1 && WILDCARDS.contains(field);
  }

  Optional<String> objection(SemVer version) {
    if (version.isPreRelease() && !bound.isPreRelease()) {
      return Optional.of(
          version
              + " is a prerelease version and the constraint is only looking for release versions");
    }
    return switch (operator) {
      case "!=" -> isWithin(version) ? no(version, "is equal to") : Optional.empty();
      case ">" -> order(version) > 0 ? Optional.empty() : no(version, "is less than or equal to");
      case ">=", "=>" ->
          version.compareTo(bound) >= 0 ? Optional.empty() : no(version, "is less than");
      case "<" ->
          version.compareTo(bound) < 0
              ? Optional.empty()
              : no(version, "is greater than or equal to");
      case "<=", "=<" -> order(version) <= 0 ? Optional.empty() : no(version, "is greater than");
      case "~", "~>" -> tilde(version);
      case "^" -> caret(version);
      default -> parts < 3 ? tilde(version) : equal(version);
    };
  }

  private Optional<String> equal(SemVer version) {
    return version.compareTo(bound) == 0 ? Optional.empty() : no(version, "is not equal to");
  }

  private Optional<String> tilde(SemVer version) {
    var isZero = parts == 3 && bound.compareTo(SemVer.of(0, 0, 0)) == 0;
    if (parts == 0 || isZero) {
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

  private Optional<String> caret(SemVer version) {
    if (version.compareTo(bound) < 0) {
      return no(version, "is less than");
    }
    if (version.major() != bound.major()) {
      return no(version, "does not have same major version as");
    }
    if (bound.major() > 0 || parts < 2) {
      return Optional.empty();
    }
    if (version.minor() != bound.minor()) {
      return no(version, "does not have same minor version as")
          .map(t -> t + ". Expected minor versions to match when constraint major version is 0");
    }
    return bound.minor() == 0 && parts == 3 ? equal(version) : Optional.empty();
  }

  /** Order against a partial bound: every version that begins with it is equal (4.2 rule 4). */
  private int order(SemVer version) {
    return parts < 3 && isWithin(version) ? 0 : version.compareTo(bound);
  }

  private boolean isWithin(SemVer version) {
    return switch (parts) {
      case 0 -> true;
      case 1 -> version.major() == bound.major();
      case 2 -> version.sameMinor(bound);
      default -> version.compareTo(bound) == 0;
    };
  }

  private Optional<String> no(SemVer version, String relation) {
    return Optional.of(version + " " + relation + " " + text);
  }
}
