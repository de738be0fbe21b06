package io.slipway.install;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * YAML as module authors know it from Helm: anchors and merge keys are resolved, while dates and
 * base-60 numbers stay text. Size, before and after the expansion of aliases, is bounded.
 */
final class YamlText {
  static final ObjectMapper JSON = new ObjectMapper();
  private static final int SIZE_MAX = 8 << 20;
  private static final int LINE_MAX = 512 << 10;
  private static final long NODES_MAX = 1_000_000;
  private static final int DEPTH_MAX = 100;

  private YamlText() {}

  /** One document; a missing node when the text is empty. */
  static JsonNode parse(String text) throws YAMLException {
    checkLines(text);
    var value = (Object) reader().load(text);
    return value == null ? MissingNode.getInstance() : tree(value);
  }

  /** Every document of the text. */
  static List<JsonNode> parseAll(String text) throws YAMLException {
    checkLines(text);
    var documents = new ArrayList<JsonNode>();
    reader().loadAll(text).forEach(value -> documents.add(tree(value)));
    return documents;
  }

  /** The reader's work grows with the square of a comment's or scalar's length on one line. */
  private static void checkLines(String text) throws YAMLException {
    var start = 0;
    for (var end = text.indexOf('\n'); ; end = text.indexOf('\n', start)) {
      if ((end < 0 ? text.length() : end) - start > LINE_MAX) {
        throw new YAMLException("a line is longer than %d KiB".formatted(LINE_MAX >> 10));
      }
      if (end < 0) {
        return;
      }
      start = end + 1;
    }
  }

  /** An alias is one object to the reader and a copy to a tree: few lines can ask for billions. */
  private static JsonNode tree(@Nullable Object value) throws YAMLException {
    if (new Expansion().of(value).exceeds(NODES_MAX, DEPTH_MAX)) {
      throw new YAMLException("the document is too large or too deep");
    }
    return JSON.valueToTree(value);
  }

  private record Size(long nodes, int depth) {
    static final Size ONE = new Size(1, 1);

    /** Of what holds itself. */
    static final Size ENDLESS = new Size(NODES_MAX + 1, DEPTH_MAX + 1);

    Size with(Size child) {
      return new Size(
          Math.min(NODES_MAX + 1, nodes + child.nodes), Math.max(depth, child.depth + 1));
    }

    boolean exceeds(long nodesMax, int depthMax) {
      return nodes > nodesMax || depth > depthMax;
    }
  }

  /** Size of the tree that a value becomes, with each object of the reader looked at once. */
  private static final class Expansion {
    private final Map<Object, Size> known = new IdentityHashMap<>();

    Size of(@Nullable Object value) {
      return switch (value) {
        case Map<?, ?> map -> of(map, map.values());
        case Collection<?> list -> of(list, list);
        case null, default -> Size.ONE;
      };
    }

    private Size of(Object node, Collection<?> children) {
      var before = known.putIfAbsent(node, Size.ENDLESS);
      if (before != null) {
        return before;
      }
      var size = Size.ONE;
      for (var child : children) {
        size = size.with(of(child));
      }
      known.put(node, size);
      return size;
    }
  }

  private static Yaml reader() {
    var options = new LoaderOptions();
    options.setCodePointLimit(SIZE_MAX);
    options.setAllowDuplicateKeys(false);
    var dumper = new DumperOptions();
    return new Yaml(
        new SafeConstructor(options), new Representer(dumper), dumper, options, new Scalars());
  }

  private static final class Scalars extends Resolver {
    private static final Pattern INTEGER =
        Pattern.compile("[-+]?(?:0|[1-9][0-9_]*|0b[0-1_]+|0[0-7_]+|0x[0-9a-fA-F_]+)");
    private static final Pattern DECIMAL =
        Pattern.compile(
            "[-+]?(?:[0-9][0-9_]*\\.[0-9_]*(?:[eE][-+]?[0-9]+)?|[0-9][0-9_]*[eE][-+]?[0-9]+"
                + "|\\.[0-9_]+(?:[eE][-+]?[0-9]+)?|\\.(?:inf|Inf|INF))|\\.(?:nan|NaN|NAN)");

    @Override
    protected void addImplicitResolvers() {
      addImplicitResolver(Tag.BOOL, BOOL, "yYnNtTfFoO");
      addImplicitResolver(Tag.INT, INTEGER, "-+0123456789");
      addImplicitResolver(Tag.FLOAT, DECIMAL, "-+0123456789.");
      addImplicitResolver(Tag.MERGE, MERGE, "<");
      addImplicitResolver(Tag.NULL, NULL, "~nN\0");
      addImplicitResolver(Tag.NULL, EMPTY, null);
    }
  }
}
