package io.slipway.sim;

import io.slipway.core.decision.Verdict;
import io.slipway.core.effect.Effect;
import io.slipway.core.event.ClusterEvent;
import io.slipway.core.event.Event;
import io.slipway.core.event.LeadershipEvent.LeadershipGained;
import io.slipway.core.event.LeadershipEvent.LeadershipLost;
import io.slipway.core.event.RegistryEvent.PushNotified;
import io.slipway.core.projection.Settings;
import io.slipway.core.projection.World;
import io.slipway.core.value.Key;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.ObjectKind;
import io.slipway.core.value.ObjectRef;
import io.slipway.stream.Dispatcher;
import io.slipway.stream.EffectRunner;
import io.slipway.stream.EffectWatch;
import io.slipway.stream.EventStream;
import io.slipway.stream.MemoryJournal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One operator: the real engine, with a view of the cluster that may be old or cut. It can be
 * killed and started again, and stopped for a while like a machine that is suspended.
 */
final class SimProcess {
  private static final Duration START_MAX = Duration.ofMillis(300);
  private static final Duration ECHO_MAX = Duration.ofSeconds(2);
  private static final Duration LATE = Duration.ofSeconds(30);
  private static final Duration AWAKE_AFTER = Duration.ofMillis(200);
  private static final int JOURNAL = 2_000;

  private final String name;
  private final Simulation sim;
  private final Map<ObjectKind, Set<ObjectRef>> unseen = new EnumMap<>(ObjectKind.class);
  private final Map<Object, Instant> toldUntil = new HashMap<>();
  private final ArrayDeque<Runnable> backlog = new ArrayDeque<>();
  private final List<Strand> strands = new ArrayList<>();
  private int life;
  private boolean running;
  private boolean paused;
  private boolean closed;
  private boolean ledBefore;
  private boolean connected = true;
  private MemoryJournal journal = new MemoryJournal(JOURNAL);
  private EventStream stream;
  private Dispatcher dispatcher;

  SimProcess(String name, Simulation sim) {
    this.name = name;
    this.sim = sim;
    this.stream = newStream();
    this.dispatcher = newDispatcher();
  }

  private EventStream newStream() {
    var settings =
        new Settings(
            sim.profile.scanInterval(), sim.surroundings.platform(), sim.random.nextLong());
    var fresh = new EventStream(World.initial(settings), sim.agenda);
    journal = new MemoryJournal(JOURNAL);
    fresh.listen(journal::record);
    return fresh;
  }

  private Dispatcher newDispatcher() {
    var runner =
        new EffectRunner(sim.registry, sim.installer, sim.notifier, sim.cluster, sim.agenda);
    var fresh =
        new Dispatcher(
            stream,
            runner,
            work -> Strand.start(this, work),
            sim.agenda,
            this::mayAct,
            this::review);
    fresh.watch(this::hang);
    return fresh;
  }

  private Verdict review(World world, Key key, Instant now) {
    var verdict = sim.sabotage.review(world, key, now);
    sim.audit.decided(this, world, key, verdict);
    return verdict;
  }

  private void hang(Effect effect, EffectWatch.Moment moment) {
    while (moment == EffectWatch.Moment.BEFORE && sim.sabotage.hangs(effect)) {
      Strand.midst(Duration.ofDays(1));
    }
  }

  int life() {
    return life;
  }

  boolean isLife(int number) {
    return running && life == number;
  }

  /** Whether it can act and renew its lease. */
  boolean isAble() {
    return running && !paused && connected;
  }

  boolean isAwake() {
    return running && !paused;
  }

  boolean isConnected() {
    return connected;
  }

  World world() {
    return stream.state();
  }

  List<MemoryJournal.Entry> history(int length) {
    return journal.latest(length);
  }

  Instant now() {
    return sim.agenda.instant();
  }

  boolean mayAct() {
    return sim.sabotage.mayAct(sim.lease.isHeldBy(this));
  }

  boolean arrivesAfterDeath() {
    return !closed && sim.random.nextBoolean();
  }

  void own(Strand strand) {
    strands.removeIf(Strand::ended);
    strands.add(strand);
    later(START_MAX, strand);
  }

  /** Lets the strand go on after a while; after the pause if this process is paused then. */
  void later(Duration max, Strand strand) {
    sim.agenda.within(max, () -> whenAwake(strand::step));
  }

  private void whenAwake(Runnable work) {
    if (paused) {
      backlog.add(work);
    } else {
      work.run();
    }
  }

  /** Lists everything, each kind perhaps as it was some seconds ago, and stands for election. */
  void start() {
    running = true;
    unseen.clear();
    toldUntil.clear();
    askForVersion();
    for (var kind : ObjectKind.values()) {
      var at = listedAt();
      observe(sim.cluster.listing(kind, at));
      tellTogether(kind, sim.cluster.changedSince(kind, at));
    }
    var at = listedAt();
    observe(new ClusterEvent.HelmRecordsListed(sim.installer.recordsAt(at)));
    sim.installer.changedSince(at).forEach(this::tell);
    if (sim.sabotage.leads(false, false)) {
      observe(new LeadershipGained());
    }
    sim.lease.changed(this);
  }

  /** Learns the version of the API server. */
  void askForVersion() {
    if (running) {
      whenAwake(this::learnVersion);
    }
  }

