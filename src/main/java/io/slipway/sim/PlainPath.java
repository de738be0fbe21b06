package io.slipway.sim;

import io.slipway.core.value.ConfigObject;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.ModuleObject;
import io.slipway.core.value.ObjectKind;
import io.slipway.core.value.ObjectRef;
import io.slipway.core.value.RegistryAccess;
import io.slipway.core.value.ReleaseObject;
import io.slipway.core.value.ReleasePhase;
import io.slipway.core.value.SemVer;
import io.slipway.core.value.SourceObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One run of the plain path under faults: sources are scanned, modules enabled, upgraded by patches
 * and disabled, the process dies now and then; after the last fault everything must come to rest.
 */
public final class PlainPath {
  private static final String REPO = "registry.example.com/modules";
  private static final Duration SETTLE = Duration.ofMinutes(20);
  private static final Duration REST = Duration.ofMinutes(5);

  private final long seed;
  private final Simulation sim;
  private final TreeMap<ModuleName, Boolean> wanted = new TreeMap<>();
  private final TreeMap<ModuleName, String> settings = new TreeMap<>();

  private PlainPath(long seed) {
    this.seed = seed;
    this.sim = new Simulation(seed);
  }

  /**
   * @return what went wrong, with the seed and the last steps; empty when all holds
   */
  public static Optional<String> run(long seed) {
    var path = new PlainPath(seed);
    try {
      path.play();
      return path.problems();
    } catch (Invariants.Violated violated) {
      return Optional.of(path.told(violated.getMessage()));
    }
  }

  private void play() {
    var modules = 1 + sim.random().nextInt(4);
    for (var i = 0; i < modules; i++) {
      sim.registry.push(REPO, module(i), SemVer.of(1, 0, 0));
    }
    createSource();
    sim.start();
    for (var act = 0; act < 12; act++) {
      sim.run(Duration.ofSeconds(sim.random().nextInt(90)));
      act(module(sim.random().nextInt(modules)));
    }
    sim.faults.stop();
    settings.values().removeIf(SimInstaller.REFUSED_SETTINGS::equals);
    List.copyOf(wanted.keySet()).forEach(module -> configure(module, wanted.get(module)));
    sim.run(SETTLE);
  }

  private void act(ModuleName module) {
    switch (sim.random().nextInt(8)) {
      case 0, 1 -> configure(module, true);
      case 2 -> configure(module, false);
      case 3 -> push(module);
      case 4 -> sim.crash();
      case 5, 6 -> change(module);
      default -> sim.cluster.remove(new ObjectRef(ObjectKind.MODULE, module.value()));
    }
  }

  private void push(ModuleName module) {
    var steps = 1 + sim.random().nextInt(3);
    for (var step = 0; step < steps; step++) {
      var last = sim.registry.channel(REPO, module).orElseThrow();
      var isPatch = sim.random().nextBoolean();
      sim.registry.push(
          REPO,
          module,
          isPatch
              ? SemVer.of(1, last.minor(), last.patch() + 1)
              : SemVer.of(1, last.minor() + 1, 0));
    }
  }

  /** Settings that fit, or now and then some that do not. */
  private void change(ModuleName module) {
    settings.put(
        module,
        sim.random().nextInt(3) == 0
            ? SimInstaller.REFUSED_SETTINGS
            : "{\"size\":" + sim.random().nextInt(3) + "}");
    configure(module, wanted.getOrDefault(module, false));
  }

  private void createSource() {
    var access = new RegistryAccess(true, REPO, "", "");
    sim.cluster.put(
        new ObjectRef(ObjectKind.SOURCE, "main"),
        new SourceObject(
            SimObjects.newMeta("main", sim.cluster.nextVersion()),
            access,
            SourceObject.Status.EMPTY));
  }

  private void configure(ModuleName module, boolean enabled) {
    wanted.put(module, enabled);
    var ref = new ObjectRef(ObjectKind.CONFIG, module.value());
    var known = sim.cluster.get(ref).map(ConfigObject.class::cast);
    var version = sim.cluster.nextVersion();
    sim.cluster.put(
        ref,
        new ConfigObject(
            known
                .map(c -> SimObjects.withVersion(c.meta(), version))
                .orElseGet(() -> SimObjects.newMeta(module.value(), version)),
            Optional.of(enabled),
            "",
            "",
            1,
            settings.getOrDefault(module, "{}"),
            Optional.empty(),
            known.map(ConfigObject::status).orElse(ConfigObject.Status.EMPTY)));
  }

  private static ModuleName module(int number) {
    return new ModuleName("module-" + (char) ('a' + number));
  }

  private Optional<String> problems() {
    var problems = new ArrayList<String>();
    sim.registry.modules(REPO).forEach(module -> check(module, problems));
    var _ = sim.cluster.takeWrites();
    var before = sim.cluster.versions();
    var requestsBefore = sim.registry.requests();
    sim.run(REST);
    var scans = REST.dividedBy(Simulation.SCAN_INTERVAL) + 2;
    var followed = wanted.values().stream().filter(on -> on).count();
    sim.cluster
        .versions()
        .forEach(
            (ref, version) -> {
              if (ref.kind() != ObjectKind.SOURCE && !version.equals(before.get(ref))) {
                problems.add("written at rest: " + ref);
              }
            });
    if (sim.cluster.takeWrites().size() > scans) {
      problems.add("more than one write a scan at rest");
    }
    var full = sim.registry.modules(REPO).size();
    if (sim.registry.requests() - requestsBefore > scans * (1 + followed) + full) {
      problems.add("requests at rest: " + (sim.registry.requests() - requestsBefore));
    }
    return problems.isEmpty() ? Optional.empty() : Optional.of(told(problems.toString()));
  }

  private void check(ModuleName module, List<String> problems) {
    var phase =
        sim.cluster
            .get(new ObjectRef(ObjectKind.MODULE, module.value()))
            .map(o -> ((ModuleObject) o).status().phase())
            .orElse("no object");
    var isWanted = wanted.getOrDefault(module, false);
    if (isWanted != phase.equals("Ready")) {
      problems.add(module + " is " + phase + ", wanted: " + isWanted);
    }
    if (isWanted != sim.isInstalled(module)) {
      problems.add(module + " is installed: " + !isWanted);
    }
    if (isWanted) {
      var channel = sim.registry.channel(REPO, module).orElseThrow();
      var name = ReleaseObject.nameOf(module, channel);
      var isDeployed =
          sim.cluster
              .get(new ObjectRef(ObjectKind.RELEASE, name))
              .filter(o -> ((ReleaseObject) o).is(ReleasePhase.DEPLOYED))
              .isPresent();
      if (!isDeployed) {
        problems.add(name + " is not Deployed");
      }
    }
  }

  private String told(String what) {
    var story = new StringBuilder("seed ").append(seed).append(": ").append(what).append('\n');
    sim.cluster
        .list(ReleaseObject.class)
        .forEach(
            release ->
                story
                    .append(release.name())
                    .append(' ')
                    .append(release.status().phase())
                    .append(' ')
                    .append(release.status().message())
                    .append('\n'));
    sim.history()
        .forEach(
            entry ->
                story
                    .append(entry.number())
                    .append(" <- ")
                    .append(entry.cause())
                    .append(' ')
                    .append(entry.at())
                    .append(' ')
                    .append(entry.event())
                    .append('\n'));
    return story.toString();
  }
}
