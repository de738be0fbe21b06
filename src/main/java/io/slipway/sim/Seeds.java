package io.slipway.sim;

import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;

/** Runs many seeds on all processors. */
final class Seeds {
  private Seeds() {}

  /**
   * @param progress is told how many seeds have been run
   * @return the problem of the lowest seed that has one, made as short as possible; seeds above one
   *     that failed are left out
   */
  static Optional<Problem> run(long from, long count, Sabotage sabotage, LongConsumer progress) {
    var next = new AtomicLong(from);
    var done = new AtomicLong();
    var problems = new ConcurrentSkipListMap<Long, Problem>();
    var workers =
        IntStream.range(0, Runtime.getRuntime().availableProcessors())
            .mapToObj(
                number ->
                    Thread.ofVirtual()
                        .name("seeds-" + number)
                        .start(
                            () -> {
                              for (var seed = next.getAndIncrement();
                                  seed < from + count && problems.isEmpty();
                                  seed = next.getAndIncrement()) {
                                var mine = seed;
                                Trial.of(mine)
                                    .run(sabotage)
                                    .ifPresent(problem -> problems.put(mine, problem));
                                progress.accept(done.incrementAndGet());
                              }
                            }))
            .toList();
    workers.forEach(Seeds::join);
    return Optional.ofNullable(problems.firstEntry())
        .map(first -> Shrinking.of(first.getValue(), sabotage));
  }

  private static void join(Thread worker) {
    try {
      worker.join();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
