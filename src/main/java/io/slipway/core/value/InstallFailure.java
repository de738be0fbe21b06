package io.slipway.core.value;

/**
 * Why a package could not be prepared, installed or removed.
 *
 * @param reason closed set for metrics and display
 * @param text for the user, without credentials
 */
public record InstallFailure(Reason reason, String text) {
  /** Step that failed. */
  public enum Reason {
    /** The registry could not be read. */
    REGISTRY,
    /** The archive or what is in it cannot be used. */
    PACKAGE,
    /** {@code spec.settings} lacks a setting, or has one that the schema does not know. */
    SETTINGS,
    /** A value in {@code spec.settings} is refused by the schema. */
    SETTINGS_INVALID,
    /** Settings of an older version cannot be converted. */
    CONVERSION,
    /** The schemas in the package cannot be used, so no settings can be checked. */
    SCHEMA,
    /** The data directory cannot be used. */
    STORE,
    /** Rendering or applying the chart failed. */
    HELM
  }
}
