package io.slipway.registry;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Carries out one {@link HttpCall} on the caller's thread, with the retries of REG-32.
 *
 * <p>Works on Vert.x's HTTP client, not on the web client above it: that one cannot cut an exchange
 * whose body is too long or whose time is up, and would go on reading.
 */
final class HttpTransport {
  private static final int ATTEMPTS = 3;
  private static final Set<Integer> TEMPORARY = Set.of(408, 499, 500, 502, 503, 504, 522);

  private final RegistryLimits limits;
  private final ProxyChoice proxies;
  private final HostPace pace;

  HttpTransport(RegistryLimits limits, ProxyChoice proxies) {
    this.limits = limits;
    this.proxies = proxies;
    this.pace = new HostPace(limits.pace());
  }

  /** The reader sees every answer, also those with an error status, but only the last of them. */
  <T> T exchange(HttpClient client, HttpCall call, Deadline deadline, HttpAnswer.Reader<T> reader)
      throws RegistryException {
    for (var attempt = 1; ; attempt++) {
      var last = attempt == ATTEMPTS || !isRepeatable(call);
      try {
        return once(client, call, deadline, last ? reader : refusingTemporary(reader));
      } catch (RegistryException e) {
        var pause = limits.retryPause().multipliedBy(attempt == 1 ? 1 : 3);
        var isWorthIt = e.isTemporary() && e.failure().retryAfter().compareTo(pause) <= 0;
        if (last || !isWorthIt || !deadline.leavesRoomFor(pause)) {
          throw e;
        }
        sleep(call, deadline, pause);
      }
    }
  }

  private static boolean isRepeatable(HttpCall call) {
    return call.method() == HttpMethod.GET || call.method() == HttpMethod.HEAD;
  }

  private static <T> HttpAnswer.Reader<T> refusingTemporary(HttpAnswer.Reader<T> reader) {
    return answer -> {
      if (TEMPORARY.contains(answer.status())) {
        throw answer.failure().asTemporary();
      }
      return reader.read(answer);
    };
  }

  private void awaitTurn(HttpCall call, Deadline deadline) throws RegistryException {
    var wait = pace.turn(call);
    if (!deadline.leavesRoomFor(wait)) {
      throw NetworkErrorText.failure(call, new TimeoutException());
    }
    if (wait.isPositive()) {
      sleep(call, deadline, wait);
    }
  }

  private static void sleep(HttpCall call, Deadline deadline, Duration pause)
      throws RegistryException {
    try {
      deadline.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw NetworkErrorText.failure(call, e);
    }
  }

  private <T> T once(
      HttpClient client, HttpCall call, Deadline deadline, HttpAnswer.Reader<T> reader)
      throws RegistryException {
    awaitTurn(call, deadline);
    try {
      var request = connect(client, call, deadline);
      try (var answer = await(send(request, call, deadline), deadline, request)) {
        return reader.read(answer);
      }
    } catch (IOException e) {
      throw NetworkErrorText.failure(call, e.getCause() == null ? e : e.getCause());
    }
  }

  private HttpClientRequest connect(HttpClient client, HttpCall call, Deadline deadline)
      throws IOException, RegistryException {
    var request = begin(client, call);
    try {
      return await(request, deadline);
    } catch (IOException e) {
      request.onSuccess(HttpClientRequest::reset);
      throw e;
    }
  }

  /** Addresses and header values may come from an answer, so they may be anything. */
  private Future<HttpClientRequest> begin(HttpClient client, HttpCall call)
      throws RegistryException {
    try {
      var options = new RequestOptions().setMethod(call.method()).setAbsoluteURI(call.url());
      call.headers().forEach(options::putHeader);
      proxies.of(call.url()).ifPresent(options::setProxyOptions);
      return client.request(options);
    } catch (IllegalArgumentException | VertxException e) {
      // the message could repeat a header
      throw RegistryException.malformed(call + ": unusable address or header");
    }
  }

  /** The answer is awaited before the request goes out: its body may follow at once. */
  private static Future<HttpAnswer> send(
      HttpClientRequest request, HttpCall call, Deadline deadline) {
    // the failure comes with the answer's future; without a handler Vert.x would log it as well
    request.exceptionHandler(_ -> {});
    var answer =
        request
            .response()
            .map(
                response ->
                    new HttpAnswer(
                        call,
                        response.statusCode(),
                        response.headers(),
                        new ResponseBody(response, Vertx.currentContext(), deadline)));
    request.end(call.body());
    return answer;
  }

  private static HttpAnswer await(
      Future<HttpAnswer> answer, Deadline deadline, HttpClientRequest request) throws IOException {
    try {
      return await(answer, deadline);
    } catch (IOException e) {
      request.reset();
      throw e;
    }
  }

  private static <T> T await(Future<T> future, Deadline deadline) throws IOException {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(Math.max(0, deadline.leftNanos()), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } catch (TimeoutException e) {
      throw new IOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
