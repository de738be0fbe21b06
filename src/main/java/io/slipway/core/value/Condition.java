package io.slipway.core.value;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One entry of {@code status.conditions} of a Module (modules.md 1.4).
 *
 * @param status {@code True}, {@code False} or {@code Unknown}
 * @param reason empty when absent
 * @param message empty when absent
 */
public record Condition(
    String type,
    String status,
    String reason,
    String message,
    Instant lastProbeTime,
    Instant lastTransitionTime) {
  /** What a condition should say, without its times. */
  public record Wish(String type, String status, String reason, String message) {
    public static Wish yes(String type) {
      return new Wish(type, "True", "", "");
    }

    public static Wish no(String type, String reason, String message) {
      return new Wish(type, "False", reason, message);
    }
  }

  public boolean isTrue() {
    return status.equals("True");
  }

  private boolean says(Wish wish) {
    return status.equals(wish.status) && reason.equals(wish.reason) && message.equals(wish.message);
  }

  /**
   * The conditions after the wishes: order of first appearance is kept (M-8), the transition time
   * moves only with the status (M-6), and where nothing is to be changed the given list itself
   * comes back, so that times alone never cause a write.
   */
  public static List<Condition> merge(List<Condition> shown, List<Wish> wishes, Instant now) {
    if (wishes.stream().allMatch(wish -> shown.stream().anyMatch(c -> matches(c, wish)))) {
      return shown;
    }
    var merged = new ArrayList<>(shown);
    for (var wish : wishes) {
      apply(merged, wish, now);
    }
    return List.copyOf(merged);
  }

  private static boolean matches(Condition condition, Wish wish) {
    return condition.type.equals(wish.type) && condition.says(wish);
  }

  private static void apply(List<Condition> into, Wish wish, Instant now) {
    for (var i = 0; i < into.size(); i++) {
      var old = into.get(i);
      if (old.type.equals(wish.type)) {
        var since = old.status.equals(wish.status) ? old.lastTransitionTime : now;
        into.set(i, of(wish, now, since));
        return;
      }
    }
    into.add(of(wish, now, now));
  }

  private static Condition of(Wish wish, Instant probe, Instant transition) {
    return new Condition(wish.type, wish.status, wish.reason, wish.message, probe, transition);
  }
}
