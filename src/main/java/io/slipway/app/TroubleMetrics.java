package io.slipway.app;

import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.prometheus.client.Collector;
import io.quarkus.runtime.StartupEvent;
import io.slipway.core.decision.PolicyChoice;
import io.slipway.core.decision.SourceChoice;
import io.slipway.core.decision.SourceEntry;
import io.slipway.core.decision.WayProblem;
import io.slipway.core.projection.ModuleProjection;
import io.slipway.core.projection.ModuleProjection.ChannelReading;
import io.slipway.core.projection.World;
import io.slipway.core.value.ReleaseObject;
import io.slipway.core.value.SemVer;
import io.slipway.core.value.SourceName;
import io.slipway.stream.EventStream;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Inputs of alerts about modules, under the names that rules written for Deckhouse ask for
 * (sources.md 5) and under Slipway's own. Made from the World whenever they are asked for, so that
 * nothing is told of a module or source that is gone.
 */
@Singleton
final class TroubleMetrics extends Collector {
  private static final List<String> SOURCE_LABELS =
      List.of("module", "version", "registry", "actualVersion");
  private static final List<String> RELEASE_LABELS = List.of("version", "moduleRelease", "module");
  private static final String UNKNOWN = "unknown";

  private final EventStream stream;
  private Map<List<String>, Long> policyMissing = Map.of();

  /** Label values of the series that are there. */
  private record Troubles(
      List<List<String>> unreadable,
      List<List<String>> broken,
      List<List<String>> conflicts,
      List<List<String>> policyMissing,
      List<List<String>> notNotified) {
    static Troubles none() {
      return new Troubles(
          new ArrayList<>(),
          new ArrayList<>(),
          new ArrayList<>(),
          new ArrayList<>(),
          new ArrayList<>());
    }
  }

  TroubleMetrics(EventStream stream) {
    this.stream = stream;
  }

  void register(@Observes StartupEvent event, PrometheusMeterRegistry meters) {
    meters.getPrometheusRegistry().register(this);
  }

  @Override
  public List<MetricFamilySamples> collect() {
    var world = stream.state();
    var troubles = Troubles.none();
    world.modules().values().stream()
        .filter(ModuleProjection::switchedOn)
        .forEach(module -> add(troubles, world, module));
    var families = new ArrayList<MetricFamilySamples>();
    for (var name :
        List.of("d8_module_updating_module_is_not_valid", "slipway_module_unreadable")) {
      families.add(MetricFamilies.gauge(name, SOURCE_LABELS, troubles.unreadable()));
    }
    for (var name :
        List.of("d8_module_updating_broken_sequence", "slipway_module_broken_sequence")) {
      families.add(MetricFamilies.gauge(name, SOURCE_LABELS, troubles.broken()));
    }
    for (var name : List.of("d8_module_at_conflict", "slipway_module_at_conflict")) {
      families.add(MetricFamilies.gauge(name, List.of("module"), troubles.conflicts()));
    }
    var counted = counted(troubles.policyMissing());
    for (var name :
        List.of("deckhouse_module_update_policy_not_found", "slipway_policy_not_found")) {
      families.add(MetricFamilies.of(name, Type.UNKNOWN, RELEASE_LABELS, counted));
    }
    families.add(
        MetricFamilies.gauge(
            "slipway_release_notification_not_sent", RELEASE_LABELS, troubles.notNotified()));
    return families;
  }

  private static void add(Troubles troubles, World world, ModuleProjection module) {
    var choice = SourceChoice.of(world, module);
    if (choice.conflict()) {
      troubles.conflicts().add(List.of(module.name().value()));
    }
    choice.source().ifPresent(source -> add(troubles, world, module, source));
    addNotNotified(troubles, module);
    if (PolicyChoice.of(world, module).policy().isEmpty()) {
      module.releases().values().stream()
          .filter(release -> release.status().phase().isOpen())
          .map(release -> waiting(module, release))
          .forEach(troubles.policyMissing()::add);
    }
  }

  /** Of releases that people could not be told of (releases.md 2.10). */
  private static void addNotNotified(Troubles troubles, ModuleProjection module) {
    module.releases().values().stream()
        .filter(release -> release.status().phase().isOpen())
        .filter(r -> module.announced(r).filter(how -> !how.failure().isEmpty()).isPresent())
        .map(release -> waiting(module, release))
        .forEach(troubles.notNotified()::add);
  }

  private static List<String> waiting(ModuleProjection module, ReleaseObject release) {
    var version = release.spec().version().map(SemVer::tag).orElse(UNKNOWN);
    return List.of(version, release.name(), module.name().value());
  }

  private static void add(
      Troubles troubles, World world, ModuleProjection module, SourceName source) {
    var entry = SourceEntry.of(world, source, module.name());
    var repo = world.source(source).object().map(o -> o.access().repo()).orElse("");
    var version = entry.version().map(SemVer::tag).orElse(UNKNOWN);
    var name = module.name().value();
    if (entry.failure().isPresent()) {
      troubles.unreadable().add(List.of(name, version, repo, ""));
    }
    entry
        .problem()
        .ifPresent(
            problem -> {
              if (problem instanceof WayProblem.ReleaseUnreadable) {
                var step = unreadable(module, source).map(SemVer::tag).orElse(UNKNOWN);
                troubles.unreadable().add(List.of(name, step, repo, version));
              } else {
                troubles.broken().add(List.of(name, version, repo, version));
              }
            });
  }

  private static Optional<SemVer> unreadable(ModuleProjection module, SourceName source) {
    return Optional.ofNullable(module.readings().get(source))
        .flatMap(ChannelReading::way)
        .flatMap(way -> way.unreadable().keySet().stream().sorted().findFirst());
  }

  /** Grows with every question while it lasts, as rules that ask for an increase expect. */
  private synchronized Map<List<String>, Long> counted(List<List<String>> missing) {
    var after = new HashMap<List<String>, Long>();
    missing.forEach(labels -> after.put(labels, policyMissing.getOrDefault(labels, 0L) + 1));
    policyMissing = Map.copyOf(after);
    return policyMissing;
  }
}
