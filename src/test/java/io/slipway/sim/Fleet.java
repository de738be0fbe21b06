package io.slipway.sim;

import io.slipway.core.effect.Notifier.Outcome.Sent;
import io.slipway.core.event.ClusterEvent;
import io.slipway.core.event.Event;
import io.slipway.core.event.LeadershipEvent.LeadershipGained;
import io.slipway.core.projection.Settings;
import io.slipway.core.projection.World;
import io.slipway.core.value.ConfigObject;
import io.slipway.core.value.Keys;
import io.slipway.core.value.ModuleDefinition;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.ModuleObject;
import io.slipway.core.value.ObjectKind;
import io.slipway.core.value.ObjectMeta;
import io.slipway.core.value.ObjectRef;
import io.slipway.core.value.PolicyObject;
import io.slipway.core.value.RegistryAccess;
import io.slipway.core.value.ReleaseObject;
import io.slipway.core.value.ReleasePhase;
import io.slipway.core.value.SemVer;
import io.slipway.core.value.SourceObject;
import io.slipway.stream.Dispatcher;
import io.slipway.stream.EffectRunner;
import io.slipway.stream.EventStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The real engine over simulated parts, without faults and with a clock that stands still: for
 * questions of size. Modules are spread over the sources in turn.
 */
public final class Fleet {
  public static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");
  public static final SemVer OFFERED = SemVer.of(1, 4, 0);

  /** What each enabled module has beside the release that is offered, and becomes Deployed. */
  public enum Releases {
    NONE(0, 0),
    /** Four that were Deployed once: five in all. */
    OLD(4, 0),
    /** Three that were, and six that wait for a minor version that is missing: ten in all. */
    OLD_AND_WAITING(3, 6);

    private final int old;
    private final int waiting;

    Releases(int old, int waiting) {
      this.old = old;
      this.waiting = waiting;
    }
  }

  public record Size(int modules, int sources, int enabled, Releases releases) {}

  /** What follows from one change until nothing is left to do. */
  public record Cost(long events, long decisions, int writes) {}

  private final Size size;
  private final SimCluster cluster;
  private final SimRegistry registry;
  private final SimInstaller installer;
  private final EventStream stream;
  private final Dispatcher dispatcher;
  private final ArrayDeque<Runnable> work = new ArrayDeque<>();
  private final ArrayDeque<ObjectRef> echoes = new ArrayDeque<>();
  private int writes;
  private long events;

  public Fleet(Size size) {
    this.size = size;
    var faults = new Faults(new Random(1), Set.of());
    cluster = new SimCluster(faults, () -> NOW);
    registry = new SimRegistry(faults);
    installer = new SimInstaller(faults, () -> NOW);
    cluster.watch(echoes::add);
    stream =
        new EventStream(
            World.initial(new Settings(Duration.ofMinutes(3), SemVer.of(1, 75, 0), 7)), () -> NOW);
    dispatcher =
        new Dispatcher(
            stream,
            new EffectRunner(registry, installer, (_, _) -> new Sent(), cluster, () -> NOW),
            work::add,
            () -> NOW,
            () -> true);
    stream.listen(step -> events = step.number());
    fill();
  }

  private void fill() {
    IntStream.range(0, size.sources()).forEach(this::putSource);
    for (var number = 0; number < size.modules(); number++) {
      registry.push(repo(number % size.sources()), module(number), OFFERED);
      if (number < size.enabled()) {
        putConfig(number);
        putReleases(number);
      }
    }
    echoes.clear();
  }

  public World world() {
    return stream.state();
  }

  public EventStream stream() {
    return stream;
  }

  public Dispatcher dispatcher() {
    return dispatcher;
  }

  /** Lists everything and takes the lead, as a new process does; decides nothing yet. */
  public Fleet start() {
    stream.append(new ClusterEvent.SourcesListed(cluster.list(SourceObject.class)));
    stream.append(new ClusterEvent.ModulesListed(cluster.list(ModuleObject.class)));
    stream.append(new ClusterEvent.ConfigsListed(cluster.list(ConfigObject.class)));
    stream.append(new ClusterEvent.ReleasesListed(cluster.list(ReleaseObject.class)));
    stream.append(new ClusterEvent.PoliciesListed(cluster.list(PolicyObject.class)));
    stream.append(new ClusterEvent.HelmRecordsListed(installer.recordsAt(NOW)));
    stream.append(new LeadershipGained());
    return this;
  }

