package io.slipway.sim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Something that somebody does to the cluster, the registry or a process.
 *
 * @param after time since the act before
 * @param module number of the module concerned
 * @param number chooses among the ways to do it
 */
record Act(Duration after, Deed deed, int module, int number) {
  /** How often each is done, in relation to the others. */
  enum Deed {
    ENABLE(6),
    DISABLE(3),
    FORGET_CONFIG(1),
    SET(4),
    PUSH(5),
    CHOOSE_SOURCE(2),
    DELETE_MODULE(1),
    DELETE_RELEASE(1),
    MARK(3),
    KILL(4),
    PAUSE(3),
    DISCONNECT(2),
    BREAK_WATCH(3),
    REGISTRY_DOWN(2),
    HIDE(2),
    REPLACE_SOURCE(2);

    private final int weight;

    Deed(int weight) {
      this.weight = weight;
    }
  }

  private static final int WEIGHTS =
      List.of(Deed.values()).stream().mapToInt(deed -> deed.weight).sum();
  private static final Duration PAUSE_MAX = Duration.ofSeconds(90);

  static List<Act> draw(Random random, int count, int modules) {
    var acts = new ArrayList<Act>();
    for (var i = 0; i < count; i++) {
      var after = Duration.ofMillis(random.nextLong(PAUSE_MAX.toMillis()));
      acts.add(new Act(after, deed(random), random.nextInt(modules), random.nextInt(1_000)));
    }
    return acts;
  }

  private static Deed deed(Random random) {
    var left = random.nextInt(WEIGHTS);
    for (var deed : Deed.values()) {
      left -= deed.weight;
      if (left < 0) {
        return deed;
      }
    }
    throw new IllegalStateException("weights do not add up");
  }

  @Override
  public String toString() {
    return "after %.1f s: %s module-%s (%d)"
        .formatted(after.toMillis() / 1_000.0, deed, (char) ('a' + module), number);
  }
}
