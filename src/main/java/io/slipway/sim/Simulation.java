package io.slipway.sim;

import io.slipway.core.value.HelmRecord;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.ObjectRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** One or two real engines among simulated parts. The same seed gives the same history. */
final class Simulation implements AutoCloseable {
  final Profile profile;
  final Random random;
  final Agenda agenda;
  final Faults faults;
  final Sabotage sabotage;
  final SimCluster cluster;
  final SimRegistry registry;
  final SimInstaller installer;
  final SimNotifier notifier;
  final Offers offers;
  final Wanted wanted;
  final ForeignMarks marks;
  final SourceKeeper sources;
  final PolicyKeeper policies;
  final Hand hand;
  final Author author;
  final Surroundings surroundings;
  final Audit audit;
  final Changes changes;
  final Invariants invariants;
  final List<SimProcess> processes = new ArrayList<>();
  final SimLease lease;
  private final GarbageCollector garbage;

  /** A short course of one's own making. */
  Simulation(long seed, Set<Fault> possible, Sabotage sabotage) {
    this(seed, Profile.ROUGH, possible, sabotage);
  }

  Simulation(long seed, Profile profile, Set<Fault> possible, Sabotage sabotage) {
    this.sabotage = sabotage;
    this.profile = profile;
    random = new Random(seed);
    agenda = new Agenda(random);
    faults = new Faults(random, possible);
    cluster = new SimCluster(faults, agenda);
    registry = new SimRegistry(faults);
    installer = new SimInstaller(faults, agenda);
    notifier = new SimNotifier(faults);
    offers = new Offers(registry, agenda);
    wanted = new Wanted(cluster, agenda);
    marks = new ForeignMarks(cluster);
    sources = new SourceKeeper(cluster, offers, agenda);
    policies = new PolicyKeeper(cluster, profile);
    hand = new Hand(cluster, agenda);
    author = new Author(this);
    surroundings = new Surroundings(agenda, processes);
    audit = new Audit(this);
    changes = new Changes(agenda);
    garbage = new GarbageCollector(cluster, agenda);
    lease = new SimLease(agenda, processes);
    invariants = new Invariants(this);
    cluster.watch(this::changed);
    cluster.guard(invariants::beforeWrite);
    cluster.overwrites(sabotage::overwrites);
    installer.watch(module -> processes.forEach(process -> process.tell(module)));
    installer.guard(invariants::beforeHelm);
    installer.stock(
        request ->
            registry
                .missing(request.access().repo(), request.module(), request.version())
                .isEmpty());
  }

  private void changed(ObjectRef ref) {
    invariants.check(ref);
    garbage.changed(ref);
    processes.forEach(process -> process.tell(ref));
  }

  /** Starts processes, of which one leads. */
  void start(int count) {
    for (var number = 1; number <= count; number++) {
      processes.add(new SimProcess("process-" + number, this));
    }
    processes.forEach(SimProcess::start);
  }

  /** Lets the time pass: tasks and alarms in their order. */
  void run(Duration time) {
    invariants.somethingHappens();
    var end = agenda.instant().plus(time);
    while (agenda.instant().isBefore(end)) {
      var alarm =
          processes.stream()
              .flatMap(process -> process.nextAlarm().stream())
              .min(Instant::compareTo)
              .orElse(Instant.MAX);
      if (!agenda.advance(alarm.isBefore(end) ? alarm : end)) {
        processes.forEach(SimProcess::tick);
      }
      processes.forEach(SimProcess::round);
    }
  }

  /** Helm's record of a module, for the checks. */
  boolean isInstalled(ModuleName module) {
    return installer.record(module).filter(HelmRecord::isDeployed).isPresent();
  }

  @Override
  public void close() {
    processes.forEach(SimProcess::close);
  }
}
