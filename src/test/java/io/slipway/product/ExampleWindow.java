package io.slipway.product;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;

/** The window of the policy in SEED.md: Monday and Wednesday from 13:30 to 14:00 UTC. */
final class ExampleWindow {
  private ExampleWindow() {}

  static boolean isOpen(ZonedDateTime now) {
    var time = now.toLocalTime();
    return isDay(now.toLocalDate())
        && !time.isBefore(LocalTime.of(13, 30))
        && time.isBefore(LocalTime.of(14, 0));
  }

  private static boolean isDay(LocalDate date) {
    return Set.of(DayOfWeek.MONDAY, DayOfWeek.WEDNESDAY).contains(date.getDayOfWeek());
  }

  static String opening(ZonedDateTime now) {
    var format = DateTimeFormatter.ofPattern("dd MMM yyyy HH:mm 'UTC'", Locale.ENGLISH);
    return now.toLocalDate()
        .datesUntil(now.toLocalDate().plusDays(8))
        .filter(ExampleWindow::isDay)
        .map(date -> date.atTime(13, 30).atZone(ZoneOffset.UTC))
        .filter(opens -> opens.isAfter(now))
        .findFirst()
        .orElseThrow()
        .format(format);
  }
}
