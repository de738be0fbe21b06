package io.slipway.core.value;

import java.util.List;
import java.util.Map;

/**
 * What one module asks of another (releases.md 4.3).
 *
 * @param optional only a module that is deployed and enabled has to satisfy it
 */
public record ModuleRequirement(ModuleName module, String constraint, boolean optional) {
  private static final String OPTIONAL = "!optional";

  /** Reads {@code requirements.modules}. */
  public static List<ModuleRequirement> of(Map<String, String> texts) {
    return texts.entrySet().stream().map(e -> of(e.getKey(), e.getValue())).toList();
  }

  private static ModuleRequirement of(String module, String text) {
    var isOptional = text.endsWith(OPTIONAL);
    var constraint = isOptional ? text.substring(0, text.length() - OPTIONAL.length()) : text;
    return new ModuleRequirement(new ModuleName(module), constraint.strip(), isOptional);
  }
}
