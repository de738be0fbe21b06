package io.slipway.core.value;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Weekly period in UTC in which updates may be applied (releases.md 3.4, DESIGN.md: across midnight
 * it is open until {@code to} of the next day).
 *
 * @param days on which the window opens; empty means every day
 * @param from opening time
 * @param to closing time, inclusive at exactly that instant
 */
public record UpdateWindow(Set<DayOfWeek> days, LocalTime from, LocalTime to) {
  private static final int DAYS_AHEAD_MAX = 8;

  public UpdateWindow {
    days = Set.copyOf(days);
  }

  /** Whether updates may be applied: always when there is no window. */
  public static boolean anyOpen(List<UpdateWindow> windows, Instant at) {
    return windows.isEmpty() || windows.stream().anyMatch(window -> window.isOpen(at));
  }

  /** Earliest instant from {@code at} on at which a window is open; empty without windows. */
  public static Optional<Instant> nextOpening(List<UpdateWindow> windows, Instant at) {
    return windows.stream().map(window -> window.nextOpening(at)).min(Comparator.naturalOrder());
  }

  public boolean isOpen(Instant at) {
    var time = LocalDateTime.ofInstant(at, ZoneOffset.UTC);
    return covers(time, time.toLocalDate()) || covers(time, time.toLocalDate().minusDays(1));
  }

  /** {@code at} itself while open, else the next opening. */
  public Instant nextOpening(Instant at) {
    if (isOpen(at)) {
      return at;
    }
    var time = LocalDateTime.ofInstant(at, ZoneOffset.UTC);
    for (var ahead = 0; ahead <= DAYS_AHEAD_MAX; ahead++) {
      var opening = time.toLocalDate().plusDays(ahead).atTime(from);
      if (opensOn(opening.toLocalDate()) && opening.isAfter(time)) {
        return opening.toInstant(ZoneOffset.UTC);
      }
    }
    throw new IllegalStateException("a weekly window opens within eight days");
  }

  private boolean covers(LocalDateTime time, LocalDate openingDay) {
    var opening = openingDay.atTime(from);
    var closing = (to.isAfter(from) ? openingDay : openingDay.plusDays(1)).atTime(to);
    return opensOn(openingDay) && !time.isBefore(opening) && !time.isAfter(closing);
  }

  private boolean opensOn(LocalDate day) {
    return days.isEmpty() || EnumSet.copyOf(days).contains(day.getDayOfWeek());
  }
}
