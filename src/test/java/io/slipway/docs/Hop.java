package io.slipway.docs;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One item of the walk in {@code docs/architecture.md}.
 *
 * @param number as printed
 * @param className binary name
 * @param word how it leads to the next item, e.g. {@code calls}
 */
record Hop(int number, String className, String word) {
  private static final Pattern ITEM = Pattern.compile("^(\\d+)\\. (.*)$");
  private static final Pattern CONTENT =
      Pattern.compile("`(io\\.slipway\\.[\\w.$]+)` ([a-z ]+):.*");

  /**
   * @throws IllegalArgumentException for a numbered line that is not of the form
   */
  static List<Hop> read(String page) {
    return page.lines().flatMap(Hop::ofLine).toList();
  }

  private static Stream<Hop> ofLine(String line) {
    var item = ITEM.matcher(line);
    if (!item.matches()) {
      return Stream.empty();
    }
    var content = CONTENT.matcher(item.group(2));
    if (!content.matches()) {
      throw new IllegalArgumentException("not an item of the walk: " + line);
    }
    return Stream.of(new Hop(Integer.parseInt(item.group(1)), content.group(1), content.group(2)));
  }
}
