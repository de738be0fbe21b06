package io.slipway.install;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaException;
import io.slipway.install.SchemaCheck.Violation;
import io.slipway.install.SchemaFile.BadSchema;
import java.util.List;
import java.util.Optional;

/**
 * The three schemas of a package (runtime.md V14): of user settings, of all values, and of the
 * values right before rendering. An absent file accepts everything (V19).
 */
final class ModuleSchemas {
  private final Optional<Compiled> config;
  private final Optional<Compiled> values;
  private final Optional<Compiled> helm;

  private record Compiled(ObjectNode tree, SchemaCheck check) {
    static Compiled of(ObjectNode tree) {
      return new Compiled(tree, new SchemaCheck(tree));
    }
  }

  private ModuleSchemas(
      Optional<Compiled> config, Optional<Compiled> values, Optional<Compiled> helm) {
    this.config = config;
    this.values = values;
    this.helm = helm;
  }

  /**
   * @param configFile {@code openapi/config-values.yaml}
   * @param valuesFile {@code openapi/values.yaml}
   */
  static ModuleSchemas of(Optional<ObjectNode> configFile, Optional<ObjectNode> valuesFile)
      throws BadSchema {
    try {
      var config = configFile.isPresent() ? SchemaFile.expandRefs(configFile.get()) : null;
      var values = valuesFile.isPresent() ? SchemaFile.expandRefs(valuesFile.get()) : null;
      if (values != null && config != null) {
        values = SchemaFile.extend(values, config);
      }
      var wide = Optional.ofNullable(values).map(SchemaFile::withRegistry).map(SchemaFile::close);
      return new ModuleSchemas(
          Optional.ofNullable(config).map(SchemaFile::close).map(Compiled::of),
          wide.map(Compiled::of),
          wide.map(SchemaFile::forHelm).map(Compiled::of));
    } catch (SchemaException unusable) {
      throw new BadSchema(String.valueOf(unusable.getMessage()));
    }
  }

  ObjectNode withConfigDefaults(ObjectNode document) {
    return fill(config, document);
  }

  ObjectNode withValuesDefaults(ObjectNode document) {
    return fill(values, document);
  }

  /** Violations of settings that already have their defaults (V17). */
  List<Violation> settingsViolations(String key, ObjectNode settings) {
    return violations(config, key, settings);
  }

  List<Violation> valuesViolations(String key, ObjectNode section) {
    return violations(values, key, section);
  }

  List<Violation> helmViolations(String key, ObjectNode section) {
    return violations(helm, key, section);
  }

  private static ObjectNode fill(Optional<Compiled> schema, ObjectNode document) {
    return schema.map(s -> SchemaDefaults.fill(s.tree(), document)).orElse(document);
  }

  private static List<Violation> violations(
      Optional<Compiled> schema, String key, ObjectNode document) {
    return schema.map(s -> s.check().violations(key, document)).orElse(List.of());
  }
}
