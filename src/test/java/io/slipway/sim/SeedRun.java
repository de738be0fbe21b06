package io.slipway.sim;

import java.time.Duration;
import java.time.Instant;

/** Runs seeds from the command line, with progress; started by {@code ./dev sim}. */
public final class SeedRun {
  private static final long TELL_EVERY = 1_000;

  private SeedRun() {}

  /**
   * @param arguments first seed, number of seeds
   */
  public static void main(String[] arguments) {
    var from = Long.parseLong(arguments[0]);
    var count = Long.parseLong(arguments[1]);
    var begun = Instant.now();
    var problem =
        Seeds.run(
            from,
            count,
            Sabotage.NONE,
            done -> {
              if (done % TELL_EVERY == 0) {
                System.out.printf("%d of %d seeds, %s%n", done, count, since(begun));
              }
            });
    problem.ifPresentOrElse(
        found -> {
          System.out.println(found.told());
          System.exit(1);
        },
        () -> System.out.printf("%d seeds passed in %s%n", count, since(begun)));
  }

  private static String since(Instant begun) {
    return Duration.between(begun, Instant.now()).toSeconds() + " s";
  }
}
