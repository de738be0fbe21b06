package io.slipway.install;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Fills defaults of a schema into a document (runtime.md V12, modules.md C-37): an absent key gets
 * its default, then the walk goes on into keys that exist and into items of arrays. A nested
 * default below an absent object that has no default itself is never applied.
 */
final class SchemaDefaults {
  private SchemaDefaults() {}

  /** A new document; an explicit {@code null} counts as present. */
  static ObjectNode fill(JsonNode schema, ObjectNode document) {
    var filled = document.deepCopy();
    fillNode(schema, filled);
    return filled;
  }

  private static void fillNode(JsonNode schema, JsonNode node) {
    if (node instanceof ObjectNode object) {
      for (var property : schema.path("properties").properties()) {
        var name = property.getKey();
        var fallback = property.getValue().path("default");
        if (!object.has(name) && !fallback.isMissingNode()) {
          object.set(name, fallback.deepCopy());
        }
        fillNode(property.getValue(), object.path(name));
      }
    } else if (node.isArray()) {
      node.forEach(item -> fillNode(schema.path("items"), item));
    }
  }
}
