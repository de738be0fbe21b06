package io.slipway.harness.tool;

/** The environment is not as needed; the message is one line that says what to do next. */
public final class SetupFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SetupFailure(String message) {
    super(message);
  }

  public SetupFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
