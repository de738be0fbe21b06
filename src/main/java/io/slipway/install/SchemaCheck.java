package io.slipway.install;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.util.List;

/**
 * Validates documents against one schema. The texts of missing, forbidden and mistyped fields are
 * those that users of the API know; whether a release waits or is suspended depends on them
 * (releases.md T10).
 */
final class SchemaCheck {
  private final Schema schema;

  SchemaCheck(ObjectNode schema) {
    this.schema =
        SchemaRegistry.withDialect(Dialects.getOpenApi30())
            .getSchema(SchemaFile.withoutExtensions(schema));
  }

  /**
   * One text per violation, sorted, without the offending values: they may be secrets.
   *
   * @param root key of the module, first part of every path (C-38)
   */
  List<String> violations(String root, JsonNode document) {
    return schema.validate(document).stream()
        .map(error -> text(root, error))
        .distinct()
        .sorted()
        .toList();
  }

  private static String text(String root, Error error) {
    var path = path(root, error);
    return switch (error.getKeyword()) {
      case "required" -> "%s.%s is required".formatted(path, error.getProperty());
      case "additionalProperties" ->
          "%s.%s is a forbidden property".formatted(path, error.getProperty());
      case "type" ->
          "%s must be of type %s: \"%s\""
              .formatted(
                  path,
                  error.getSchemaNode().asText("another kind"),
                  kind(error.getInstanceNode()));
      default -> "%s %s".formatted(path, error.getMessage());
    };
  }

  private static String path(String root, Error error) {
    var path = new StringBuilder(root);
    var location = error.getInstanceLocation();
    for (var i = 0; i < location.getNameCount(); i++) {
      path.append('.').append(location.getElement(i));
    }
    return path.toString();
  }

  private static String kind(JsonNode node) {
    return node == null ? "nothing" : node.getNodeType().name().toLowerCase(java.util.Locale.ROOT);
  }
}
