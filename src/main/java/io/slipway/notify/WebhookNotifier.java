package io.slipway.notify;

import io.slipway.core.effect.Notifier;
import io.slipway.core.value.NotificationSettings;
import io.slipway.core.value.NotificationSettings.Auth;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls a webhook once (releases.md 2.10). It follows no redirect, so that credentials stay where
 * they were meant to go. Repeating is up to the caller.
 */
public final class WebhookNotifier implements Notifier {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final Duration timeout;
  private final HttpClient verifying;
  private final HttpClient trusting;

  public WebhookNotifier(Vertx vertx) {
    this(vertx, TIMEOUT);
  }

  /**
   * @param timeout of a call as a whole
   */
  WebhookNotifier(Vertx vertx, Duration timeout) {
    this.timeout = timeout;
    var options = new HttpClientOptions().setConnectTimeout((int) timeout.toMillis());
    this.verifying = vertx.createHttpClient(options);
    this.trusting =
        vertx.createHttpClient(
            new HttpClientOptions(options).setTrustAll(true).setVerifyHost(false));
  }

  @Override
  public Outcome send(NotificationSettings settings, Announcement announcement) {
    var secrets = Secrets.of(settings);
    try {
      var outcome = call(settings, announcement).outcome();
      return outcome instanceof Outcome.Failed(var text)
          ? new Outcome.Failed(secrets.hidden(text))
          : outcome;
    } catch (TimeoutException late) {
      return new Outcome.Failed("webhook did not answer in " + timeout.toSeconds() + " s");
    } catch (ExecutionException failed) {
      var cause = Optional.ofNullable(failed.getCause()).orElse(failed);
      return new Outcome.Failed("webhook call failed: " + secrets.hidden(text(cause)));
    } catch (IllegalArgumentException | VertxException unusable) {
      // the message could repeat the address or a header
      return new Outcome.Failed("webhook call failed: unusable address or credentials");
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return new Outcome.Failed("webhook call failed: interrupted");
    }
  }

  private static String text(Throwable cause) {
    return Optional.ofNullable(cause.getMessage()).orElse(cause.getClass().getSimpleName());
  }

  private WebhookAnswer call(NotificationSettings settings, Announcement announcement)
      throws ExecutionException, InterruptedException, TimeoutException {
    var client = settings.tlsSkipVerify() ? trusting : verifying;
    var running = Promise.<HttpClientRequest>promise();
    var answer =
        client
            .request(options(settings))
            .onSuccess(running::tryComplete)
            .compose(request -> exchange(request, WebhookBody.of(announcement).toBuffer()));
    try {
      return answer
          .toCompletionStage()
          .toCompletableFuture()
          .get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | InterruptedException given) {
      running.future().onSuccess(HttpClientRequest::reset);
      throw given;
    }
  }

  private static RequestOptions options(NotificationSettings settings) {
    var options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setAbsoluteURI(settings.webhook())
            .setFollowRedirects(false)
            .putHeader("Content-Type", "application/json");
    switch (settings.auth()) {
      case Auth.None _ -> {}
      case Auth.Basic basic ->
          options.putHeader("Authorization", "Basic " + Secrets.encoded(basic));
      case Auth.Bearer(var token) -> options.putHeader("Authorization", "Bearer " + token);
    }
    return options;
  }

  private static Future<WebhookAnswer> exchange(HttpClientRequest request, Buffer body) {
    request.exceptionHandler(_ -> {}); // it comes with the answer's future as well
    var answer = request.response().compose(WebhookNotifier::read);
    request.end(body);
    return answer;
  }

  /** No more than is looked at is read; then the connection is cut. */
  private static Future<WebhookAnswer> read(HttpClientResponse response) {
    var answer = Promise.<WebhookAnswer>promise();
    var body = Buffer.buffer();
    response.handler(
        part -> {
          body.appendBuffer(part);
          if (body.length() > WebhookAnswer.BODY_MAX) {
            answer.tryComplete(new WebhookAnswer(response.statusCode(), body, true));
            response.request().reset();
          }
        });
    response.exceptionHandler(answer::tryFail);
    response.endHandler(
        _ -> answer.tryComplete(new WebhookAnswer(response.statusCode(), body, false)));
    return answer.future();
  }
}
