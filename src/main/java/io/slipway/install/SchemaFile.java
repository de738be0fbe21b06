package io.slipway.install;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Transformations of OpenAPI schemas before use (runtime.md V13, V14; modules.md C-35, C-36, C-39).
 * Every function returns a new tree.
 */
final class SchemaFile {
  private static final int DEPTH_MAX = 64;
  private static final int NODES_MAX = 200_000;
  private static final List<String> EXTENDED_MAPS =
      List.of("definitions", "properties", "patternProperties");
  private static final List<String> EXTENDED_TEXTS = List.of("title", "description");
  private static final String REQUIRED_FOR_HELM = "x-required-for-helm";

  private SchemaFile() {}

  /** Replaces every local {@code $ref} by what it names. */
  static ObjectNode expandRefs(ObjectNode root) throws BadSchema {
    if (new Expansion(root).expand(root, 0) instanceof ObjectNode expanded) {
      return expanded;
    }
    throw new BadSchema("not an object");
  }

  /** A schema that cannot be used, with a text for the author of the module. */
  static final class BadSchema extends Exception {
    private static final long serialVersionUID = 1;

    BadSchema(String text) {
      super(text, null, false, false);
    }
  }

  /** A $ref is a copy of what it names, so a few that name each other can ask for billions. */
  private static final class Expansion {
    private final JsonNode root;
    private int nodesLeft = NODES_MAX;

    Expansion(JsonNode root) {
      this.root = root;
    }

    JsonNode expand(JsonNode node, int depth) throws BadSchema {
      if (depth > DEPTH_MAX) {
        throw new BadSchema("nested too deeply, or a $ref leads back to itself");
      }
      if (nodesLeft-- <= 0) {
        throw new BadSchema("too large with every $ref in place");
      }
      if (node instanceof ArrayNode list) {
        var copy = list.arrayNode();
        for (var item : list) {
          copy.add(expand(item, depth + 1));
        }
        return copy;
      }
      return node instanceof ObjectNode object ? expand(object, depth) : node;
    }

    private JsonNode expand(ObjectNode object, int depth) throws BadSchema {
      var ref = object.path("$ref");
      if (ref.isTextual()) {
        return expand(target(ref.asText()), depth + 1);
      }
      var copy = object.objectNode();
      for (var field : object.properties()) {
        copy.set(field.getKey(), expand(field.getValue(), depth + 1));
      }
      return copy;
    }

    private JsonNode target(String ref) throws BadSchema {
      var found = ref.startsWith("#/") ? root.at(ref.substring(1)) : root.path("\0");
      if (found.isMissingNode()) {
        throw new BadSchema("$ref \"%s\" leads nowhere".formatted(ref));
      }
      return found;
    }
  }

  /** Applies {@code x-extend}: what the config schema has and the values schema has not (C-35). */
  static ObjectNode extend(ObjectNode values, ObjectNode config) {
    if (!values.path("x-extend").path("schema").asText().equals("config-values.yaml")) {
      return values;
    }
    var merged = values.deepCopy();
    merged.remove("x-extend");
    for (var map : EXTENDED_MAPS) {
      if (config.path(map) instanceof ObjectNode base) {
        var own = merged.path(map) instanceof ObjectNode present ? present : merged.putObject(map);
        base.properties().stream()
            .filter(field -> !own.has(field.getKey()))
            .forEach(field -> own.set(field.getKey(), field.getValue().deepCopy()));
      }
    }
    for (var field : config.properties()) {
      var copied = EXTENDED_TEXTS.contains(field.getKey()) || field.getKey().startsWith("x-");
      if (copied && !merged.has(field.getKey())) {
        merged.set(field.getKey(), field.getValue().deepCopy());
      }
    }
    require(merged, texts(config.path("required")));
    return merged;
  }

  /** Declares the object that the runtime puts under {@code registry} (V15, C-39). */
  static ObjectNode withRegistry(ObjectNode values) {
    var merged = values.deepCopy();
    var properties =
        merged.path("properties") instanceof ObjectNode own ? own : merged.putObject("properties");
    var registry = properties.putObject("registry").put("type", "object");
    registry.putArray("required").add("base").add("scheme");
    for (var name : List.of("base", "scheme", "dockercfg", "ca")) {
      registry.withObjectProperty("properties").putObject(name).put("type", "string");
    }
    return merged;
  }

  /** Closes every object that says nothing about further properties (C-36). */
  static ObjectNode close(ObjectNode schema) {
    var closed = schema.deepCopy();
    closeLevel(closed);
    return closed;
  }

  private static void closeLevel(ObjectNode schema) {
    if (schema.has("additionalProperties")) {
      return;
    }
    if (isObject(schema)) {
      schema.put("additionalProperties", false);
    }
    forEachChild(schema, SchemaFile::closeLevel);
  }

  private static boolean isObject(ObjectNode schema) {
    var type = schema.path("type").asText("");
    return type.equals("object") || (type.isEmpty() && schema.has("properties"));
  }

  /** Appends every {@code x-required-for-helm} to {@code required} (V14). */
  static ObjectNode forHelm(ObjectNode schema) {
    var strict = schema.deepCopy();
    requireForHelm(strict);
    return strict;
  }

  private static void requireForHelm(ObjectNode schema) {
    var names = schema.path(REQUIRED_FOR_HELM);
    require(schema, names.isTextual() ? List.of(names.asText()) : texts(names));
    forEachChild(schema, SchemaFile::requireForHelm);
  }

  /** Drops what only documentation and this runtime read; validators complain about it. */
  static ObjectNode withoutExtensions(ObjectNode schema) {
    var plain = schema.deepCopy();
    dropExtensions(plain);
    return plain;
  }

  private static void dropExtensions(ObjectNode schema) {
    schema.remove(
        schema.properties().stream()
            .map(java.util.Map.Entry::getKey)
            .filter(key -> key.startsWith("x-"))
            .toList());
    forEachChild(schema, SchemaFile::dropExtensions);
  }

  private static void forEachChild(ObjectNode schema, Consumer<ObjectNode> visit) {
    var children = new ArrayList<JsonNode>();
    schema.path("properties").forEach(children::add);
    schema.path("patternProperties").forEach(children::add);
    children.add(schema.path("items"));
    for (var child : children) {
      if (child instanceof ObjectNode object) {
        visit.accept(object);
      }
    }
  }

  private static void require(ObjectNode schema, List<String> names) {
    if (names.isEmpty()) {
      return;
    }
    Set<String> all = new LinkedHashSet<>(texts(schema.path("required")));
    all.addAll(names);
    var list = schema.putArray("required");
    all.forEach(list::add);
  }

  private static List<String> texts(JsonNode list) {
    var texts = new ArrayList<String>();
    list.forEach(item -> texts.add(item.asText()));
    return texts;
  }
}
