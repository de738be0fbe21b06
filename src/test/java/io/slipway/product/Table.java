package io.slipway.product;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A table as kubectl prints it, so that two can be compared whatever the width of their columns.
 * Ages become {@code <age>}, because they differ from run to run.
 */
record Table(List<String> columns, List<List<String>> rows) {
  private static final Pattern COLUMN = Pattern.compile("\\S+( \\S+)*");
  private static final Set<String> AGES = Set.of("SYNC", "TRANSITIONTIME", "AGE");

  static Table parse(String text) {
    var lines = text.lines().filter(line -> !line.isBlank()).toList();
    var columns = new ArrayList<String>();
    var starts = new ArrayList<Integer>();
    var header = COLUMN.matcher(lines.getFirst());
    while (header.find()) {
      columns.add(header.group());
      starts.add(header.start());
    }
    var rows = lines.stream().skip(1).map(line -> cells(line, columns, starts)).toList();
    return new Table(List.copyOf(columns), rows);
  }

  private static List<String> cells(String line, List<String> columns, List<Integer> starts) {
    var cells = new ArrayList<String>();
    for (var i = 0; i < starts.size(); i++) {
      var from = Math.min(starts.get(i), line.length());
      var to = i + 1 < starts.size() ? Math.min(starts.get(i + 1), line.length()) : line.length();
      var cell = line.substring(from, to).strip();
      var isAge = AGES.contains(columns.get(i)) && cell.matches("(\\d+[smhd])+");
      cells.add(isAge ? "<age>" : cell);
    }
    return List.copyOf(cells);
  }
}
