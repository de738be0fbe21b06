package io.slipway.core.effect;

import io.slipway.core.value.ModuleName;
import io.slipway.core.value.NotificationSettings;
import io.slipway.core.value.SemVer;
import java.time.Instant;
import java.util.Map;

/**
 * Port to whoever tells people of a release (releases.md 2.10). A call blocks (callers run on
 * virtual threads), is one attempt, ends within a bounded time, and never throws.
 */
@FunctionalInterface
public interface Notifier {
  Outcome send(NotificationSettings settings, Announcement announcement);

  /**
   * What people are told.
   *
   * @param requirements by subject: {@code deckhouse}, {@code kubernetes}
   * @param applyTime when the release will be deployed as things stand
   * @param message the same in words
   */
  record Announcement(
      ModuleName module,
      SemVer version,
      Map<String, String> requirements,
      Instant applyTime,
      String message) {
    public Announcement {
      requirements = Map.copyOf(requirements);
    }
  }

  /** Answer to {@link #send}. */
  sealed interface Outcome {
    record Sent() implements Outcome {}

    /**
     * @param text one line without credentials
     */
    record Failed(String text) implements Outcome {}
  }
}