  /** Decides and works until nothing is left to do at this instant. */
  public Fleet settle() {
    dispatcher.round();
    while (workOnce()) {}
    return this;
  }

  /** Carries out the oldest effect, tells what came of it, and decides. */
  public boolean workOnce() {
    var task = work.poll();
    if (task == null) {
      return false;
    }
    task.run();
    echo();
    writes += cluster.takeWrites().size();
    dispatcher.round();
    return true;
  }

  /** Something happens, and all that follows from it. */
  public Fleet after(Event event) {
    switch (event) {
      case ClusterEvent.ModuleObserved(var module) -> put(ObjectKind.MODULE, module);
      case ClusterEvent.ReleaseObserved(var release) -> put(ObjectKind.RELEASE, release);
      case ClusterEvent.ConfigObserved(var config) -> put(ObjectKind.CONFIG, config);
      default -> stream.append(event);
    }
    echo();
    return settle();
  }

  private void put(ObjectKind kind, Object object) {
    cluster.put(new ObjectRef(kind, SimObjects.meta(object).name()), object);
  }

  private void echo() {
    for (var ref = echoes.poll(); ref != null; ref = echoes.poll()) {
      stream.append(cluster.seen(ref));
    }
  }

  /** Lets it happen and counts what follows from it. */
  public Cost cost(Change change) {
    var decidedBefore = dispatcher.decisions();
    var writtenBefore = writes;
    var eventsBefore = events;
    after(change.in(world()));
    return new Cost(
        events - eventsBefore, dispatcher.decisions() - decidedBefore, writes - writtenBefore);
  }

  public static ModuleName module(int number) {
    return new ModuleName("module-" + number);
  }

  /** Phase that the Module shows; empty before it has one. */
  public String phase(int number) {
    return world().module(module(number)).module().map(o -> o.status().phase()).orElse("");
  }

  private static String repo(int source) {
    return "registry.example.com/source-" + source;
  }

  private ObjectMeta meta(String name) {
    return SimObjects.newMeta(name, cluster.nextVersion());
  }

  private void putSource(int number) {
    var name = "source-" + number;
    cluster.put(
        new ObjectRef(ObjectKind.SOURCE, name),
        new SourceObject(
            meta(name),
            new RegistryAccess(false, repo(number), "", ""),
            SourceObject.Status.EMPTY));
  }

  private void putConfig(int number) {
    var name = module(number).value();
    cluster.put(
        new ObjectRef(ObjectKind.CONFIG, name),
        new ConfigObject(
            meta(name),
            Optional.of(true),
            "",
            "",
            1,
            "{}",
            Optional.empty(),
            ConfigObject.Status.EMPTY));
  }

  private void putReleases(int number) {
    for (var i = 1; i <= size.releases().old; i++) {
      putRelease(number, SemVer.of(1, OFFERED.minor() - i, 0), ReleasePhase.SUPERSEDED);
    }
    if (size.releases().waiting > 0) {
      putRelease(number, OFFERED, ReleasePhase.DEPLOYED);
    }
    for (var i = 1; i <= size.releases().waiting; i++) {
      var version = SemVer.of(1, OFFERED.minor() + 1 + i, 0);
      putRelease(number, version, ReleasePhase.PENDING);
      registry.push(repo(number % size.sources()), module(number), version);
    }
  }

  private void putRelease(int number, SemVer version, ReleasePhase phase) {
    var release = release(number, version, phase);
    cluster.put(new ObjectRef(ObjectKind.RELEASE, release.name()), release);
  }

  private ReleaseObject release(int number, SemVer version, ReleasePhase phase) {
    var module = module(number);
    var labels =
        Map.of(
            Keys.MODULE,
            module.value(),
            Keys.SOURCE,
            "source-" + number % size.sources(),
            Keys.CHECKSUM,
            "0123456789abcdef",
            Keys.UPDATE_POLICY,
            "deckhouse",
            Keys.STATUS,
            phase.label().toLowerCase(Locale.ROOT));
    var name = ReleaseObject.nameOf(module, version);
    var revision = cluster.nextVersion();
    return new ReleaseObject(
        new ObjectMeta(name, "uid-" + name, revision, 1, labels, Map.of(), List.of(), false),
        new ReleaseObject.Spec(
            module.value(), Optional.of(version), ModuleDefinition.NONE, Optional.empty(), "{}"),
        new ReleaseObject.Status(phase, "", Optional.of(NOW), false, 0, ""));
  }
}
