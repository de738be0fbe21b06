package io.slipway.sim;

import io.slipway.core.value.UpdateWindow;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/** When windows are open, by the milliseconds of a week: on purpose not the way core does it. */
final class OpenHours {
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final long WEEK = 7 * DAY;

  private OpenHours() {}

  static boolean areOpen(List<UpdateWindow> windows, Instant at) {
    return windows.isEmpty()
        || windows.stream()
            .anyMatch(
                window ->
                    openings(window).anyMatch(opening -> since(opening, at) <= length(window)));
  }

  /** Empty without windows. */
  static Optional<Instant> nextOpening(List<UpdateWindow> windows, Instant at) {
    return windows.stream()
        .flatMap(window -> openings(window).mapToObj(opening -> WEEK - since(opening, at)))
        .min(Long::compare)
        .map(at::plusMillis);
  }

  /** Milliseconds from the start of a week at which the window opens. */
  private static LongStream openings(UpdateWindow window) {
    var days = window.days().isEmpty() ? EnumSet.allOf(DayOfWeek.class) : window.days();
    return days.stream().mapToLong(day -> (day.getValue() - 1) * DAY + ofDay(window.from()));
  }

  private static long length(UpdateWindow window) {
    return Math.floorMod(ofDay(window.to()) - ofDay(window.from()), DAY);
  }

  private static long ofDay(LocalTime time) {
    return Duration.between(LocalTime.MIDNIGHT, time).toMillis();
  }

  private static long since(long opening, Instant at) {
    var utc = at.atOffset(ZoneOffset.UTC);
    var ofWeek = (utc.getDayOfWeek().getValue() - 1) * DAY + ofDay(utc.toLocalTime());
    return Math.floorMod(ofWeek - opening, WEEK);
  }
}
