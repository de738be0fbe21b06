package io.slipway.app;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.slipway.core.event.EffectEvent.EffectEnded;
import io.slipway.core.event.Event;
import io.slipway.core.event.InstallEvent;
import io.slipway.core.event.RegistryEvent;
import io.slipway.core.value.InstallFailure;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.RegistryFailure;
import io.slipway.core.value.SourceName;
import io.slipway.stream.Dispatcher;
import io.slipway.stream.EventStream;
import io.slipway.stream.Lane;
import io.slipway.stream.Step;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Metrics of the engine (style.md 4.4). Labels come from closed sets or are names of objects. */
@Singleton
final class EngineMetrics {
  private static final List<String> PHASES =
      List.of(
          "Available",
          "Downloading",
          "Conflict",
          "Installing",
          "Reconciling",
          "Ready",
          "Error",
          "Downloaded");

  /** Kinds of effect that each scan of a source consists of. */
  private static final Set<String> POLLS = Set.of("ListModules", "ReadChannel");

  private final MeterRegistry meters;
  private final EventStream stream;
  private final Dispatcher dispatcher;
  private final PhaseCounts phases = new PhaseCounts();
  private volatile long lastNumber;

  EngineMetrics(MeterRegistry meters, EventStream stream, Dispatcher dispatcher) {
    this.meters = meters;
    this.stream = stream;
    this.dispatcher = dispatcher;
  }

  void subscribe(StoryLog story) {
    stream.listen(this::count);
    var append = Timer.builder("slipway_stream_append_seconds").register(meters);
    stream.measure(nanos -> append.record(nanos, TimeUnit.NANOSECONDS));
    Gauge.builder("slipway_journal_lag", story, s -> Math.max(0, lastNumber - s.toldNumber()))
        .tag("subscriber", "story")
        .register(meters);
    Gauge.builder("slipway_stream_waiting", stream, EventStream::waiting).register(meters);
    Gauge.builder("slipway_dirty_keys", dispatcher, Dispatcher::dirtyKeys).register(meters);
    Gauge.builder("slipway_alarms", dispatcher, Dispatcher::alarms).register(meters);
    FunctionCounter.builder("slipway_decisions_total", dispatcher, Dispatcher::decisions)
        .register(meters);
    for (var lane : Lane.values()) {
      var name = lane.name().toLowerCase(Locale.ROOT);
      Gauge.builder("slipway_effects_running", dispatcher, d -> d.running(lane))
          .tag("lane", name)
          .register(meters);
      Gauge.builder("slipway_effects_waiting", dispatcher, d -> d.waiting(lane))
          .tag("lane", name)
          .register(meters);
    }
    Gauge.builder("slipway_leading", stream, s -> s.state().standing().leading() ? 1 : 0)
        .register(meters);
    PHASES.forEach(this::phase);
  }

  /**
   * Counts a bug that was met and survived.
   *
   * @param origin where it was met
   */
  void unexpected(String origin) {
    meters.counter("slipway_unexpected_total", "origin", origin).increment();
  }

  /**
   * @param source empty when there is none of the name that was asked for
   */
  void notification(String source, String outcome) {
    meters.counter("slipway_notifications_total", "source", source, "outcome", outcome).increment();
  }

  private void phase(String phase) {
    Gauge.builder("slipway_phase", stream, s -> phases.modulesIn(s.state(), phase))
        .tag("phase", phase)
        .register(meters);
  }

  private void count(Step step) {
    lastNumber = step.number();
    meters
        .counter("slipway_stream_events_total", "type", step.event().getClass().getSimpleName())
        .increment();
    if (step.event() instanceof EffectEnded ended) {
      meters
          .counter(
              "slipway_effects_total",
              "kind",
              ended.key().kind(),
              "outcome",
              ended.failed() ? "failed" : "done")
          .increment();
      ended.result().ifPresent(this::countFailure);
      var begun = step.before().effects().inFlight().get(ended.key());
      if (begun != null && POLLS.contains(ended.key().kind())) {
        poll(ended, Duration.between(begun.since(), ended.at()));
      }
    }
  }

  /** The subject is {@code ModuleSource/SOURCE} or {@code Module/MODULE@SOURCE}. */
  private void poll(EffectEnded ended, Duration time) {
    var source = ended.key().subject().replaceFirst("^.*[/@]", "");
    meters.timer("slipway_poll_seconds", "source", source).record(time);
  }

  private void countFailure(Event result) {
    switch (result) {
      case RegistryEvent.DiscoveryFailed(var source, _, var failure, _) -> poll(source, failure);
      case RegistryEvent.ChannelFailed(var reading, _, var failure) ->
          poll(reading.source(), failure);
      case RegistryEvent.VersionsFailed(var reading, _, var failure) ->
          poll(reading.source(), failure);
      case RegistryEvent.ReleaseUnreadable(var reading, _, _, var failure) ->
          poll(reading.source(), failure);
      case InstallEvent.PackageRefused(var module, _, var failure) -> module(module, failure);
      case InstallEvent.InstallFailed(var module, _, var failure) -> module(module, failure);
      case InstallEvent.UninstallFailed(var module, var failure) -> module(module, failure);
      default -> {}
    }
  }

  private void poll(SourceName source, RegistryFailure failure) {
    meters
        .counter(
            "slipway_poll_failures_total",
            "source",
            source.value(),
            "reason",
            failure.reason().name().toLowerCase(Locale.ROOT))
        .increment();
  }

  private void module(ModuleName module, InstallFailure failure) {
    meters
        .counter(
            "slipway_module_failures_total",
            "module",
            module.value(),
            "reason",
            failure.reason().name().toLowerCase(Locale.ROOT))
        .increment();
  }
}
