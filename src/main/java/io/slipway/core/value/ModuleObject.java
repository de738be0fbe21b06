package io.slipway.core.value;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A Module as observed. */
public record ModuleObject(ObjectMeta meta, Properties properties, Status status) {
  /**
   * Section {@code properties}; empty texts mean absent.
   *
   * @param requirements by subject: {@code deckhouse}, {@code kubernetes}
   */
  public record Properties(
      List<String> availableSources,
      String source,
      String version,
      Optional<Integer> weight,
      String releaseChannel,
      String updatePolicy,
      String stage,
      Map<String, String> requirements,
      Map<String, String> moduleRequirements) {
    public Properties {
      availableSources = List.copyOf(availableSources);
      requirements = Map.copyOf(requirements);
      moduleRequirements = Map.copyOf(moduleRequirements);
    }

    /** Of a module that is only offered (M-23). */
    public static Properties offered(List<String> availableSources) {
      return new Properties(
          availableSources, "", "", Optional.empty(), "", "", "", Map.of(), Map.of());
    }
  }

  /**
   * Section {@code status}.
   *
   * @param ready summary for the column READY: {@code True}, {@code False} or {@code Error}
   */
  public record Status(String phase, String ready, List<Condition> conditions) {
    public static final Status EMPTY = new Status("", "", List.of());

    public Status {
      conditions = List.copyOf(conditions);
    }

    public boolean isTrue(String type) {
      return conditions.stream().anyMatch(c -> c.type().equals(type) && c.isTrue());
    }
  }

  public ModuleName name() {
    return new ModuleName(meta.name());
  }
}
