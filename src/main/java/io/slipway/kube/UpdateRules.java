package io.slipway.kube;

import io.slipway.core.value.ReleaseChannel;
import io.slipway.core.value.UpdateMode;
import io.slipway.core.value.UpdatePolicy;
import io.slipway.core.value.UpdateWindow;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the rules of an update policy as users spell them (releases.md 3.1, 3.3 and 3.4). */
final class UpdateRules {
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

  private UpdateRules() {}

  /** A window as the user wrote it; empty texts mean absent. */
  record Span(String from, String to, List<String> days) {}

  /**
   * The policy. An unknown channel counts as Stable, an unknown mode as AutoPatch (releases.md
   * 3.3). A window that cannot be read is left out; when none of the given ones can be read, the
   * mode is Manual where it was automatic, because no window at all would mean "at any time".
   */
  static UpdatePolicy policy(String name, String channel, String mode, List<Span> spans) {
    var windows = spans.stream().flatMap(span -> window(span).stream()).toList();
    var wished = UpdateMode.parse(mode).orElse(UpdateMode.AUTO_PATCH);
    var unsafe = windows.isEmpty() && !spans.isEmpty() && wished != UpdateMode.IGNORE;
    return new UpdatePolicy(
        name,
        ReleaseChannel.parse(channel).orElse(ReleaseChannel.STABLE),
        unsafe ? UpdateMode.MANUAL : wished,
        windows);
  }

  private static Optional<UpdateWindow> window(Span span) {
    return days(span.days())
        .flatMap(
            days ->
                time(span.from())
                    .flatMap(from -> time(span.to()).map(to -> new UpdateWindow(days, from, to))));
  }

  /** Empty when days are given and none is known, unlike an empty set, which means every day. */
  private static Optional<Set<DayOfWeek>> days(List<String> texts) {
    var days = EnumSet.noneOf(DayOfWeek.class);
    for (var text : texts) {
      var day = DAYS.get(text.toLowerCase(Locale.ROOT));
      if (day != null) {
        days.add(day);
      }
    }
    return days.isEmpty() && !texts.isEmpty() ? Optional.empty() : Optional.of(days);
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
