package io.slipway.app;

import io.slipway.core.event.EffectEvent.EffectEnded;
import io.slipway.core.event.EffectEvent.EffectStarted;
import io.slipway.core.event.Event;
import io.slipway.core.event.InstallEvent;
import io.slipway.core.event.LeadershipEvent;
import io.slipway.core.event.NotifyEvent;
import io.slipway.core.event.RegistryEvent;
import io.slipway.stream.EventStream;
import io.slipway.stream.Step;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Tells at level INFO what becomes of each release, one line per thing a person would want to know,
 * and at DEBUG the start and end of every effect. A slow console holds up this story only, never
 * the writer of the stream.
 */
@Singleton
final class StoryLog {
  private static final Logger LOG = Logger.getLogger("io.slipway.story");
  private static final int LAG_MAX = 10_000;
  private static final long LAST_LINES_SECONDS_MAX = 1;

  private final EventStream stream;
  private final Executor teller;
  private volatile long toldNumber;

  @Inject
  StoryLog(EventStream stream) {
    this(stream, Executors.newSingleThreadExecutor(Thread.ofVirtual().name("story").factory()));
  }

  /**
   * @param teller runs one task after another
   */
  StoryLog(EventStream stream, Executor teller) {
    this.stream = stream;
    this.teller = teller;
  }

  void subscribe() {
    var _ = stream.steps(LAG_MAX).emitOn(teller).subscribe().with(this::tell, this::goOn);
  }

  /** Who was left behind goes on with what happens from now. */
  private void goOn(Throwable overflow) {
    LOG.warnf("a part of the story is not told, more than %d steps: %s", LAG_MAX, overflow);
    subscribe();
  }

  /** Number of the last step whose line, if it has one, is written. */
  long toldNumber() {
    return toldNumber;
  }

  /** Waits a moment until what has happened is told. */
  void finish() {
    var told = new CountDownLatch(1);
    teller.execute(told::countDown);
    try {
      var _ = told.await(LAST_LINES_SECONDS_MAX, TimeUnit.SECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell(Step step) {
    line(step);
    toldNumber = step.number();
  }

  private static void line(Step step) {
    switch (step.event()) {
      case LeadershipEvent.LeadershipGained _ -> LOG.info("this process leads");
      case LeadershipEvent.LeadershipLost _ -> LOG.info("this process does not lead");
      case EffectStarted started -> LOG.debugf("#%d %s started", step.number(), started.key());
      case EffectEnded ended -> tell(step.number(), ended);
      default -> {}
    }
  }

  private static void tell(long number, EffectEnded ended) {
    if (ended.failed()) {
      LOG.warnf("#%d %s failed: %s", number, ended.key(), ended.problem());
      return;
    }
    LOG.debugf("#%d %s done", number, ended.key());
    ended
        .result()
        .flatMap(result -> line(ended, result))
        .ifPresent(text -> LOG.infof("#%d %s", number, text));
  }

  private static Optional<String> line(EffectEnded ended, Event result) {
    return switch (result) {
      case RegistryEvent.ChannelResolved(var reading, _, var image) ->
          Optional.of(
              "%s: channel %s of source %s is at %s"
                  .formatted(
                      reading.module(),
                      reading.channel().tag(),
                      reading.source(),
                      image.version().tag()));
      case InstallEvent.PackagePrepared(var module, var id, _, _, var size, var pull) ->
          Optional.of(
              "%s: package %s is ready, %d bytes, pulled in %d ms"
                  .formatted(module, id.version().tag(), size, pull.toMillis()));
      case InstallEvent.ModuleInstalled(var module, var id) ->
          Optional.of("%s: %s is installed".formatted(module, id.version().tag()));
      case NotifyEvent.ReleaseNotified(_, var release, _, _) ->
          Optional.of("%s: people have been notified".formatted(release));
      case InstallEvent.ModuleUninstalled(var module) ->
          Optional.of("%s: uninstalled".formatted(module));
      case InstallEvent.PackagesDiscarded(var module) ->
          Optional.of("%s: long disabled, its packages are removed".formatted(module));
      default -> Optional.empty();
    };
  }
}
