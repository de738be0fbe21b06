package io.slipway.install;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Adds the label of managed objects to rendered manifests (runtime.md H1). It is written into the
 * text where the parser says it belongs, so nothing else of an object changes on the way.
 */
final class RenderedObjects {
  private static final String KEY = "heritage";
  private static final String VALUE = "deckhouse";

  private RenderedObjects() {}

  /**
   * Hooks and objects of a release as text of one or more YAML documents, from the report of a dry
   * run.
   */
  static String fromReport(String report) {
    var parts = new StringBuilder();
    var inside = false;
    for (var line : report.split("\n", -1)) {
      switch (line) {
        case "HOOKS:", "MANIFEST:" -> inside = true;
        case "NOTES:" -> inside = false;
        default -> {
          if (inside) {
            parts.append(line).append('\n');
          }
        }
      }
    }
    return parts.toString();
  }

  /** The same text with the label on every object; unchanged where it cannot be understood. */
  static String label(String manifests) {
    var insertions = new TreeMap<Integer, Edit>();
    try {
      for (var document : YamlText.reader().composeAll(new StringReader(manifests))) {
        collect(document, insertions);
      }
    } catch (YAMLException foreign) {
      return manifests;
    }
    return apply(manifests, insertions);
  }

  /**
   * @param length of the text it replaces, in code points
   */
  private record Edit(int length, String text) {}

  private static String apply(String text, TreeMap<Integer, Edit> edits) {
    var codePoints = text.codePoints().toArray();
    var result = new StringBuilder(text.length() + edits.size() * 32);
    var position = 0;
    for (var edit : edits.entrySet()) {
      result.append(new String(codePoints, position, edit.getKey() - position));
      result.append(edit.getValue().text());
      position = edit.getKey() + edit.getValue().length();
    }
    return result.append(new String(codePoints, position, codePoints.length - position)).toString();
  }

  private static void collect(Node document, TreeMap<Integer, Edit> edits) {
    if (!(document instanceof MappingNode object)) {
      return;
    }
    var kind = scalar(value(object, "kind"));
    if (kind.endsWith("List")
        && value(object, "items").orElse(null) instanceof SequenceNode items) {
      items.getValue().forEach(item -> collect(item, edits));
    } else if (value(object, "metadata").orElse(null) instanceof MappingNode metadata) {
      labelMetadata(metadata, edits);
    }
  }

  private static void labelMetadata(MappingNode metadata, TreeMap<Integer, Edit> edits) {
    var labels = value(metadata, "labels");
    if (labels.isEmpty()) {
      insertFirst(metadata, "labels: {%s: %s}".formatted(KEY, VALUE), edits);
    } else if (labels.get() instanceof MappingNode present) {
      labelExisting(present, edits);
    } else if (scalar(labels).isEmpty()) {
      replace(labels.get(), " {%s: %s}".formatted(KEY, VALUE), edits);
    }
  }

  private static void labelExisting(MappingNode labels, TreeMap<Integer, Edit> edits) {
    var heritage = value(labels, KEY);
    if (heritage.isPresent()) {
      if (!scalar(heritage).equals(VALUE)) {
        replace(heritage.get(), VALUE, edits);
      }
    } else if (labels.getValue().isEmpty()) {
      replace(labels, "{%s: %s}".formatted(KEY, VALUE), edits);
    } else {
      insertFirst(labels, "%s: %s".formatted(KEY, VALUE), edits);
    }
  }

  private static void replace(Node node, String text, TreeMap<Integer, Edit> edits) {
    var start = node.getStartMark().getIndex();
    edits.put(start, new Edit(node.getEndMark().getIndex() - start, text));
  }

  private static void insertFirst(MappingNode map, String field, TreeMap<Integer, Edit> edits) {
    if (map.getValue().isEmpty()) {
      replace(map, "{%s}".formatted(field), edits);
      return;
    }
    var first = map.getValue().getFirst().getKeyNode().getStartMark();
    var separator =
        map.getFlowStyle() == FlowStyle.FLOW ? ", " : "\n" + " ".repeat(first.getColumn());
    edits.put(first.getIndex(), new Edit(0, field + separator));
  }

  private static Optional<Node> value(MappingNode map, String key) {
    List<Node> found = new ArrayList<>();
    for (NodeTuple tuple : map.getValue()) {
      if (tuple.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key)) {
        found.add(tuple.getValueNode());
      }
    }
    return found.stream().reduce((_, last) -> last);
  }

  private static String scalar(Optional<Node> node) {
    return node.orElse(null) instanceof ScalarNode scalar ? scalar.getValue() : "";
  }
}
