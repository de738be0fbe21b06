package io.slipway.stream;

import io.slipway.core.event.Event;
import io.slipway.core.event.TimeEvent;
import io.slipway.core.projection.World;
import io.slipway.core.projection.WorldReducer;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** The only place where state changes: one writer at a time, one number per change. */
public final class EventStream {
  private record Arrival(long cause, Event event) {}

  private final InstantSource clock;
  private final ReentrantLock writer = new ReentrantLock();
  private final ArrayDeque<Arrival> arrivals = new ArrayDeque<>();
  private final BroadcastProcessor<Step> outlet = BroadcastProcessor.create();
  private final List<Consumer<Step>> listeners = new CopyOnWriteArrayList<>();
  private volatile LongConsumer stopwatch = _ -> {};
  private long number;
  private volatile World state;

  public EventStream(World initial, InstantSource clock) {
    this.state = initial;
    this.clock = clock;
  }

  public World state() {
    return state;
  }

  /** Threads that wait for the writer, each with one event. */
  public int waiting() {
    return writer.getQueueLength();
  }

  /** Appends what came from outside. */
  public void append(Event event) {
    append(event, 0);
  }

  /**
   * Folds, then announces. When the call returns, its consequence is in the state, unless it was
   * made from within a listener: then it is folded after the step that the listener reacts to.
   *
   * @param cause number of the step that led to the event
   */
  public void append(Event event, long cause) {
    writer.lock();
    try {
      arrivals.addLast(new Arrival(cause, event));
      if (writer.getHoldCount() > 1) {
        return; // called from a listener: the outer call drains
      }
      for (var next = arrivals.pollFirst(); next != null; next = arrivals.pollFirst()) {
        var begun = System.nanoTime();
        fold(next);
        stopwatch.accept(System.nanoTime() - begun);
      }
    } finally {
      writer.unlock();
    }
  }

  /** A tick is a step though it changes nothing: it is what wakes sleeping keys. */
  private void fold(Arrival arrival) {
    var before = state;
    var after = WorldReducer.evolve(before, arrival.event());
    if (after == before && !(arrival.event() instanceof TimeEvent)) {
      return;
    }
    state = after;
    number++;
    var step = new Step(number, clock.instant(), arrival.cause(), arrival.event(), before, after);
    listeners.forEach(listener -> listener.accept(step));
    outlet.onNext(step);
  }

  /**
   * Who is told how many nanoseconds each event took: folded and announced, without the wait for
   * the writer. As bound as a listener.
   */
  public void measure(LongConsumer nanos) {
    stopwatch = nanos;
  }

  /**
   * A listener that is called in the writer's own thread, for those that keep no queue of steps; it
   * must return within microseconds and never throw.
   */
  public void listen(Consumer<Step> listener) {
    listeners.add(listener);
  }

  /**
   * Steps from now on, delivered in the writer's thread: whoever does more than a glance at a step
   * moves it to a thread of its own with {@code emitOn}. Then nobody slows the writer, and each
   * subscriber states how far it may fall behind.
   *
   * @param lag steps that are kept for a slow subscriber; more than that fails its subscription
   */
  public Multi<Step> steps(int lag) {
    return outlet.onOverflow().buffer(lag);
  }
}
