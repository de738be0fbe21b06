package io.slipway.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** How a kind of registry writes its notifications. */
@FunctionalInterface
interface PushFormat {
  /** More places are not taken from one notification. */
  int PLACES_MAX = 1_000;

  /** All that are known; the first that recognises a body reads it. */
  List<PushFormat> ALL =
      List.of(new GitlabFormat(), new DistributionFormat(), new HarborFormat(), new HubFormat());

  /** Empty when the body is of another format; an empty list when it tells of nothing new. */
  Optional<List<Pushed>> read(JsonNode body);

  static Optional<List<Pushed>> readAny(JsonNode body) {
    return ALL.stream().flatMap(format -> format.read(body).stream()).findFirst();
  }
}
