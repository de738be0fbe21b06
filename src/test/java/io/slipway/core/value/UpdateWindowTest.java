package io.slipway.core.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** releases.md 3.4, the examples of releases.md 2.9, and midnight as DESIGN.md section 1 has it. */
class UpdateWindowTest {
  private static final Instant THURSDAY = Instant.parse("2019-10-17T15:33:00Z");

  @ParameterizedTest(name = "{0}: {1} {2}-{3} at {4} is open: {5}")
  @CsvSource({
    "3.4 rule 2,  Mon Wed, 13:30, 14:00, 2019-10-16T13:29:59Z,     false",
    "3.4 rule 2,  Mon Wed, 13:30, 14:00, 2019-10-16T13:30:00Z,     true",
    "3.4 rule 2,  Mon Wed, 13:30, 14:00, 2019-10-16T14:00:00Z,     true",
    "3.4 rule 2,  Mon Wed, 13:30, 14:00, 2019-10-16T14:00:00.001Z, false",
    "3.4 rule 2,  Mon Wed, 13:30, 14:00, 2019-10-17T13:45:00Z,     false",
    "3.4 rule 3,  '',      10:00, 11:00, 2019-10-19T10:30:00Z,     true",
    "midnight,    Mon,     22:00, 06:00, 2019-10-14T21:59:59Z,     false",
    "midnight,    Mon,     22:00, 06:00, 2019-10-14T22:00:00Z,     true",
    "midnight,    Mon,     22:00, 06:00, 2019-10-15T05:59:00Z,     true",
    "midnight,    Mon,     22:00, 06:00, 2019-10-15T06:00:00Z,     true",
    "midnight,    Mon,     22:00, 06:00, 2019-10-15T06:00:01Z,     false",
    "midnight,    Mon,     22:00, 06:00, 2019-10-14T03:00:00Z,     false",
    "midnight,    Mon,     22:00, 06:00, 2019-10-15T22:30:00Z,     false",
    "midnight,    '',      22:00, 06:00, 2019-10-15T12:00:00Z,     false",
    "midnight,    Sun,     22:00, 06:00, 2019-10-14T01:00:00Z,     true"
  })
  void a_window_is_open(
      String rule, String days, String from, String to, Instant at, boolean open) {
    assertThat(window(days, from, to).isOpen(at)).isEqualTo(open);
  }

  @ParameterizedTest(name = "{0}: {1} {2}-{3} opens at {4}")
  @CsvSource({
    "2.9 example 1, '',      10:00, 11:00, 2019-10-18T10:00:00Z",
    "2.9 example 2, '',      08:00, 08:01, 2019-10-18T08:00:00Z",
    "3.4 rule 6,    '',      15:00, 16:00, 2019-10-17T15:33:00Z",
    "3.4 rule 6,    '',      20:00, 21:00, 2019-10-17T20:00:00Z",
    "3.4 rule 6,    Mon Wed, 13:30, 14:00, 2019-10-21T13:30:00Z",
    "3.4 rule 6,    Thu,     10:00, 11:00, 2019-10-24T10:00:00Z",
    "3.4 rule 6,    Thu,     16:00, 17:00, 2019-10-17T16:00:00Z",
    "midnight,      Wed,     22:00, 16:00, 2019-10-17T15:33:00Z",
    "midnight,      '',      22:00, 06:00, 2019-10-17T22:00:00Z"
  })
  void the_next_opening_seen_from_thursday_15_33(
      String rule, String days, String from, String to, Instant opens) {
    assertThat(window(days, from, to).nextOpening(THURSDAY)).isEqualTo(opens);
  }

  @Test
  void without_windows_updates_are_always_allowed() {
    assertThat(UpdateWindow.anyOpen(List.of(), THURSDAY)).isTrue();
    assertThat(UpdateWindow.nextOpening(List.of(), THURSDAY)).isEmpty();
  }

  @Test
  void of_several_windows_one_open_is_enough_and_the_earliest_opens_next() {
    var closed = window("Mon", "10:00", "11:00");
    var soon = window("Thu", "16:00", "17:00");
    var open = window("", "15:00", "16:00");

    assertThat(UpdateWindow.anyOpen(List.of(closed, open), THURSDAY)).isTrue();
    assertThat(UpdateWindow.anyOpen(List.of(closed, soon), THURSDAY)).isFalse();
    assertThat(UpdateWindow.nextOpening(List.of(closed, soon), THURSDAY))
        .contains(Instant.parse("2019-10-17T16:00:00Z"));
  }

  private static UpdateWindow window(String days, String from, String to) {
    return new UpdateWindow(days(days), LocalTime.parse(from), LocalTime.parse(to));
  }

  private static Set<DayOfWeek> days(String names) {
    return Stream.of(DayOfWeek.values())
        .filter(day -> names.toUpperCase().contains(day.name().substring(0, 3)))
        .collect(Collectors.toSet());
  }
}
