package io.slipway.registry;

import io.netty.channel.ConnectTimeoutException;
import io.slipway.core.value.RegistryFailure.Reason;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Failures of the connection in the form {@code Get "https://host/v2/": cause} (2.11). */
final class NetworkErrorText {
  private static final String RESET = "connection reset by peer";

  private NetworkErrorText() {}

  static RegistryException failure(HttpCall call, Throwable cause) {
    var verb =
        call.method().name().charAt(0) + call.method().name().substring(1).toLowerCase(Locale.ROOT);
    var head = verb + " \"" + ErrorText.redacted(call.url()) + "\": ";
    var authority = call.authority();
    return switch (cause) {
      case ConnectTimeoutException _ ->
          RegistryException.of(Reason.TIMEOUT, head + "dial tcp " + authority + ": i/o timeout");
      case TimeoutException _ ->
          RegistryException.of(Reason.TIMEOUT, head + "context deadline exceeded");
      case UnknownHostException _ ->
          network(head + "dial tcp: lookup " + authority + ": no such host");
      case ConnectException e -> network(head + "dial tcp " + authority + ": " + refused(e));
      case SSLException e -> network(head + "tls: failed to verify certificate: " + rootMessage(e));
      case HttpClosedException _ -> network(head + "unexpected EOF").asTemporary();
      case StreamResetException _ -> network(head + RESET).asTemporary();
      case SocketException e when !isReset(e) ->
          network(head + "dial tcp " + authority + ": connect: " + rootMessage(e));
      case IOException e when isReset(e) -> network(head + RESET).asTemporary();
      default -> network(head + rootMessage(cause));
    };
  }

  private static boolean isReset(IOException e) {
    var text = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    return text.contains("reset") || text.contains("broken pipe");
  }

  private static RegistryException network(String text) {
    return RegistryException.of(Reason.NETWORK, text);
  }

  private static String refused(ConnectException e) {
    var text = String.valueOf(e.getMessage());
    return text.contains("refused") ? "connect: connection refused" : "connect: " + text;
  }

  private static String rootMessage(Throwable cause) {
    var root = cause;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    var text = root.getMessage();
    return text == null ? root.getClass().getSimpleName() : text.lines().findFirst().orElse("");
  }
}
