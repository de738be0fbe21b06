package io.slipway.core.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Constraint on a version, with the grammar and the reasons of releases.md 4.2: alternatives
 * separated by {@code ||}, inside them conditions separated by space or comma.
 */
public final class VersionRange {
  private static final String VERSION =
      "v?[0-9xX*]+(?:\\.[0-9xX*]+)?(?:\\.[0-9xX*]+)?(?:-[0-9A-Za-z.-]+)?(?:\\+[0-9A-Za-z.-]+)?";
  private static final Pattern HYPHEN =
      Pattern.compile("\\s*(" + VERSION + ")\\s+-\\s+(" + VERSION + ")\\s*");
  private static final Pattern ONE =
      Pattern.compile("\\s*(=|!=|>=|=>|<=|=<|>|<|~>|~|\\^)?\\s*(" + VERSION + ")\\s*");
  private static final Pattern SEPARATOR = Pattern.compile(",|(?<=\\s)");

  private static final String PRE_RELEASE =
      " is a prerelease version and the constraint is only looking for release versions";

  private final List<List<VersionCondition>> alternatives;

  private VersionRange(List<List<VersionCondition>> alternatives) {
    this.alternatives = alternatives;
  }

  /** Empty when the text is not a constraint; an empty text admits every version. */
  public static Optional<VersionRange> parse(String text) {
    var parts = List.of(text.split("\\|\\|", -1));
    var alternatives = parts.stream().flatMap(part -> conditions(part).stream()).toList();
    return alternatives.size() == parts.size()
        ? Optional.of(new VersionRange(alternatives))
        : Optional.empty();
  }

  private static Optional<List<VersionCondition>> conditions(String written) {
    var part = HYPHEN.matcher(written).replaceAll(" >=$1 <=$2 ");
    if (part.isBlank()) {
      return Optional.of(List.of());
    }
    var operators = new ArrayList<String>();
    var versions = new ArrayList<String>();
    var match = ONE.matcher(part).useTransparentBounds(true);
    var separator = SEPARATOR.matcher(part).useTransparentBounds(true);
    var at = 0;
    while (match.region(at, part.length()).lookingAt()) {
      operators.add(match.group(1) == null ? "" : match.group(1));
      versions.add(match.group(2));
      at = match.end();
      if (at == part.length()) {
        return all(operators, versions);
      }
      if (!separator.region(at, part.length()).lookingAt()) {
        break;
      }
      at = separator.end();
    }
    return Optional.empty();
  }

  private static Optional<List<VersionCondition>> all(List<String> operators, List<String> texts) {
    var conditions = new ArrayList<VersionCondition>();
    for (var i = 0; i < texts.size(); i++) {
      VersionCondition.of(operators.get(i), texts.get(i)).ifPresent(conditions::add);
    }
    return conditions.size() == texts.size()
        ? Optional.of(List.copyOf(conditions))
        : Optional.empty();
  }

  /** Empty when the version is admitted, else the first reason against it. */
  public Optional<String> objection(SemVer version) {
    var first = Optional.<String>empty();
    for (var conditions : alternatives) {
      var objection = objection(conditions, version);
      if (objection.isEmpty()) {
        return Optional.empty();
      }
      first = first.or(() -> objection);
    }
    return first;
  }

  /** A pre-release is only looked at by conditions of which one names a pre-release itself. */
  private static Optional<String> objection(List<VersionCondition> conditions, SemVer version) {
    var isOnlyReleases = conditions.stream().noneMatch(c -> c.bound().isPreRelease());
    if (version.isPreRelease() && isOnlyReleases) {
      return Optional.of(version + PRE_RELEASE);
    }
    return conditions.stream().flatMap(c -> c.objection(version).stream()).findFirst();
  }

  /** As it was understood: one blank between conditions, none between operator and version. */
  @Override
  public String toString() {
    return alternatives.stream()
        .map(all -> all.stream().map(VersionCondition::written).collect(Collectors.joining(" ")))
        .collect(Collectors.joining(" || "));
  }
}
