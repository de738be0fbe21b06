package io.slipway.core.value;

import java.util.Optional;

/**
 * Identity of what is, or shall be, installed of a module. Two equal identities mean the same
 * package with the same settings, so nothing has to be done.
 *
 * @param checksum label {@code release-checksum} of the ModuleRelease (REG-61): which content of
 *     the version was accepted
 * @param settingsHash first 12 hexadecimal digits of SHA-256 over settings and their version
 * @param reinstallation number of the request that it was installed once more for; empty as a rule
 */
public record InstallationId(
    SemVer version, String checksum, String settingsHash, String reinstallation) {
  private static final String PREFIX = "slipway";
  private static final String FOR = "/";

  public InstallationId(SemVer version, String checksum, String settingsHash) {
    this(version, checksum, settingsHash, "");
  }

  /** Whether who has this needs nothing more of what is wished. */
  public boolean fulfils(InstallationId wished) {
    return version.equals(wished.version)
        && checksum.equals(wished.checksum)
        && settingsHash.equals(wished.settingsHash)
        && (wished.reinstallation.isEmpty() || reinstallation.equals(wished.reinstallation));
  }

  /** One line for Helm's release description. */
  public String description() {
    var settings = reinstallation.isEmpty() ? settingsHash : settingsHash + FOR + reinstallation;
    return String.join(" ", PREFIX, version.tag(), checksum, settings);
  }

  /** Reads {@link #description()} back; empty when the text is somebody else's. */
  public static Optional<InstallationId> parse(String description) {
    var parts = description.split(" ");
    if (parts.length != 4 || !parts[0].equals(PREFIX)) {
      return Optional.empty();
    }
    var settings = parts[3].split(FOR, 2);
    var reinstallation = settings.length == 2 ? settings[1] : "";
    return SemVer.parse(parts[1])
        .map(version -> new InstallationId(version, parts[2], settings[0], reinstallation));
  }
}
