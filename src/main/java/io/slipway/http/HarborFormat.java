package io.slipway.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Harbor's webhooks, in its own format and as CloudEvents. */
final class HarborFormat implements PushFormat {
  private static final Set<String> PUSHED = Set.of("PUSH_ARTIFACT", "harbor.artifact.pushed");
  private static final Set<String> DELETED = Set.of("DELETE_ARTIFACT", "harbor.artifact.deleted");

  @Override
  public Optional<List<Pushed>> read(JsonNode body) {
    var data = body.path(body.has("specversion") ? "data" : "event_data");
    if (!data.isObject() || !body.path("type").isTextual()) {
      return Optional.empty();
    }
    var type = body.path("type").asText();
    return Optional.of(
        PUSHED.contains(type) || DELETED.contains(type)
            ? places(data, DELETED.contains(type))
            : List.of());
  }

  private static List<Pushed> places(JsonNode data, boolean isDeleted) {
    var path = data.path("repository").path("repo_full_name").asText();
    return data.path("resources")
        .valueStream()
        .limit(PLACES_MAX)
        .map(r -> isDeleted ? Pushed.anywhere(path) : Pushed.of(path, r.path("tag").asText()))
        .filter(pushed -> isDeleted || pushed.tag().isPresent())
        .distinct()
        .toList();
  }
}
