package io.slipway.app;

import io.slipway.http.Credentials;
import io.slipway.http.PushReceiver;
import io.slipway.http.PushReceiver.Outcome;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Address of the notifications of registries. Few are taken at a time and none slowly, so that who
 * has no secret cannot fill the memory.
 */
@Singleton
final class PushRoute {
  private static final String PATH = "/hooks/registry/:source";
  private static final int AT_ONCE_MAX = 32;
  private static final Duration BODY_MAX = Duration.ofSeconds(5);
  private static final int BUSY = 503;
  private static final byte[] NOTHING = new byte[0];

  private final PushReceiver receiver;
  private final EngineMetrics metrics;
  private final AtomicInteger running = new AtomicInteger();

  PushRoute(PushReceiver receiver, EngineMetrics metrics) {
    this.receiver = receiver;
    this.metrics = metrics;
  }

  void add(@Observes Router router) {
    router.post(PATH).handler(this::admit);
    router.post(PATH).handler(BodyHandler.create(false).setBodyLimit(PushReceiver.BODY_MAX));
    router.post(PATH).handler(this::receive);
  }

  private void admit(RoutingContext context) {
    if (running.incrementAndGet() > AT_ONCE_MAX) {
      running.decrementAndGet();
      count(context, "busy");
      later(context);
      return;
    }
    var tooSlow =
        context.vertx().setTimer(BODY_MAX.toMillis(), _ -> context.request().connection().close());
    context.addEndHandler(
        _ -> {
          context.vertx().cancelTimer(tooSlow);
          running.decrementAndGet();
        });
    context.next();
  }

  private void receive(RoutingContext context) {
    var source = context.pathParam("source");
    var credentials =
        Credentials.of(
            header(context, "Authorization"),
            header(context, "X-Gitlab-Token"),
            context.queryParam("token").stream().findFirst());
    var body = Optional.ofNullable(context.body().buffer()).map(Buffer::getBytes).orElse(NOTHING);
    var loop = context.vertx().getOrCreateContext();
    Thread.ofVirtual()
        .name("push")
        .start(
            () -> {
              try {
                var outcome = receiver.receive(source, credentials, body);
                loop.runOnContext(_ -> answer(context, outcome));
              } catch (RuntimeException bug) {
                loop.runOnContext(_ -> context.fail(bug));
              }
            });
  }

  private static Optional<String> header(RoutingContext context, String name) {
    return Optional.ofNullable(context.request().getHeader(name));
  }

  private void answer(RoutingContext context, Outcome outcome) {
    count(context, outcome.name().toLowerCase(Locale.ROOT));
    switch (outcome) {
      case ACCEPTED, IGNORED -> end(context, 202);
      case REFUSED -> end(context, 401);
      case MALFORMED -> end(context, 400);
      case STANDBY -> later(context);
    }
  }

  /** Registries that repeat what was not taken come again, maybe to the process that leads. */
  private static void later(RoutingContext context) {
    context.response().putHeader("Retry-After", "1");
    end(context, BUSY);
  }

  private static void end(RoutingContext context, int status) {
    if (!context.response().ended()) {
      context.response().setStatusCode(status).end();
    }
  }

  /** Names that are no source's would be labels without a bound. */
  private void count(RoutingContext context, String outcome) {
    var source = context.pathParam("source");
    metrics.notification(receiver.knows(source) ? source : "", outcome);
  }
}
