package io.slipway.app;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
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
import java.util.List;
import java.util.Locale;

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

  private final MeterRegistry meters;
  private final EventStream stream;
  private final Dispatcher dispatcher;

  EngineMetrics(MeterRegistry meters, EventStream stream, Dispatcher dispatcher) {
    this.meters = meters;
    this.stream = stream;
    this.dispatcher = dispatcher;
  }

  void subscribe() {
    stream.listen(this::count);
    Gauge.builder("slipway_dirty_keys", dispatcher, Dispatcher::dirtyKeys).register(meters);
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

  private void phase(String phase) {
    Gauge.builder("slipway_phase", stream, s -> modulesIn(s, phase))
        .tag("phase", phase)
        .register(meters);
  }

  private static long modulesIn(EventStream stream, String phase) {
    return stream.state().modules().values().stream()
        .flatMap(module -> module.module().stream())
        .filter(object -> object.status().phase().equals(phase))
        .count();
  }

  private void count(Step step) {
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
    }
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
