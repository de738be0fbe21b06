package io.slipway.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** CNCF distribution 2 and 3: an envelope of events, pulls and layers among them. */
final class DistributionFormat implements PushFormat {
  @Override
  public Optional<List<Pushed>> read(JsonNode body) {
    var events = body.path("events");
    return events.isArray()
        ? Optional.of(
            events
                .valueStream()
                .limit(PLACES_MAX)
                .flatMap(DistributionFormat::places)
                .distinct()
                .toList())
        : Optional.empty();
  }

  /**
   * A push without a tag moves none. What was deleted may be listed elsewhere: all is looked at.
   */
  static Stream<Pushed> places(JsonNode event) {
    var target = event.path("target");
    var path = target.path("repository").asText();
    return switch (event.path("action").asText()) {
      case "push", "mount" ->
          Stream.of(Pushed.of(path, target.path("tag").asText())).filter(p -> p.tag().isPresent());
      case "delete" -> Stream.of(Pushed.anywhere(path));
      default -> Stream.empty();
    };
  }
}
