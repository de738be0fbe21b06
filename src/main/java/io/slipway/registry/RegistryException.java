package io.slipway.registry;

import io.slipway.core.value.RegistryFailure;
import io.slipway.core.value.RegistryFailure.Reason;
import java.time.Duration;

/**
 * Carries a failure from the depth of an exchange to the port, where it becomes a value. Never
 * leaves this package.
 */
final class RegistryException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient RegistryFailure failure;
  private final boolean temporary;

  private RegistryException(RegistryFailure failure, boolean temporary) {
    super(failure.text(), null, false, false);
    this.failure = failure;
    this.temporary = temporary;
  }

  static RegistryException of(Reason reason, String text) {
    return of(new RegistryFailure(reason, text));
  }

  static RegistryException of(RegistryFailure failure) {
    return new RegistryException(failure, false);
  }

  static RegistryException malformed(String text) {
    return of(Reason.MALFORMED, text);
  }

  static RegistryException configuration(String text) {
    return of(Reason.CONFIGURATION, text);
  }

  /** A failure that another attempt may not meet (REG-32). */
  RegistryException asTemporary() {
    return new RegistryException(failure, true);
  }

  /** The same failure with a text in front, as the columns of sources.md 2.11 show it. */
  RegistryException prefixed(String prefix) {
    return new RegistryException(failure.withText(prefix + failure.text()), temporary);
  }

  /** The same failure, which the registry wishes not to be provoked again so soon. */
  RegistryException after(Duration wished) {
    return new RegistryException(failure.withRetryAfter(wished), temporary);
  }

  /** The same failure with an address at its end, unless the text names the host anyway. */
  RegistryException at(String host, String address) {
    var isTold = failure.text().contains(host) || failure.reason() == Reason.STORE;
    return isTold
        ? this
        : new RegistryException(failure.withText(failure.text() + " (" + address + ")"), temporary);
  }

  RegistryFailure failure() {
    return failure;
  }

  boolean isTemporary() {
    return temporary;
  }
}
