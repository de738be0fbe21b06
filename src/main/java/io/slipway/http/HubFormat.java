package io.slipway.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** Docker Hub's webhooks: one tag each. */
final class HubFormat implements PushFormat {
  @Override
  public Optional<List<Pushed>> read(JsonNode body) {
    var repository = body.path("repository").path("repo_name");
    return body.path("push_data").isObject() && repository.isTextual()
        ? Optional.of(
            List.of(Pushed.of(repository.asText(), body.path("push_data").path("tag").asText())))
        : Optional.empty();
  }
}
