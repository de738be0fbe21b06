package io.slipway.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * First document of a YAML text as a JSON tree. Nothing but maps, lists and scalars comes out, tags
 * of other types are refused; depth, aliases and the size after their expansion are bounded.
 */
final class YamlText {
  private static final int DEPTH_MAX = 64;
  private static final int ALIASES_MAX = 100;
  private static final int NODES_MAX = 100_000;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final boolean raw;
  private int nodesLeft = NODES_MAX;

  private YamlText(boolean raw) {
    this.raw = raw;
  }

  /** Scalars as they are written: an unquoted {@code 2.10} stays {@code 2.10} (2.14). */
  static JsonNode raw(String text) {
    return new YamlText(true).read(text);
  }

  /** Scalars with their types. */
  static JsonNode typed(String text) {
    return new YamlText(false).read(text);
  }

  /**
   * @throws YAMLException when the text is not YAML or exceeds a bound
   */
  private JsonNode read(String text) {
    var options = new LoaderOptions();
    options.setMaxAliasesForCollections(ALIASES_MAX);
    options.setNestingDepthLimit(DEPTH_MAX);
    var documents = new Yaml(options).composeAll(new StringReader(text)).iterator();
    return documents.hasNext() ? json(documents.next(), 0) : NODES.nullNode();
  }

  private JsonNode json(Node node, int depth) {
    if (nodesLeft-- <= 0 || depth > DEPTH_MAX) {
      throw new YAMLException("the document is too large or too deep");
    }
    return switch (node) {
      case MappingNode map -> {
        var object = NODES.objectNode();
        for (var entry : map.getValue()) {
          if (!(entry.getKeyNode() instanceof ScalarNode key)) {
            throw new YAMLException("a key is not a scalar");
          }
          object.set(key.getValue(), json(entry.getValueNode(), depth + 1));
        }
        yield object;
      }
      case SequenceNode list -> {
        var array = NODES.arrayNode();
        list.getValue().forEach(item -> array.add(json(item, depth + 1)));
        yield array;
      }
      case ScalarNode scalar -> scalar(scalar);
      default -> throw new YAMLException("unexpected node");
    };
  }

  private JsonNode scalar(ScalarNode scalar) {
    var text = scalar.getValue();
    if (scalar.getTag().equals(Tag.NULL)) {
      return NODES.nullNode();
    }
    if (raw) {
      return NODES.textNode(text);
    }
    if (scalar.getTag().equals(Tag.BOOL)) {
      return bool(text);
    }
    var isNumber = scalar.getTag().equals(Tag.INT) || scalar.getTag().equals(Tag.FLOAT);
    return isNumber ? number(text).orElse(NODES.textNode(text)) : NODES.textNode(text);
  }

  /** {@code yes} and {@code on} are words to everyone but YAML 1.1. */
  private static JsonNode bool(String text) {
    var isBool = text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
    return isBool ? NODES.booleanNode(Boolean.parseBoolean(text)) : NODES.textNode(text);
  }

  /** Empty for notations that JSON does not have. */
  private static Optional<JsonNode> number(String text) {
    try {
      return text.length() > 64 || !text.matches("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d{1,3})?")
          ? Optional.empty()
          : Optional.of(new JsonMapper().readTree(text));
    } catch (com.fasterxml.jackson.core.JacksonException e) {
      return Optional.of(NODES.numberNode(new BigDecimal(text)));
    }
  }
}
