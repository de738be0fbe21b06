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
    /** {@code spec.settings} does not fit the schema. */
    SETTINGS,
    /** The data directory cannot be used. */
    STORE,
    /** Rendering or applying the chart failed. */
    HELM
  }
}
