package io.slipway.product;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the cluster shows of a module, without its name, times, and what differs with them. */
record EndState(String module, String config, List<String> releases, String marker) {
  private static final Set<String> PASSING =
      Set.of("uid", "resourceVersion", "generation", "managedFields", "pullDuration", "name");

  static EndState of(Harbour harbour, String module) {
    var releases =
        harbour.objects("ModuleRelease").stream()
            .filter(release -> release.at("/spec/moduleName").asText().equals(module))
            .map(release -> text(release, module))
            .sorted()
            .toList();
    var marker =
        harbour.client().configMaps().inNamespace("default").withName(module + "-marker").get();
    return new EndState(
        text(harbour.object("Module", module), module),
        text(harbour.object("ModuleConfig", module), module),
        releases,
        marker == null ? "none" : marker.getData().toString());
  }

  private static String text(JsonNode object, String module) {
    strip(object);
    return object
        .toPrettyString()
        .replace(module, "MODULE")
        .replaceAll("\\b[0-9a-f]{12,}\\b", "HASH");
  }

  private static void strip(JsonNode node) {
    if (node instanceof ObjectNode object) {
      var gone = object.properties().stream().map(Map.Entry::getKey).filter(EndState::passes);
      object.remove(gone.toList());
    }
    node.forEach(EndState::strip);
  }

  private static boolean passes(String field) {
    return PASSING.contains(field) || field.endsWith("Time") || field.endsWith("Timestamp");
  }
}
