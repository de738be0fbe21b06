package io.slipway.sim;

import io.slipway.core.event.ClusterEvent;
import io.slipway.core.event.Event;
import io.slipway.core.event.LeadershipEvent.LeadershipGained;
import io.slipway.core.projection.Settings;
import io.slipway.core.projection.World;
import io.slipway.core.value.ConfigObject;
import io.slipway.core.value.HelmRecord;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.ModuleObject;
import io.slipway.core.value.ObjectRef;
import io.slipway.core.value.PolicyObject;
import io.slipway.core.value.ReleaseObject;
import io.slipway.core.value.SemVer;
import io.slipway.core.value.SourceObject;
import io.slipway.stream.Dispatcher;
import io.slipway.stream.EffectRunner;
import io.slipway.stream.EventStream;
import io.slipway.stream.MemoryJournal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** The real engine among simulated parts. The same seed gives the same history. */
final class Simulation {
  static final Duration SCAN_INTERVAL = Duration.ofSeconds(30);
  private static final Duration EFFECT_MAX = Duration.ofSeconds(3);
  private static final Duration ECHO_MAX = Duration.ofSeconds(2);

  private final Random random;
  final Agenda agenda;
  final Faults faults;
  final SimCluster cluster;
  final SimRegistry registry;
  final SimInstaller installer;
  final Invariants invariants;
  private MemoryJournal journal = new MemoryJournal(2_000);
  private int life;
  private EventStream stream;
  private Dispatcher dispatcher;

  Simulation(long seed) {
    random = new Random(seed);
    agenda = new Agenda(random);
    faults = new Faults(random);
    cluster = new SimCluster(faults);
    registry = new SimRegistry(faults);
    installer = new SimInstaller(faults);
    invariants = new Invariants(cluster, installer);
    cluster.watch(this::echo);
    installer.watch(this::helmEcho);
    stream = newStream();
    dispatcher = newDispatcher();
  }

  Random random() {
    return random;
  }

  World world() {
    return stream.state();
  }

  List<MemoryJournal.Entry> history() {
    return journal.latest(Integer.getInteger("slipway.sim.history", 60));
  }

  private EventStream newStream() {
    var settings = new Settings(SCAN_INTERVAL, SemVer.of(1, 75, 0), random.nextLong());
    var fresh = new EventStream(World.initial(settings), agenda);
    journal = new MemoryJournal(2_000);
    fresh.listen(journal::record);
    return fresh;
  }

  /** Effects take their time; those of a process that died meanwhile may or may not be done. */
  private Dispatcher newDispatcher() {
    var runner = new EffectRunner(registry, installer, cluster, agenda);
    var mine = life;
    return new Dispatcher(
        stream,
        runner,
        work -> agenda.within(EFFECT_MAX, () -> life == mine || diedHalfway(), work),
        agenda,
        () -> true);
  }

  private boolean diedHalfway() {
    return random.nextBoolean();
  }

  /** Lists everything and takes the lead, as a new process does. */
  void start() {
    observe(new ClusterEvent.ServerVersionObserved(SemVer.of(1, 35, 4)));
    observe(new ClusterEvent.SourcesListed(cluster.list(SourceObject.class)));
    observe(new ClusterEvent.ReleasesListed(cluster.list(ReleaseObject.class)));
    observe(new ClusterEvent.ModulesListed(cluster.list(ModuleObject.class)));
    observe(new ClusterEvent.HelmRecordsListed(installer.records()));
    observe(new ClusterEvent.ConfigsListed(cluster.list(ConfigObject.class)));
    observe(new ClusterEvent.PoliciesListed(cluster.list(PolicyObject.class)));
    observe(new LeadershipGained());
  }

  /** Forgets everything this process knew, at whatever point it was. */
  void crash() {
    life++;
    stream = newStream();
    dispatcher = newDispatcher();
    start();
  }

  private void observe(Event event) {
    stream.append(event);
    dispatcher.round();
  }

  /** Tells the newest state after a while; what happened in between is never seen. */
  private void echo(ObjectRef ref) {
    invariants.check();
    tellLater(() -> observe(cluster.seen(ref)));
    if (faults.echoIsDoubled()) {
      tellLater(() -> observe(cluster.seen(ref)));
    }
  }

  private void helmEcho(ModuleName module) {
    invariants.check();
    tellLater(
        () ->
            observe(
                installer
                    .record(module)
                    .<Event>map(ClusterEvent.HelmRecordObserved::new)
                    .orElse(new ClusterEvent.HelmRecordGone(module.value(), Integer.MAX_VALUE))));
  }

  private void tellLater(Runnable telling) {
    var mine = life;
    agenda.within(ECHO_MAX, () -> life == mine, telling);
  }

  /** Lets the time pass: tasks and alarms in their order. */
  void run(Duration time) {
    var end = agenda.instant().plus(time);
    while (agenda.instant().isBefore(end)) {
      var alarm = dispatcher.nextAlarm().orElse(Instant.MAX);
      var until = alarm.isBefore(end) ? alarm : end;
      if (!agenda.advance(until)) {
        dispatcher.tick();
      }
      dispatcher.round();
    }
  }

  /** Helm's record of a module, for the checks. */
  boolean isInstalled(ModuleName module) {
    return installer.record(module).filter(HelmRecord::isDeployed).isPresent();
  }
}
