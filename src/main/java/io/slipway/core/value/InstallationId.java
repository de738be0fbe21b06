package io.slipway.core.value;

/**
 * Identity of what is, or shall be, installed of a module. Two equal identities mean the same
 * package with the same settings, so nothing has to be done.
 *
 * @param checksum label {@code release-checksum} of the ModuleRelease (REG-61): which content of
 *     the version was accepted
 * @param settingsHash first 12 hexadecimal digits of SHA-256 over settings and their version
 */
public record InstallationId(SemVer version, String checksum, String settingsHash) {
  private static final String PREFIX = "slipway";

  /** One line for Helm's release description. */
  public String description() {
    return String.join(" ", PREFIX, version.tag(), checksum, settingsHash);
  }

  /** Reads {@link #description()} back; empty when the text is somebody else's. */
  public static java.util.Optional<InstallationId> parse(String description) {
    var parts = description.split(" ");
    if (parts.length != 4 || !parts[0].equals(PREFIX)) {
      return java.util.Optional.empty();
    }
    return SemVer.parse(parts[1]).map(v -> new InstallationId(v, parts[2], parts[3]));
  }
}
