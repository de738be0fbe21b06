package io.slipway.core.value;

import java.time.Duration;

/**
 * How people are told of a release before it is deployed (releases.md 2.10).
 *
 * @param webhook address that is called; empty when nobody is
 * @param minimalTime notice that people are to have at least; zero when none is asked for
 * @param retryPause before a failed call is repeated for the first time
 * @param everyRelease patches too
 */
public record NotificationSettings(
    String webhook,
    boolean tlsSkipVerify,
    Auth auth,
    Duration minimalTime,
    Duration retryPause,
    boolean everyRelease) {
  public static final Duration RETRY_PAUSE = Duration.ofSeconds(2);

  /** Who calls. Its text shows nothing that is secret. */
  public sealed interface Auth {
    record None() implements Auth {}

    record Basic(String username, String password) implements Auth {
      @Override
      public String toString() {
        return "Basic";
      }
    }

    record Bearer(String token) implements Auth {
      @Override
      public String toString() {
        return "Bearer";
      }
    }
  }

  /** An address may bear a token. */
  @Override
  public String toString() {
    return "NotificationSettings[" + auth + ", " + minimalTime + "]";
  }
}
