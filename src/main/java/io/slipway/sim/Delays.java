package io.slipway.sim;

import io.slipway.core.value.ReleaseObject;
import io.slipway.core.value.UpdatePolicy;
import io.slipway.sim.Bar.Kind;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What time alone takes away: age, a time of its own, and the window, told in one sentence. */
final class Delays {
  private static final Map<Kind, String> WORDS =
      Map.of(
          Kind.AGE, "soaking",
          Kind.TIME, "postponed",
          Kind.WINDOW, "waiting for the update window");

  private final Map<Kind, Instant> ends = new LinkedHashMap<>();
  private final Instant now;

  Delays(Instant now) {
    this.now = now;
  }

  Delays until(Kind kind, Optional<Instant> end) {
    end.filter(now::isBefore).ifPresent(at -> ends.put(kind, at));
    return this;
  }

  /** Asked about the time at which the others end. */
  Delays window(UpdatePolicy policy) {
    var start = ends.values().stream().max(Instant::compareTo).orElse(now);
    return OpenHours.areOpen(policy.windows(), start)
        ? this
        : until(Kind.WINDOW, OpenHours.nextOpening(policy.windows(), start));
  }

  /** It says when the last of them ends, and changes when the first does. */
  Optional<Bar> bar() {
    Collection<Instant> times = ends.values();
    return ends.keySet().stream()
        .findFirst()
        .map(
            kind ->
                new Bar(
                    kind,
                    "Release is "
                        + String.join(", ", ends.keySet().stream().map(WORDS::get).toList())
                        + " until "
                        + text(times.stream().max(Instant::compareTo).orElseThrow()),
                    times.stream().min(Instant::compareTo)));
  }

  private static String text(Instant at) {
    var utc = at.atOffset(ZoneOffset.UTC);
    return String.format(Locale.ENGLISH, "%1$td %1$tb %1$tY %1$tH:%1$tM UTC", utc);
  }

  /** When the version has been there for as long as the policy asks. */
  static Optional<Instant> age(UpdatePolicy policy, ReleaseObject release) {
    return release
        .meta()
        .created()
        .filter(_ -> policy.soak().minimalAge().isPositive())
        .map(at -> at.plus(policy.soak().minimalAge()));
  }
}
