package io.slipway.app;

import io.slipway.core.event.EffectEvent.EffectEnded;
import io.slipway.core.event.EffectEvent.EffectStarted;
import io.slipway.core.event.Event;
import io.slipway.core.event.InstallEvent;
import io.slipway.core.event.LeadershipEvent;
import io.slipway.core.event.RegistryEvent;
import io.slipway.stream.EventStream;
import io.slipway.stream.Step;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Tells at level INFO what becomes of each release, one line per thing a person would want to know,
 * and at DEBUG the start and end of every effect.
 */
@Singleton
final class StoryLog {
  private static final Logger LOG = Logger.getLogger("io.slipway.story");
  private static final int LAG_MAX = 10_000;

  private final EventStream stream;

  StoryLog(EventStream stream) {
    this.stream = stream;
  }

  void subscribe() {
    var _ =
        stream
            .steps(LAG_MAX)
            .subscribe()
            .with(this::tell, failure -> LOG.errorf("the story is told no more: %s", failure));
  }

  private void tell(Step step) {
    switch (step.event()) {
      case LeadershipEvent.LeadershipGained _ -> LOG.info("this process leads");
      case LeadershipEvent.LeadershipLost _ -> LOG.info("this process does not lead");
      case EffectStarted started -> LOG.debugf("#%d %s started", step.number(), started.key());
      case EffectEnded ended -> tell(step.number(), ended);
      default -> {}
    }
  }

  private void tell(long number, EffectEnded ended) {
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
      case InstallEvent.ModuleUninstalled(var module) ->
          Optional.of("%s: uninstalled".formatted(module));
      default -> Optional.empty();
    };
  }
}
