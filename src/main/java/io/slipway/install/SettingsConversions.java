package io.slipway.install;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.core.value.InstallFailure.Reason;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.thisptr.jackson.jq.JsonQuery;
import net.thisptr.jackson.jq.Versions;
import net.thisptr.jackson.jq.exception.JsonQueryException;

/**
 * Conversions of settings between versions of their schema (runtime.md 2.5, modules.md C-27 to
 * C-30): a jq program per version, run from the version of the settings up to the newest.
 */
final class SettingsConversions {
  private final TreeMap<Integer, JsonQuery> programs;

  private SettingsConversions(TreeMap<Integer, JsonQuery> programs) {
    this.programs = programs;
  }

  /**
   * @param sources jq program by the version it leads to
   */
  static SettingsConversions compile(Map<Integer, String> sources) throws JsonQueryException {
    var programs = new TreeMap<Integer, JsonQuery>();
    for (var source : sources.entrySet()) {
      programs.put(source.getKey(), JsonQuery.compile(source.getValue(), Versions.JQ_1_6));
    }
    return new SettingsConversions(programs);
  }

  int latest() {
    return programs.isEmpty() ? 1 : Math.max(1, programs.lastKey());
  }

  /**
   * The settings as the newest version of the schema wants them.
   *
   * @param version of the settings; 0 when the user gave none (C-19)
   */
  ObjectNode convert(ObjectNode settings, int version) throws StepFailed {
    if (version == 0 && !settings.isEmpty()) {
      throw rejected("spec.version is required when spec.settings are specified");
    }
    if (version > 0 && !isKnown(version) && !settings.isEmpty()) {
      throw rejected(unsupported(version));
    }
    var converted = settings;
    for (var next = version + 1; version > 0 && next <= latest(); next++) {
      converted = step(converted, version, next);
    }
    return converted;
  }

  private boolean isKnown(int version) {
    return version == 1 || programs.containsKey(version);
  }

  private String unsupported(int version) {
    var text = "spec.version=%d is unsupported. Use latest version %d".formatted(version, latest());
    var older = new TreeSet<>(programs.headMap(latest()).keySet());
    return older.isEmpty()
        ? text
        : text
            + ", or one of previous versions: "
            + older.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  private ObjectNode step(ObjectNode settings, int from, int to) throws StepFailed {
    var prefix = "spec.settings conversion from version %d to %d: ".formatted(from, to);
    var program = programs.get(to);
    if (program == null) {
      throw failed(prefix + "conversion not found");
    }
    var outputs = new ArrayList<JsonNode>();
    try {
      program.apply(new JqBudget().scope(), settings, outputs::add);
    } catch (JsonQueryException broken) {
      throw failed(prefix + PlainText.line(String.valueOf(broken.getMessage())));
    } catch (StackOverflowError | OutOfMemoryError broken) {
      throw failed(prefix + "the program needs too much memory");
    }
    return switch (outputs.stream().findFirst().orElse(settings.nullNode())) {
      case ObjectNode object -> object;
      case JsonNode other when other.isNull() -> settings.objectNode();
      case JsonNode _ -> throw failed(prefix + "cannot unmarshal after converting");
    };
  }

  private static StepFailed failed(String text) {
    return new StepFailed(Reason.CONVERSION, text);
  }

  private static StepFailed rejected(String text) {
    return new StepFailed(Reason.SETTINGS, text);
  }

  /** jq program of one file, empty when it lists none. */
  static Optional<String> program(JsonNode file) {
    var steps = new ArrayList<String>();
    file.path("conversions").forEach(step -> steps.add(step.asText()));
    return steps.isEmpty() ? Optional.empty() : Optional.of(String.join(" | ", steps));
  }
}
