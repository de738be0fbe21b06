package io.slipway.core.value;

import java.time.Duration;

/**
 * Why a registry could not be read.
 *
 * @param reason closed set for metrics and retry decisions
 * @param text for the user, without credentials; the registry part has the form of sources.md 2.11
 * @param retryAfter for so long the registry wishes not to be asked again; zero when it did not say
 */
public record RegistryFailure(Reason reason, String text, Duration retryAfter) {
  /** Whatever a registry wishes: for longer a source does not stay unread. */
  public static final Duration RETRY_AFTER_MAX = Duration.ofHours(1);

  public RegistryFailure {
    retryAfter = bounded(retryAfter);
  }

  public RegistryFailure(Reason reason, String text) {
    this(reason, text, Duration.ZERO);
  }

  private static Duration bounded(Duration wished) {
    if (wished.isNegative()) {
      return Duration.ZERO;
    }
    return wished.compareTo(RETRY_AFTER_MAX) > 0 ? RETRY_AFTER_MAX : wished;
  }

  public RegistryFailure withText(String other) {
    return new RegistryFailure(reason, other, retryAfter);
  }

  public RegistryFailure withRetryAfter(Duration wished) {
    return new RegistryFailure(reason, text, wished);
  }

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
