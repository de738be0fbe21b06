package io.slipway.core.value;

import java.time.Duration;

/**
 * How long a version must have been there before it is deployed.
 *
 * @param minimalAge zero when it need not be of any age
 * @param securityBypass whether a version whose changelog names a security fix need not wait
 */
public record Soak(Duration minimalAge, boolean securityBypass) {
  public static final Soak NONE = new Soak(Duration.ZERO, false);
}
