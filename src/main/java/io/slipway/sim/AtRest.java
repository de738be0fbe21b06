package io.slipway.sim;

import static io.slipway.sim.Invariants.require;

import io.slipway.core.value.ConfigObject;
import io.slipway.core.value.Keys;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.ModuleObject;
import io.slipway.core.value.ObjectKind;
import io.slipway.core.value.ObjectRef;
import io.slipway.core.value.ReleaseChannel;
import io.slipway.core.value.ReleaseObject;
import io.slipway.core.value.ReleasePhase;
import io.slipway.core.value.SemVer;
import io.slipway.core.value.SourceObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What must hold once faults have stopped. */
final class AtRest {
  private static final int SCANS_AT_REST = 4;
  private static final Duration ANSWER_MAX = Duration.ofMinutes(1);
  private static final long SCANS = SCANS_AT_REST + 2;

  private static final String SPOILT = "somebody else was here";

  private final Simulation sim;
  private final List<ModuleName> modules;

  AtRest(Simulation sim, List<ModuleName> modules) {
    this.sim = sim;
    this.modules = modules;
  }

  void check() {
    // one that stands by asks for nothing
    sim.processes.stream()
        .filter(process -> process.world().standing().leading())
        .forEach(AtRest::nothingHangs); // what hangs may keep the rest from converging
    var problems = problems();
    require(Invariant.CONVERGES, problems.isEmpty(), problems.toString());
    rests();
    answersOnce();
  }

  private static void nothingHangs(SimProcess process) {
    var effects = process.world().effects();
    var aMinuteAgo = process.now().minus(Duration.ofMinutes(1));
    require(
        Invariant.NOTHING_HANGS,
        effects.holds().byObject().values().stream()
                .allMatch(hold -> hold.since().isAfter(aMinuteAgo))
            && effects.inFlight().values().stream()
                .allMatch(flight -> flight.since().isAfter(aMinuteAgo)),
        process + ": " + effects.inFlight() + " " + effects.holds());
  }

  /** What is not as the user wants it. */
  List<String> problems() {
    var problems = new ArrayList<String>();
    modules.forEach(module -> check(module, problems));
    List.of(Offers.Source.values()).forEach(source -> check(source, problems));
    return problems;
  }

  /** It is there, is to stay, and bears the finalizers it needs. */
  private void check(Offers.Source source, List<String> problems) {
    var meta = sim.cluster.get(SourceKeeper.ref(source)).map(SimObjects::meta);
    if (meta.filter(m -> !m.deleting()).isEmpty()) {
      problems.add(source + " is not there");
    }
    var needed = new ArrayList<>(List.of(Keys.MODULE_EXISTS));
    if (sim.cluster.list(ReleaseObject.class).stream()
        .filter(release -> release.is(ReleasePhase.DEPLOYED))
        .anyMatch(release -> release.meta().label(Keys.SOURCE).equals(source.title()))) {
      needed.add(Keys.RELEASE_EXISTS);
    }
    if (meta.filter(m -> m.finalizers().containsAll(needed)).isEmpty()) {
      problems.add(source + " lacks a finalizer of " + needed);
    }
  }

  private void check(ModuleName module, List<String> problems) {
    var facts = Facts.of(sim, module);
    var isWanted = sim.wanted.of(module).enabled();
    if (isHeldUp(facts, module)) {
      return;
    }
    var phase = phase(module);
    if (isWanted != phase.equals("Ready")) {
      problems.add(module + " is " + phase + ", wanted: " + isWanted);
    }
    if (isWanted != sim.isInstalled(module)) {
      problems.add(module + " is installed: " + !isWanted);
    }
    if (isWanted) {
      reached(facts, module).ifPresent(problems::add);
    }
  }

  /**
   * Nothing may be deployed, and what is installed from before goes on, and is shown, as it was.
   */
  private boolean isHeldUp(Facts facts, ModuleName module) {
    return sim.wanted.of(module).enabled() && facts.inForce().isEmpty() && isBarred(facts, module);
  }

  /** The version in the channel is in force, unless the way there is barred. */
  private Optional<String> reached(Facts facts, ModuleName module) {
    var target = sim.offers.shelf(module).channel(ReleaseChannel.STABLE);
    var deployed = facts.inForce().filter(release -> release.is(ReleasePhase.DEPLOYED));
    if (deployed.isEmpty()) {
      return Optional.of("nothing of " + module + " is Deployed");
    }
    var version = Facts.version(deployed.get());
    var isReached =
        version.compareTo(target) >= 0 || isBarred(facts, module) || isForcedBelow(facts, target);
    if (!isReached) {
      return Optional.of(module + " is at " + version + ", not at " + target);
    }
    return facts.hasRun().test(version)
        ? Optional.empty()
        : Optional.of(deployed.get().name() + " is not installed");
  }

  /**
   * A person has turned the module back, and what was Superseded then stays so, also when another
   * one that waited has followed the one that was forced.
   */
  private boolean isForcedBelow(Facts facts, SemVer target) {
    return facts.releases().stream()
            .filter(release -> Facts.version(release).compareTo(target) < 0)
            .anyMatch(sim.hand::hasForced)
        && facts.releases().stream()
            .filter(release -> Facts.version(release).equals(target))
            .anyMatch(release -> release.is(ReleasePhase.SUPERSEDED));
  }

