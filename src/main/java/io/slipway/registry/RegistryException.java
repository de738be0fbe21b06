package io.slipway.registry;

import io.slipway.core.value.RegistryFailure;
import io.slipway.core.value.RegistryFailure.Reason;

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
    return new RegistryException(new RegistryFailure(reason, text), false);
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
    return new RegistryException(
        new RegistryFailure(failure.reason(), prefix + failure.text()), temporary);
  }

  RegistryFailure failure() {
    return failure;
  }

  boolean isTemporary() {
    return temporary;
  }
}