  private void learnVersion() {
    observe(new ClusterEvent.ServerVersionObserved(sim.surroundings.cluster()));
  }

  private Instant listedAt() {
    var age = sim.faults.happens(Fault.LISTING_IS_OLD) ? sim.random.nextInt(30) : 0;
    return sim.agenda.instant().minusSeconds(age);
  }

  /** Forgets everything it knew, at whatever point it was, and starts anew. */
  void kill() {
    running = false;
    ledBefore = false;
    life++;
    paused = false;
    backlog.clear();
    stream = newStream();
    dispatcher = newDispatcher();
    sim.lease.changed(this);
    var next = life;
    sim.agenda.within(Duration.ofSeconds(5), () -> startAs(next));
  }

  private void startAs(int number) {
    if (life == number && !running) {
      start();
    }
  }

  void pause(Duration time) {
    if (paused || !running) {
      return;
    }
    paused = true;
    sim.lease.changed(this);
    var mine = life;
    sim.agenda.after(time, () -> resume(mine));
  }

  private void resume(int number) {
    if (life != number || !paused) {
      return;
    }
    paused = false;
    var waited = List.copyOf(backlog);
    backlog.clear();
    waited.forEach(work -> sim.agenda.after(AWAKE_AFTER, () -> whenAwake(work))); // in their order
    sim.lease.changed(this);
  }

  /** The API server is out of reach. */
  void disconnect(Duration time) {
    connected = false;
    for (var kind : ObjectKind.values()) {
      blind(kind);
    }
    sim.lease.changed(this);
    sim.agenda.after(time, this::reconnect);
  }

  private void reconnect() {
    if (!connected) {
      connected = true;
      for (var kind : ObjectKind.values()) {
        see(kind);
      }
      sim.lease.changed(this);
    }
  }

  /** The watch of one kind breaks. */
  void blind(ObjectKind kind, Duration time) {
    blind(kind);
    sim.agenda.after(time, () -> see(kind));
  }

  private void blind(ObjectKind kind) {
    unseen.putIfAbsent(kind, new LinkedHashSet<>());
  }

  private void see(ObjectKind kind) {
    if (connected) {
      Optional.ofNullable(unseen.remove(kind)).ifPresent(missed -> tellTogether(kind, missed));
    }
  }

  /** Tells a change after a while; changes of one kind come in their order, as in a watch. */
  void tell(ObjectRef ref) {
    if (!running) {
      return;
    }
    var missed = unseen.get(ref.kind());
    if (missed != null) {
      missed.add(ref);
      return;
    }
    var change = sim.cluster.seen(ref);
    tellLater(ref.kind(), () -> tellNow(ref, change));
  }

  private void tellNow(ObjectRef ref, Event change) {
    var missed = unseen.get(ref.kind());
    if (missed != null) {
      missed.add(ref);
    } else {
      observe(change);
    }
  }

  /** What a listing tells at once. */
  private void tellTogether(ObjectKind kind, Collection<ObjectRef> refs) {
    tellLater(
        kind,
        () -> {
          refs.forEach(ref -> stream.append(sim.cluster.seen(ref)));
          dispatcher.round();
        });
  }

  void tell(ModuleName module) {
    if (running) {
      var change = sim.installer.seen(module);
      tellLater("Helm", () -> observe(change));
    }
  }

  private void tellLater(Object watch, Runnable telling) {
    var mine = life;
    Runnable ifAlive =
        () -> {
          if (life == mine) {
            telling.run();
          }
        };
    var late = sim.faults.happens(Fault.ECHO_IS_LATE);
    var delay = (late ? LATE : ECHO_MAX).toMillis();
    var at = now().plusMillis(sim.random.nextLong(delay + 1));
    var before = toldUntil.getOrDefault(watch, at);
    var inOrder = before.isAfter(at) ? before : at;
    toldUntil.put(watch, inOrder);
    sim.agenda.at(inOrder, () -> whenAwake(ifAlive));
    if (sim.faults.happens(Fault.ECHO_COMES_TWICE)) {
      sim.agenda.at(inOrder, () -> whenAwake(ifAlive));
    }
  }

  /** A registry tells of a push; one that does not lead does not take it, and it is lost. */
  void told(PushNotified push) {
    if (isAwake() && world().standing().leading()) {
      observe(push);
    }
  }

  /** Lets it learn soon whether it leads. */
  void tellWhetherLeading() {
    var mine = life;
    Runnable telling =
        () -> {
          if (life == mine && running) {
            var leads = sim.sabotage.leads(sim.lease.isHeldBy(this), ledBefore);
            ledBefore |= leads;
            observe(leads ? new LeadershipGained() : new LeadershipLost());
          }
        };
    sim.agenda.within(Duration.ofSeconds(1), () -> whenAwake(telling));
  }

  private void observe(Event event) {
    stream.append(event);
    dispatcher.round();
  }

  Optional<Instant> nextAlarm() {
    return isAwake() ? dispatcher.nextAlarm() : Optional.empty();
  }

  void tick() {
    if (isAwake()) {
      dispatcher.tick();
    }
  }

  void round() {
    if (isAwake()) {
      dispatcher.round();
    }
  }

  /** Ends every strand, so that no thread is left behind. */
  void close() {
    running = false;
    closed = true;
    for (var strand : strands) {
      while (!strand.ended()) {
        strand.step();
      }
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
