package io.slipway.stream;

import io.slipway.core.decision.Dependents;
import io.slipway.core.decision.Verdict;
import io.slipway.core.display.Reviewer;
import io.slipway.core.effect.Effect;
import io.slipway.core.event.EffectEvent.EffectEnded;
import io.slipway.core.event.EffectEvent.EffectStarted;
import io.slipway.core.event.TimeEvent.ClockSetBack;
import io.slipway.core.event.TimeEvent.Ticked;
import io.slipway.core.projection.World;
import io.slipway.core.value.Key;
import io.slipway.stream.Places.Place;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

/**
 * Decides the keys that steps made dirty, one after another, and starts the effects wished. Every
 * effect runs on the executor and ends in exactly one outcome event.
 *
 * <p>{@link #round} must be called from one thread at a time; everything else is safe from any.
 */
public final class Dispatcher {
  private static final String BROKEN_OFF = "broken off by an error of the JVM";
  private static final Set<Lane> LANES = EnumSet.allOf(Lane.class);
  private static final String NOT_LEADING = "this process does not lead any more";

  /** Pause before a key is decided again after a bug. */
  static final Duration PAUSE_AFTER_BUG = Duration.ofMinutes(1);

  /** Less delays nothing that anybody would notice. */
  private static final Duration SET_BACK_MIN = Duration.ofSeconds(1);

  private static final Duration TICK_MIN = Duration.ofMillis(20);
  private static final Duration TICK_MAX = Duration.ofSeconds(1);

  private final EventStream stream;
  private final EffectRunner runner;
  private final Executor executor;
  private final InstantSource clock;
  private final BooleanSupplier mayAct;
  private final Decision decision;
  private final DirtyKeys dirty = new DirtyKeys();
  private final Alarms alarms = new Alarms();
  private final Places places = new Places();
  private final AtomicLong decisions = new AtomicLong();
  private volatile boolean stopping;
  private Instant lastTick = Instant.MIN.plus(SET_BACK_MIN);
  private volatile BiConsumer<Key, Throwable> unexpected = Dispatcher::throwOn;
  private volatile EffectWatch watch = EffectWatch.NOBODY;

  /** What decides a key: in production {@link Reviewer#review}, in simulations a broken one too. */
  @FunctionalInterface
  public interface Decision {
    Verdict of(World world, Key key, Instant now);
  }

  public Dispatcher(
      EventStream stream,
      EffectRunner runner,
      Executor executor,
      InstantSource clock,
      BooleanSupplier mayAct) {
    this(stream, runner, executor, clock, mayAct, Reviewer::review);
  }

  /**
   * @param executor must not run its task within the call; what it rejects ends as failed
   * @param mayAct whether the lease is still valid: asked once more before each effect, as a
   *     process that was stopped learns late that another one leads
   */
  public Dispatcher(
      EventStream stream,
      EffectRunner runner,
      Executor executor,
      InstantSource clock,
      BooleanSupplier mayAct,
      Decision decision) {
    this.stream = stream;
    this.runner = runner;
    this.executor = executor;
    this.clock = clock;
    this.mayAct = mayAct;
    this.decision = decision;
    stream.listen(this::touched);
  }

  private void touched(Step step) {
    if (step.event() instanceof Ticked(var now)) {
      dirty.add(alarms.due(now), step.number());
    } else {
      dirty.add(Dependents.of(step.before(), step.after(), step.event()), step.number());
    }
  }

  /**
   * Who is told of a bug met in deciding a key, in place of the one before. The key is decided
   * again a minute later and all others go on. Until somebody wants to know, {@link #round} throws,
   * so that tests and simulations fail.
   */
  public void onUnexpected(BiConsumer<Key, Throwable> listener) {
    unexpected = listener;
  }

  private static void throwOn(Key key, Throwable bug) {
    throw new IllegalStateException("deciding " + key, bug);
  }

  /** Who is told of the boundaries of every effect, in place of the one before. */
  public void watch(EffectWatch watcher) {
    watch = watcher;
  }

  /** Asks for a second look, as the safety net of the operator framework does. */
  public void review(Key key) {
    dirty.add(List.of(key), 0);
  }

  /**
   * Appends a tick when the earliest alarm is due, and tells when the clock was set back; called at
   * least once a second.
   */
  public synchronized void tick() {
    var now = clock.instant();
    if (now.isBefore(lastTick.minus(SET_BACK_MIN))) {
      stream.append(new ClockSetBack(now));
    }
    lastTick = now;
    if (alarms.earliest().filter(at -> !at.isAfter(now)).isPresent()) {
      stream.append(new Ticked(now));
    }
  }

