package io.slipway.install;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.core.effect.Installer.PackageRequest;
import io.slipway.core.value.InstallFailure.Reason;
import io.slipway.core.value.RegistryAccess;
import io.slipway.install.SchemaCheck.Violation;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Composes and checks the values of a module (runtime.md 2.2, 2.4). */
final class ModuleValues {
  private static final int LISTED_MAX = 20;

  private ModuleValues() {}

  /**
   * The module's section from its layers 1 to 4, checked against the schemas of settings and of
   * values (C-41). Fails with a reason about settings and the text of V22.
   */
  static ObjectNode section(ModulePackage module, PackageRequest request) throws StepFailed {
    var schemas = module.schemas();
    var settings =
        module.conversions().convert(settings(request.settingsJson()), request.settingsVersion());
    var violations = schemas.settingsViolations(module.key(), schemas.withConfigDefaults(settings));

    var section = module.staticValues().deepCopy();
    section.set("registry", registry(request.access()));
    section = schemas.withConfigDefaults(section);
    merge(section, settings);
    section = schemas.withValuesDefaults(section);
    reject(
        subject(request.settingsVersion(), module.conversions().latest()),
        violations,
        schemas.valuesViolations(module.key(), section));
    return section;
  }

  /** Refuses values that lack what the chart needs at render time (V14); reason HELM. */
  static void checkForHelm(ModulePackage module, ObjectNode section) throws StepFailed {
    var violations = module.schemas().helmViolations(module.key(), section);
    if (!violations.isEmpty()) {
      throw new StepFailed(
          Reason.HELM, PlainText.line("values for the chart are not valid: " + list(violations)));
    }
  }

  private static void reject(String subject, List<Violation> settings, List<Violation> values)
      throws StepFailed {
    var all =
        Stream.concat(settings.stream(), values.stream())
            .distinct()
            .sorted(Comparator.comparing(Violation::text))
            .toList();
    if (!all.isEmpty()) {
      throw new StepFailed(
          all.stream().anyMatch(Violation::isAboutPresence)
              ? Reason.SETTINGS
              : Reason.SETTINGS_INVALID,
          PlainText.line("spec.settings are not valid (%s): %s".formatted(subject, list(all))));
    }
  }

  private static String list(List<Violation> violations) {
    return violations.stream()
        .map(Violation::text)
        .distinct()
        .limit(LISTED_MAX)
        .collect(Collectors.joining("; "));
  }

  private static String subject(int version, int latest) {
    return version > 0 && version < latest
        ? "version %d converted to %d".formatted(version, latest)
        : "version %d".formatted(version > 0 ? version : latest);
  }

  private static ObjectNode settings(String json) throws StepFailed {
    try {
      var settings = YamlText.JSON.readTree(json);
      if (settings instanceof ObjectNode object) {
        return object;
      }
    } catch (com.fasterxml.jackson.core.JacksonException unreadable) {
      // falls through to the same refusal
    }
    throw new StepFailed(Reason.SETTINGS, "spec.settings is not an object");
  }

  /** The object under {@code registry} of every module's section (V15). */
  static ObjectNode registry(RegistryAccess access) {
    return YamlText.JSON
        .createObjectNode()
        .put("base", access.repo())
        .put("dockercfg", DockerConfig.encoded(access.dockerCfg(), host(access)))
        .put("scheme", access.plainHttp() ? "HTTP" : "HTTPS")
        .put("ca", access.ca());
  }

  static String host(RegistryAccess access) {
    var slash = access.repo().indexOf('/');
    return slash < 0 ? access.repo() : access.repo().substring(0, slash);
  }

  /** Maps merge, everything else is replaced as a whole; {@code null} is a value (2.2). */
  static void merge(ObjectNode into, JsonNode layer) {
    for (var field : layer.properties()) {
      if (field.getValue() instanceof ObjectNode fresh
          && into.path(field.getKey()) instanceof ObjectNode present) {
        merge(present, fresh);
      } else {
        into.set(field.getKey(), field.getValue().deepCopy());
      }
    }
  }
}
