package io.slipway.sim;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * Virtual clock and everything that will happen: tasks at instants, in an order that depends on the
 * seed alone. Not thread-safe: in a simulation one thread runs at a time.
 */
final class Agenda implements InstantSource {
  private record Task(Instant at, long number, Runnable work) {}

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

  /** Runs the work after a random time up to {@code max}. */
  void within(Duration max, Runnable work) {
    after(Duration.ofMillis(random.nextLong(max.toMillis() + 1)), work);
  }

  void after(Duration delay, Runnable work) {
    at(now.plus(delay), work);
  }

  /** Of several at one instant the one named first comes first. */
  void at(Instant instant, Runnable work) {
    tasks.add(new Task(instant, number++, work));
  }

  boolean isEmpty() {
    return tasks.isEmpty();
  }

  /** When the next task is due, or the distant future. */
  private Instant next() {
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
    task.work().run();
    return true;
  }
}
