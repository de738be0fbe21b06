package io.slipway.core.value;

import java.util.Optional;

/**
 * A rule of {@code update.versions}: from these versions on a release may be reached at once
 * (releases.md 2.7). The texts are kept as the module's author wrote them.
 *
 * @param from lowest version that may jump
 * @param to line that is jumped to; versions from here on need no jump
 */
public record VersionJump(String from, String to) {
  /** The text that is no version, if there is one. */
  public Optional<String> unreadable() {
    return SemVer.parse(from).isEmpty()
        ? Optional.of(from)
        : Optional.of(to).filter(text -> SemVer.parse(text).isEmpty());
  }

  /** Whether the start of the rule can be read, so that its end is what cannot. */
  public boolean startIsReadable() {
    return SemVer.parse(from).isPresent();
  }

  /** Whether a module at {@code version} may jump to a release of the line of {@code target}. */
  public boolean leads(SemVer version, SemVer target) {
    return SemVer.parse(to)
        .filter(target::sameMinor)
        .filter(end -> version.compareTo(end) < 0)
        .flatMap(_ -> SemVer.parse(from))
        .filter(start -> version.compareTo(start) >= 0)
        .isPresent();
  }
}
