package io.slipway.sim;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.BooleanSupplier;

/**
 * Virtual clock and everything that will happen: tasks at instants, in an order that depends on the
 * seed alone. Not thread-safe: a simulation is one thread.
 */
final class Agenda implements InstantSource {
  private record Task(Instant at, long number, BooleanSupplier isAlive, Runnable work) {}

  private final Random random;
  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(Comparator.comparing(Task::at).thenComparing(Task::number));
  private Instant now = Instant.parse("2026-03-02T08:00:00Z");
  private long number;

  Agenda(Random random) {
    this.random = random;
  }

  @Override
  public Instant instant() {
    return now;
  }

  /** Runs the work after a random time up to {@code max}, if it is still wanted then. */
  void within(Duration max, BooleanSupplier isAlive, Runnable work) {
    var delay = Duration.ofMillis(random.nextLong(max.toMillis() + 1));
    tasks.add(new Task(now.plus(delay), number++, isAlive, work));
  }

  /** When the next task is due, or the distant future. */
  Instant next() {
    return tasks.isEmpty() ? Instant.MAX : tasks.peek().at();
  }

  /** Moves the clock to the next task, at most to the limit, and does it. */
  boolean advance(Instant limit) {
    if (next().isAfter(limit)) {
      now = limit.isAfter(now) ? limit : now;
      return false;
    }
    var task = tasks.poll();
    now = task.at().isAfter(now) ? task.at() : now;
    if (task.isAlive().getAsBoolean()) {
      task.work().run();
    }
    return true;
  }
}