  /** When something will have to be looked at again, if nothing happens before. */
  public Optional<Instant> nextAlarm() {
    return alarms.earliest();
  }

  /** Decides until no key is dirty. */
  public void round() {
    for (var next = dirty.poll(); next.isPresent() && !stopping; next = dirty.poll()) {
      decideOrPause(next.get().key(), next.get().cause());
    }
  }

  private void decideOrPause(Key key, long cause) {
    try {
      decide(key, cause);
    } catch (RuntimeException | StackOverflowError bug) {
      alarms.set(key, Optional.of(clock.instant().plus(PAUSE_AFTER_BUG)));
      places.leaveAllBut(Set.of(), key); // it may have been woken for a place that it leaves free
      wakeWaiting();
      unexpected.accept(key, bug);
    }
  }

  /**
   * Waits for work and does it; returns after {@link #stop}. Ticks by itself, as a scheduler goes
   * by the wall clock and falls silent for as long as that was set back.
   */
  public void run() throws InterruptedException {
    while (!stopping) {
      dirty.await(untilTick());
      tick();
      round();
    }
  }

  /** Until the earliest alarm, at most a second: then the clock is asked whatever it shows. */
  private long untilTick() {
    var now = clock.instant();
    return alarms
        .earliest()
        .filter(now.plus(TICK_MAX)::isAfter)
        .map(at -> Duration.between(now, at).plusMillis(1))
        .map(pause -> pause.compareTo(TICK_MIN) < 0 ? TICK_MIN : pause)
        .orElse(TICK_MAX)
        .toMillis();
  }

  /** Starts no further effect. Those that run go on to their end. */
  public void stop() {
    stopping = true;
  }

  private void decide(Key key, long cause) {
    decisions.incrementAndGet();
    var world = stream.state();
    var verdict = decision.of(world, key, clock.instant());
    alarms.set(key, verdict.lookAgainAt());
    if (!world.standing().leading()) {
      return;
    }
    var crowded = new HashSet<Place>();
    for (var effect : verdict.effects()) {
      if (places.take(Place.of(effect), key)) {
        start(effect, key, cause);
      } else {
        crowded.add(Place.of(effect));
      }
    }
    places.leaveAllBut(crowded, key);
    wakeWaiting();
  }

  private void release(Place place) {
    places.giveBack(place);
    wakeWaiting(place.lane());
  }

  private void wakeWaiting() {
    LANES.forEach(this::wakeWaiting);
  }

  /** One at a time: when the key that is woken needs no place any more, the next one gets it. */
  private void wakeWaiting(Lane lane) {
    places.next(lane).ifPresent(key -> dirty.add(List.of(key), 0));
  }

  private void start(Effect effect, Key owner, long cause) {
    try {
      stream.append(
          new EffectStarted(effect.key(), owner, effect.identity(), clock.instant()), cause);
      executor.execute(() -> perform(effect, owner, cause));
    } catch (RuntimeException | StackOverflowError refused) {
      end(effect, owner, cause, EffectRunner.Outcome.failed("not started: " + refused));
    }
  }

  private void perform(Effect effect, Key owner, long cause) {
    var outcome = EffectRunner.Outcome.failed(BROKEN_OFF);
    try {
      watch.reached(effect, EffectWatch.Moment.BEFORE);
      outcome =
          mayAct.getAsBoolean() ? runner.run(effect) : EffectRunner.Outcome.failed(NOT_LEADING);
      watch.reached(effect, EffectWatch.Moment.DONE);
    } catch (RuntimeException bug) {
      outcome = EffectRunner.Outcome.failed("unexpected: " + bug);
    } finally {
      end(effect, owner, cause, outcome);
    }
  }

  /** The place is given back even when a listener of the stream fails. */
  private void end(Effect effect, Key owner, long cause, EffectRunner.Outcome outcome) {
    var now = clock.instant();
    try {
      stream.append(
          new EffectEnded(effect.key(), owner, outcome.problem(), now, outcome.result()), cause);
      watch.reached(effect, EffectWatch.Moment.RECORDED);
    } finally {
      release(Place.of(effect));
    }
  }

  /** Keys waiting to be decided. */
  public int dirtyKeys() {
    return dirty.size();
  }

  /** Keys decided so far, each time counted. */
  public long decisions() {
    return decisions.get();
  }

  /** Keys that will be looked at again at an instant of their own. */
  public int alarms() {
    return alarms.size();
  }

  /** Effects of the lane that run now. */
  public int running(Lane lane) {
    return places.running(lane);
  }

  /** Keys that wait for a place in the lane. */
  public int waiting(Lane lane) {
    return places.waiting(lane);
  }
}
