package io.slipway.registry;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Requests to a registry with authentication and redirects. There is no request to {@code /v2/}
 * first: a 401 of the wanted resource tells the same, and unchanged channels cost one request.
 */
final class RegistryRequests {
  private static final int UNAUTHORIZED = 401;
  private static final int REDIRECTS_MAX = 5;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private final HttpTransport transport;
  private final Authenticator authenticator;
  private final Holds holds;

  RegistryRequests(HttpTransport transport, RegistryLimits limits) {
    this.transport = transport;
    this.authenticator = new Authenticator(transport, limits);
    this.holds = new Holds(limits.pace().rest());
  }

  /** One use of this object within a logical call. */
  record Exchange(Session session, Deadline deadline, String actions) {
    static Exchange pulling(Session session, Deadline deadline) {
      return new Exchange(session, deadline, "pull");
    }

    String scope() {
      return "repository:" + session.repository().path() + ":" + actions;
    }
  }

  <T> T get(Exchange exchange, String url, Map<String, String> headers, HttpAnswer.Reader<T> reader)
      throws RegistryException {
    return send(exchange, HttpCall.get(url, headers), reader);
  }

  <T> T head(Exchange exchange, String url, HttpAnswer.Reader<T> reader) throws RegistryException {
    return send(exchange, new HttpCall(HttpMethod.HEAD, url, Map.of(), Buffer.buffer()), reader);
  }

  /** Not sent while the registry wishes to be left alone. */
  <T> T send(Exchange exchange, HttpCall call, HttpAnswer.Reader<T> reader)
      throws RegistryException {
    holds.check(exchange.session(), call);
    try {
      return challenged(exchange, call, reader);
    } catch (RegistryException e) {
      throw holds.noted(exchange.session(), call, e);
    }
  }

  /** Sends with what is known of the host's wishes; a 401 is answered once (2.3 step 2). */
  private <T> T challenged(Exchange exchange, HttpCall call, HttpAnswer.Reader<T> reader)
      throws RegistryException {
    var first = authenticated(exchange, call);
    var answered =
        follow(
            exchange,
            first,
            answer -> {
              if (answer.status() == UNAUTHORIZED
                  && answer.call().url().startsWith(exchange.session().origin() + "/")
                  && authenticator.learn(answer, exchange.session(), exchange.scope())) {
                return Optional.<T>empty();
              }
              return Optional.of(reader.read(answer));
            });
    return answered.isPresent()
        ? answered.get()
        : follow(exchange, authenticated(exchange, call), reader);
  }

  private HttpCall authenticated(Exchange exchange, HttpCall call) throws RegistryException {
    return authenticator
        .header(exchange.session(), exchange.scope(), exchange.deadline())
        .map(value -> call.with(Authenticator.AUTHORIZATION, value))
        .orElse(call);
  }

  private sealed interface Step<T> {
    record Read<T>(T value) implements Step<T> {}

    record Redirect<T>(String location) implements Step<T> {}
  }

  private <T> T follow(Exchange exchange, HttpCall call, HttpAnswer.Reader<T> reader)
      throws RegistryException {
    var current = call;
    for (var hops = 0; hops <= REDIRECTS_MAX; hops++) {
      switch (step(exchange, current, reader)) {
        case Step.Read<T>(var value) -> {
          return value;
        }
        case Step.Redirect<T>(var location) -> current = redirected(current, location);
      }
    }
    throw RegistryException.malformed(call + ": stopped after " + REDIRECTS_MAX + " redirects");
  }

  private <T> Step<T> step(Exchange exchange, HttpCall call, HttpAnswer.Reader<T> reader)
      throws RegistryException {
    return transport.exchange(
        exchange.session().client(),
        call,
        exchange.deadline(),
        answer -> {
          var location = answer.header("Location");
          var isRead = call.method() == HttpMethod.GET || call.method() == HttpMethod.HEAD;
          return isRead && REDIRECTS.contains(answer.status()) && !location.isEmpty()
              ? new Step.Redirect<T>(location)
              : new Step.Read<>(reader.read(answer));
        });
  }

  /** Another host gets no credentials (2.3 step 3), and TLS is never given up on the way. */
  private static HttpCall redirected(HttpCall call, String location) throws RegistryException {
    var target = resolve(call, location);
    var from = URI.create(call.url());
    if (from.getScheme().equals("https") && !target.getScheme().equals("https")) {
      throw RegistryException.malformed(call + ": redirect to a place without TLS");
    }
    var same =
        from.getScheme().equals(target.getScheme())
            && from.getRawAuthority().equals(target.getRawAuthority());
    return same
        ? call.to(target.toString())
        : call.to(target.toString()).without(Authenticator.AUTHORIZATION);
  }

  /** The absolute form of a link or location in an answer to {@code call}. */
  static URI resolve(HttpCall call, String location) throws RegistryException {
    try {
      var target = URI.create(call.url()).resolve(new URI(location));
      if (("http".equals(target.getScheme()) || "https".equals(target.getScheme()))
          && target.getRawAuthority() != null) {
        return target;
      }
    } catch (URISyntaxException e) {
      throw RegistryException.malformed(call + ": unusable location in the answer");
    }
    throw RegistryException.malformed(call + ": unusable location in the answer");
  }
}
