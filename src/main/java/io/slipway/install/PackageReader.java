package io.slipway.install;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.core.value.InstallFailure.Reason;
import io.slipway.core.value.ModuleDefinition;
import io.slipway.core.value.ModuleName;
import io.slipway.install.SchemaFile.BadSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads an unpacked module image and refuses what cannot be used (runtime.md 1.2, 1.3, P4). */
final class PackageReader {
  private final ModuleName module;
  private final Path dir;
  private final String key;

  private PackageReader(ModuleName module, Path dir) {
    this.module = module;
    this.dir = dir;
    this.key = ValuesKey.of(module);
  }

  /** Fails with reason PACKAGE, SCHEMA or CONVERSION and a text for the module's author. */
  static ModulePackage read(ModuleName module, Path dir) throws StepFailed, IOException {
    return new PackageReader(module, dir).read();
  }

  private ModulePackage read() throws StepFailed, IOException {
    var restored = ValuesKey.restore(key);
    if (!restored.equals(module.value())) {
      throw PackageFile.unusable(
          ("'%s' name should be in kebab-case and be restorable from camelCase:"
                  + " consider renaming to '%s'")
              .formatted(module, restored));
    }
    var definition = definition();
    var statics = object("values.yaml").orElseGet(YamlText.JSON::createObjectNode);
    return new ModulePackage(
        module,
        dir,
        key,
        definition,
        statics.path(key) instanceof ObjectNode section ? section : statics,
        schemas(),
        conversions(),
        object("images_digests.json").orElseGet(YamlText.JSON::createObjectNode));
  }

  private ModuleDefinition definition() throws StepFailed, IOException {
    var file = object("module.yaml");
    if (file.isEmpty()) {
      return ModuleDefinition.NONE;
    }
    var root = file.get();
    var weight = root.path("weight");
    if (!weight.isMissingNode() && !weight.isNull() && !weight.canConvertToInt()) {
      throw PackageFile.unusable("module.yaml: weight is not a number");
    }
    var requirements = new TreeMap<String, String>();
    var modules = new TreeMap<String, String>();
    for (var field : root.path("requirements").properties()) {
      if (field.getKey().equals("modules")) {
        field.getValue().properties().forEach(m -> modules.put(m.getKey(), m.getValue().asText()));
      } else {
        requirements.put(field.getKey(), field.getValue().asText());
      }
    }
    return new ModuleDefinition(
        weight.isInt() && weight.asInt() > 0 ? Optional.of(weight.asInt()) : Optional.empty(),
        root.path("stage").asText(""),
        requirements,
        modules);
  }

  private ModuleSchemas schemas() throws StepFailed, IOException {
    try {
      return ModuleSchemas.of(object("openapi/config-values.yaml"), object("openapi/values.yaml"));
    } catch (BadSchema bad) {
      throw PackageFile.unusable(Reason.SCHEMA, "read open API files: " + bad.getMessage());
    }
  }

  private SettingsConversions conversions() throws StepFailed, IOException {
    var folder = dir.resolve("openapi").resolve("conversions");
    Map<Integer, String> sources = new LinkedHashMap<>();
    if (Files.isDirectory(folder)) {
      try (var files = Files.list(folder)) {
        for (var file : files.filter(PackageReader::isConversion).sorted().toList()) {
          addConversion(dir.relativize(file).toString(), sources);
        }
      }
    }
    try {
      return SettingsConversions.compile(sources);
    } catch (JsonQueryException bad) {
      throw PackageFile.unusable(
          Reason.CONVERSION,
          "load conversions for the \"%s\" module: %s".formatted(module, bad.getMessage()));
    }
  }

  /** {@code .yml} counts as well: documentation allows it. */
  private static boolean isConversion(Path file) {
    var name = file.getFileName().toString();
    return (name.endsWith(".yaml") || name.endsWith(".yml")) && Files.isRegularFile(file);
  }

  private void addConversion(String name, Map<Integer, String> into)
      throws StepFailed, IOException {
    var file = object(name).orElseThrow(() -> PackageFile.unusable(name + ": empty"));
    var version = file.path("version");
    if (!version.canConvertToInt() || version.asInt() < 1) {
      throw PackageFile.unusable(name + ": version is missing");
    }
    into.put(version.asInt(), SettingsConversions.program(file).orElse("."));
  }

  /**
   * The object in a YAML or JSON file of the package; empty when there is no file or nothing in it.
   */
  private Optional<ObjectNode> object(String name) throws StepFailed, IOException {
    var file = dir.resolve(name);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    return switch (parse(name, PackageFile.text(file, name))) {
      case ObjectNode object -> Optional.of(object);
      case JsonNode none when none.isMissingNode() || none.isNull() -> Optional.empty();
      case JsonNode _ -> throw PackageFile.unusable(name + ": not an object");
    };
  }

  private static JsonNode parse(String name, String text) throws StepFailed {
    try {
      return YamlText.parse(text);
    } catch (YAMLException | IllegalArgumentException bad) {
      throw PackageFile.unusable("%s: %s".formatted(name, bad.getMessage()));
    }
  }
}
