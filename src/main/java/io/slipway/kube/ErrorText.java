package io.slipway.kube;

import io.fabric8.kubernetes.client.KubernetesClientException;

/** One line for the user out of what the client throws. */
final class ErrorText {
  private ErrorText() {}

  /** The API server's own words when it answered, else the innermost cause. */
  static String of(Throwable failure) {
    if (failure instanceof KubernetesClientException refused
        && refused.getStatus() != null
        && refused.getStatus().getMessage() != null) {
      return line(refused.getStatus().getMessage());
    }
    var innermost = failure;
    while (innermost.getCause() != null && innermost.getCause() != innermost) {
      innermost = innermost.getCause();
    }
    var message = innermost.getMessage();
    return message == null || message.isBlank()
        ? "no answer from the API server"
        : "no answer from the API server: " + line(message);
  }

  private static String line(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
