package io.slipway.install;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Validates documents against one schema. The texts of missing, forbidden and mistyped fields are
 * those that users of the API know.
 */
final class SchemaCheck {
  /** Of fields that are missing or that the schema does not know (releases.md T10). */
  private static final Set<String> ABOUT_PRESENCE = Set.of("required", "additionalProperties");

  /**
   * One field that the schema refuses.
   *
   * @param isAboutPresence the field is missing or not known; otherwise its value is refused
   */
  record Violation(String text, boolean isAboutPresence) {}

  private final Schema schema;

  SchemaCheck(ObjectNode schema) {
    this.schema =
        SchemaRegistry.withDialect(Dialects.getOpenApi30())
            .getSchema(SchemaFile.withoutExtensions(schema));
  }

  /**
   * Sorted by their texts, which are without the offending values: they may be secrets.
   *
   * @param root key of the module, first part of every path (C-38)
   */
  List<Violation> violations(String root, JsonNode document) {
    return schema.validate(document).stream()
        .map(e -> new Violation(text(root, e), ABOUT_PRESENCE.contains(e.getKeyword())))
        .distinct()
        .sorted(Comparator.comparing(Violation::text))
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
