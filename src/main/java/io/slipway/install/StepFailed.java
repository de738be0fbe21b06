package io.slipway.install;

import io.slipway.core.value.InstallFailure;
import io.slipway.core.value.InstallFailure.Reason;

/**
 * Carries an expected failure from the step that met it to {@link HelmInstaller}, which turns it
 * into a value; it never leaves the package.
 */
final class StepFailed extends Exception {
  private static final long serialVersionUID = 1;

  private final transient InstallFailure failure;

  StepFailed(Reason reason, String text) {
    super(text, null, false, false);
    failure = new InstallFailure(reason, text);
  }

  InstallFailure failure() {
    return failure;
  }
}