  /** Every release that waits has to, which nobody but a person changes. */
  private boolean isBarred(Facts facts, ModuleName module) {
    var waiting =
        facts.releases().stream().filter(release -> release.status().phase().isOpen()).toList();
    var judge = new Judge(facts, sim.offers, module);
    return !waiting.isEmpty()
        && waiting.stream().allMatch(r -> judge.bar(r).filter(AtRest::isFinal).isPresent());
  }

  /** Cluster and platform are new enough for everything; other modules may not suit for ever. */
  private static boolean isFinal(Bar bar) {
    return bar.kind() == Bar.Kind.SEQUENCE || bar.kind() == Bar.Kind.REQUIREMENT;
  }

  private String phase(ModuleName module) {
    return sim.cluster
        .get(new ObjectRef(ObjectKind.MODULE, module.value()))
        .map(object -> ((ModuleObject) object).status().phase())
        .orElse("no object");
  }

  private void rests() {
    var _ = sim.cluster.takeWrites();
    var before = sim.cluster.versions();
    var requestsBefore = sim.registry.requests();
    sim.run(sim.profile.scanInterval().multipliedBy(SCANS_AT_REST));
    nothingWritten(before, sim.cluster.versions());
    var sources = Offers.Source.values().length;
    var writes = sim.cluster.takeWrites();
    require(Invariant.RESTS, writes.size() <= SCANS * sources, writes.size() + " writes");
    var followed = modules.stream().filter(module -> sim.wanted.of(module).enabled()).count();
    var full = modules.size() * sources;
    var requests = sim.registry.requests() - requestsBefore;
    require(
        Invariant.ASKS_LITTLE,
        requests <= SCANS * (sources + followed) + full,
        requests + " requests");
  }

  /** Apart from the time of a scan. */
  static void nothingWritten(Map<ObjectRef, Long> before, Map<ObjectRef, Long> after) {
    after.forEach(
        (ref, version) ->
            require(
                Invariant.RESTS,
                ref.kind() == ObjectKind.SOURCE || version.equals(before.get(ref)),
                "written: " + ref));
  }

  /** Somebody writes into every status once: it is set right by one write each. */
  private void answersOnce() {
    var _ = sim.cluster.takeWrites();
    var spoilt = sim.cluster.refs().stream().filter(this::isShown).filter(this::spoil).toList();
    sim.run(ANSWER_MAX);
    for (var ref : spoilt) {
      var answers = sim.cluster.writesOf(ref);
      var limit = ref.kind() == ObjectKind.SOURCE ? SCANS : 1;
      require(Invariant.ANSWERS_ONCE, answers <= limit, answers + " writes of " + ref);
      var isRestored = sim.cluster.get(ref).filter(o -> !said(o).equals(SPOILT)).isPresent();
      require(Invariant.ANSWERS_ONCE, isRestored, ref + " is not restored");
    }
  }

  private boolean isShown(ObjectRef ref) {
    var module = new ModuleName(ref.name());
    return ref.kind() != ObjectKind.MODULE || !isHeldUp(Facts.of(sim, module), module);
  }

  private boolean spoil(ObjectRef ref) {
    var version = sim.cluster.nextVersion();
    var object = sim.cluster.get(ref).orElseThrow();
    var meta = SimObjects.withVersion(SimObjects.meta(object), version);
    Optional<Object> spoilt =
        switch (object) {
          case SourceObject source ->
              Optional.of(
                  new SourceObject(
                      meta,
                      source.access(),
                      new SourceObject.Status(
                          source.status().phase(),
                          source.status().syncTime(),
                          SPOILT,
                          source.status().modules())));
          case ModuleObject module ->
              Optional.of(
                  new ModuleObject(
                      meta,
                      module.properties(),
                      new ModuleObject.Status(
                          module.status().phase(), SPOILT, module.status().conditions())));
          // what the platform's own settings show is up to the platform
          case ConfigObject config when config.platform().isPresent() -> Optional.empty();
          case ConfigObject config ->
              Optional.of(
                  SimObjects.with(
                      config, meta, new ConfigObject.Status(config.status().version(), SPOILT)));
          case ReleaseObject release ->
              Optional.of(new ReleaseObject(meta, release.spec(), spoilt(release.status())));
          default -> Optional.empty();
        };
    spoilt.ifPresent(changed -> sim.cluster.put(ref, changed));
    return spoilt.isPresent();
  }

  private static ReleaseObject.Status spoilt(ReleaseObject.Status status) {
    return new ReleaseObject.Status(
        status.phase(),
        SPOILT,
        status.transitionTime(),
        status.approved(),
        status.sizeBytes(),
        status.pullDuration(),
        status.standing());
  }

  private static String said(Object object) {
    return switch (object) {
      case SourceObject source -> source.status().message();
      case ModuleObject module -> module.status().ready();
      case ConfigObject config -> config.status().message();
      case ReleaseObject release -> release.status().message();
      default -> "";
    };
  }
}
