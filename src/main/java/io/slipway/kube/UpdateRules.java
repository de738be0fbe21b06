package io.slipway.kube;

import io.slipway.core.value.GoDuration;
import io.slipway.core.value.ReleaseChannel;
import io.slipway.core.value.Soak;
import io.slipway.core.value.UpdateMode;
import io.slipway.core.value.UpdatePolicy;
import io.slipway.core.value.UpdateWindow;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rules of an update policy as users spell them (releases.md 3.1, 3.3 and 3.4); empty texts mean
 * absent.
 *
 * @param minimalAge how old a version must be
 * @param securityBypass whether a security fix need not be
 */
record UpdateRules(
    String channel, String mode, List<Span> spans, String minimalAge, boolean securityBypass) {
  private static final Pattern TIME = Pattern.compile("(\\d|[01]\\d|2[0-3]):([0-5]\\d)");
  private static final Map<String, DayOfWeek> DAYS =
      Map.of(
          "mon", DayOfWeek.MONDAY,
          "tue", DayOfWeek.TUESDAY,
          "wed", DayOfWeek.WEDNESDAY,
          "thu", DayOfWeek.THURSDAY,
          "fri", DayOfWeek.FRIDAY,
          "sat", DayOfWeek.SATURDAY,
          "sun", DayOfWeek.SUNDAY);

  /** A window as the user wrote it. */
  record Span(String from, String to, List<String> days) {
    private Optional<UpdateWindow> window() {
      return known()
          .flatMap(
              set ->
                  time(from)
                      .flatMap(
                          opens ->
                              time(to)
                                  .filter(closes -> !closes.equals(opens))
                                  .map(closes -> new UpdateWindow(set, opens, closes))));
    }

    /** Empty when days are given and none is known, unlike an empty set: that is every day. */
    private Optional<Set<DayOfWeek>> known() {
      var set = EnumSet.noneOf(DayOfWeek.class);
      for (var text : days) {
        day(text).ifPresent(set::add);
      }
      return set.isEmpty() && !days.isEmpty() ? Optional.empty() : Optional.of(set);
    }

    private Stream<String> problems() {
      var odd = days.stream().filter(text -> day(text).isEmpty());
      return Stream.of(times(), odd.map(text -> "days: '" + text + "' is no weekday such as Mon"))
          .flatMap(problems -> problems);
    }

    private Stream<String> times() {
      if (time(from).isEmpty() || time(to).isEmpty()) {
        return Stream.of("from and to must be times such as 8:00");
      }
      return time(from).equals(time(to))
          ? Stream.of("must not begin (from) and end (to) at the same time")
          : Stream.empty();
    }
  }

  /**
   * The policy. An unknown channel counts as Stable, an unknown mode as AutoPatch (releases.md
   * 3.3). A window that cannot be read is left out; when none of the given ones can be read, or the
   * age cannot, the mode is Manual where it was automatic, because no rule at all would mean "at
   * any time".
   */
  UpdatePolicy policy(String name) {
    var windows = spans.stream().flatMap(span -> span.window().stream()).toList();
    var age = age();
    var wished = UpdateMode.parse(mode).orElse(UpdateMode.AUTO_PATCH);
    var isUnsafe = windows.isEmpty() && !spans.isEmpty() || age.isEmpty();
    return new UpdatePolicy(
        name,
        ReleaseChannel.parse(channel).orElse(ReleaseChannel.STABLE),
        isUnsafe && wished != UpdateMode.IGNORE ? UpdateMode.MANUAL : wished,
        windows,
        new Soak(age.orElse(Duration.ZERO), securityBypass));
  }

  private Optional<Duration> age() {
    return minimalAge.isEmpty() ? Optional.of(Duration.ZERO) : GoDuration.parse(minimalAge);
  }

  /** What cannot be read, for the user. */
  List<String> problems() {
    var problems = new ArrayList<String>();
    for (var number = 0; number < spans.size(); number++) {
      var where = "windows[" + number + "]: ";
      spans.get(number).problems().forEach(problem -> problems.add(where + problem));
    }
    if (age().isEmpty()) {
      problems.add(notDuration("minimalAge", minimalAge));
    }
    return problems;
  }

  static String notDuration(String field, String text) {
    return field + ": '" + text + "' is no duration such as 30m, 72h or 7d";
  }

  private static Optional<DayOfWeek> day(String text) {
    return Optional.ofNullable(DAYS.get(text.toLowerCase(Locale.ROOT)));
  }

  private static Optional<LocalTime> time(String text) {
    var match = TIME.matcher(text);
    return match.matches()
        ? Optional.of(
            LocalTime.of(Integer.parseInt(match.group(1)), Integer.parseInt(match.group(2))))
        : Optional.empty();
  }

  /** Windows out of free-form settings, where every part may have the wrong type. */
  static List<Span> spans(@Nullable Object windows) {
    if (!(windows instanceof List<?> list)) {
      return List.of();
    }
    var spans = new ArrayList<Span>();
    for (var one : list) {
      var fields = one instanceof Map<?, ?> map ? map : Map.of();
      spans.add(new Span(text(fields.get("from")), text(fields.get("to")), days(fields)));
    }
    return spans;
  }

  private static List<String> days(Map<?, ?> fields) {
    return fields.get("days") instanceof List<?> days
        ? days.stream().map(UpdateRules::text).toList()
        : List.of();
  }

  static String text(@Nullable Object value) {
    return value instanceof String text ? text : "";
  }
}
