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
  /** How often each is done in a profile, in relation to the others. */
  enum Deed {
    ENABLE(6, 4),
    DISABLE(3, 2),
    FORGET_CONFIG(1, 1),
    SET(4, 2),
    PUSH(5, 12),
    PUSH_EARLY(1, 2),
    PUSH_DEMANDING(1, 4),
    PUSH_MAJOR(1, 1),
    TURN_BACK(1, 2),
    VANISH(1, 1),
    CHOOSE_SOURCE(2, 2),
    CHOOSE_POLICY(2, 4),
    CHANGE_POLICY(2, 5),
    DELETE_POLICY(1, 1),
    CHANGE_DEFAULT(1, 4),
    APPROVE(2, 7),
    TAKE_BACK(1, 2),
    APPLY_NOW(1, 2),
    FORCE(1, 2),
    POSTPONE(2, 5),
    UPGRADE_CLUSTER(1, 1),
    UPGRADE_PLATFORM(1, 1),
    DELETE_MODULE(1, 1),
    DELETE_RELEASE(1, 1),
    MARK(3, 1),
    KILL(4, 2),
    PAUSE(3, 1),
    DISCONNECT(2, 1),
    BREAK_WATCH(3, 1),
    REGISTRY_DOWN(2, 1),
    HIDE(2, 1),
    REPLACE_SOURCE(2, 1);

    private final int rough;
    private final int calm;

    Deed(int rough, int calm) {
      this.rough = rough;
      this.calm = calm;
    }

    /** What changes the gates; who is told of versions goes by the platform's rules alone. */
    private boolean isOfPolicies() {
      return ordinal() >= CHOOSE_POLICY.ordinal() && ordinal() <= UPGRADE_PLATFORM.ordinal();
    }

    private int weight(Profile profile) {
      return switch (profile) {
        case ROUGH -> rough;
        case TOLD -> isOfPolicies() ? 0 : rough;
        case CALM -> calm;
      };
    }
  }

  static List<Act> draw(Random random, Profile profile, int modules) {
    var acts = new ArrayList<Act>();
    if (profile == Profile.CALM) {
      for (var module = 0; module < modules; module++) {
        acts.add(new Act(profile.pause(random), Deed.ENABLE, module, 0));
      }
    }
    for (var left = profile.acts(random); left > 0; left--) {
      var after = profile.pause(random);
      acts.add(
          new Act(after, deed(random, profile), random.nextInt(modules), random.nextInt(1_000)));
    }
    return acts;
  }

  private static Deed deed(Random random, Profile profile) {
    var weights = List.of(Deed.values()).stream().mapToInt(deed -> deed.weight(profile)).sum();
    var left = random.nextInt(weights);
    for (var deed : Deed.values()) {
      left -= deed.weight(profile);
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
