package io.slipway.app;

import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.prometheus.client.Collector;
import io.quarkus.runtime.StartupEvent;
import io.slipway.core.decision.ReleaseStanding;
import io.slipway.core.decision.ReleaseStanding.Jump;
import io.slipway.core.decision.SettingsRefusal;
import io.slipway.core.projection.ModuleProjection;
import io.slipway.core.projection.World;
import io.slipway.core.value.GoDuration;
import io.slipway.core.value.ReleaseObject;
import io.slipway.core.value.ReleasePhase;
import io.slipway.core.value.SemVer;
import io.slipway.stream.EventStream;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is told of releases, under the names that rules written for Deckhouse ask for (releases.md
 * 7.1) and under Slipway's own. Made from the World whenever it is asked for.
 */
@Singleton
final class ReleaseMetrics extends Collector {
  private static final List<String> INFO_LABELS =
      List.of(
          "name",
          "module",
          "manualApproval",
          "disruptionApproval",
          "requirementsNotMet",
          "notificationNotSent",
          "releaseQueueDepth",
          "majorReleaseDepth",
          "majorReleaseName",
          "fromToName");
  private static final List<String> ERROR_LABELS = List.of("module", "version", "error");
  private static final List<String> PACKAGE_LABELS = List.of("version", "module");
  private static final String NONE = "nil";
  private static final double NANOS = 1e9;

  private final EventStream stream;
  private final InstantSource clock;

  /** Series that are there. */
  private record Told(
      List<List<String>> waiting,
      List<List<String>> errors,
      Map<List<String>, Double> seconds,
      Map<List<String>, Double> bytes) {
    static Told nothing() {
      return new Told(new ArrayList<>(), new ArrayList<>(), new HashMap<>(), new HashMap<>());
    }
  }

  ReleaseMetrics(EventStream stream, InstantSource clock) {
    this.stream = stream;
    this.clock = clock;
  }

  void register(@Observes StartupEvent event, PrometheusMeterRegistry meters) {
    meters.getPrometheusRegistry().register(this);
  }

  @Override
  public List<MetricFamilySamples> collect() {
    var world = stream.state();
    var told = Told.nothing();
    world.modules().values().forEach(module -> add(told, world, module));
    var families = new ArrayList<MetricFamilySamples>();
    for (var name : List.of("d8_module_release_info", "slipway_release_info")) {
      families.add(MetricFamilies.gauge(name, INFO_LABELS, told.waiting()));
    }
    for (var name : List.of("deckhouse_module_configuration_error", "slipway_settings_refused")) {
      families.add(MetricFamilies.gauge(name, ERROR_LABELS, told.errors()));
    }
    for (var name :
        List.of("deckhouse_module_pull_seconds_total", "slipway_package_pull_seconds")) {
      families.add(MetricFamilies.of(name, Type.GAUGE, PACKAGE_LABELS, told.seconds()));
    }
    for (var name : List.of("deckhouse_module_size_bytes_total", "slipway_package_bytes")) {
      families.add(MetricFamilies.of(name, Type.GAUGE, PACKAGE_LABELS, told.bytes()));
    }
    return families;
  }

  private void add(Told told, World world, ModuleProjection module) {
    var name = module.name().value();
    ReleaseStanding.of(world, module, clock.instant())
        .forEach(standing -> told.waiting().add(info(name, standing)));
    SettingsRefusal.of(world, module)
        .forEach(why -> told.errors().add(List.of(name, why.version().tag(), why.text())));
    module.releases().values().stream()
        .filter(release -> release.is(ReleasePhase.DEPLOYED) && release.status().sizeBytes() > 0)
        .forEach(release -> measured(told, name, release));
  }

  private static void measured(Told told, String module, ReleaseObject release) {
    var labels = List.of(release.spec().version().map(SemVer::tag).orElse("unknown"), module);
    var pull = GoDuration.parse(release.status().pullDuration()).map(Duration::toNanos).orElse(0L);
    told.seconds().put(labels, pull / NANOS);
    told.bytes().put(labels, (double) release.status().sizeBytes());
  }

  private static List<String> info(String module, ReleaseStanding standing) {
    var name = standing.release().name();
    return List.of(
        name,
        module,
        String.valueOf(standing.waitsForApproval()),
        "false",
        String.valueOf(standing.lacksRequirement()),
        String.valueOf(standing.isUnannounced()),
        standing.waitsForApproval() ? String.valueOf(standing.depth().releases()) : NONE,
        String.valueOf(standing.depth().major()),
        standing.jump() == Jump.ACROSS_MAJORS ? name : NONE,
        standing.jump() == Jump.NONE ? NONE : name);
  }
}
