package io.slipway.core.value;

/**
 * Why a registry could not be read.
 *
 * @param reason closed set for metrics and retry decisions
 * @param text for the user, without credentials; the registry part has the form of sources.md 2.11
 */
public record RegistryFailure(Reason reason, String text) {
  /** Kind of failure. */
  public enum Reason {
    /** The client cannot be built: repository, credentials or CA unusable (LOOP-3). */
    CONFIGURATION,
    /** 401 or 403. */
    AUTH,
    /** 404. */
    NOT_FOUND,
    /** 429. */
    RATE_LIMITED,
    /** 5xx and other unexpected answers. */
    SERVER,
    /** No connection, reset, TLS. */
    NETWORK,
    /** No answer in time. */
    TIMEOUT,
    /** The answer is there but cannot be used: JSON, digest, archive, metadata. */
    MALFORMED,
    /** A folder of this machine, through which the answer goes, cannot be used. */
    STORE
  }
}
