package io.slipway.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** GitLab's container registry: distribution's envelope, and repositories that are renamed. */
final class GitlabFormat implements PushFormat {
  @Override
  public Optional<List<Pushed>> read(JsonNode body) {
    var events = body.path("events");
    return events.isArray() && events.valueStream().anyMatch(GitlabFormat::isGitlab)
        ? Optional.of(
            events
                .valueStream()
                .limit(PLACES_MAX)
                .flatMap(GitlabFormat::places)
                .distinct()
                .toList())
        : Optional.empty();
  }

  private static boolean isGitlab(JsonNode event) {
    return event.path("actor").has("user_type") || event.path("action").asText().equals("rename");
  }

  private static Stream<Pushed> places(JsonNode event) {
    var renamed = event.path("target").path("rename");
    return event.path("action").asText().equals("rename")
        ? Stream.of("from", "to").map(end -> Pushed.anywhere(renamed.path(end).asText()))
        : DistributionFormat.places(event);
  }
}
