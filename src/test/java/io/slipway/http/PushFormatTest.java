package io.slipway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies as registries send them, with the names of repositories changed. */
class PushFormatTest {
  private static final JsonMapper JSON = new JsonMapper();

  private static List<Pushed> read(String file) {
    try (var body = PushFormatTest.class.getResourceAsStream("/notifications/" + file)) {
      return PushFormat.readAny(JSON.readTree(body)).orElseThrow();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "distribution-2.json, docks/buoy/release, stable",
    "distribution-3.json, docks/buoy/release, stable",
    "gitlab.json, docks/buoy/release, stable",
    "harbor.json, docks/buoy/release, stable",
    "harbor-cloudevents.json, docks/buoy/release, stable",
    "docker-hub.json, docks/buoy, stable",
  })
  void a_push_names_the_repository_and_the_tag(String file, String path, String tag) {
    assertThat(read(file)).containsExactly(Pushed.of(path, tag));
  }

  @ParameterizedTest
  @MethodSource("without_a_tag")
  void who_deletes_or_renames_names_no_tag(String file, List<Pushed> places) {
    assertThat(read(file)).isEqualTo(places);
  }

  static Stream<Arguments> without_a_tag() {
    return Stream.of(
        Arguments.of("distribution-3-delete.json", List.of(Pushed.of("docks/buoy/release", ""))),
        Arguments.of("harbor-delete.json", List.of(Pushed.of("docks/buoy/release", ""))),
        Arguments.of(
            "gitlab-rename.json",
            List.of(Pushed.of("docks/boye", ""), Pushed.of("docks/buoy", ""))));
  }

  @Test
  void what_is_no_push_tells_of_nothing() {
    assertThat(read("harbor-scan.json")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}
          []
          "text"
          17
          {"events": "none"}
          {"type": "PUSH_ARTIFACT"}
          {"push_data": {"tag": "stable"}}
          """)
  void other_bodies_are_of_no_known_format(String body) throws IOException {
    assertThat(PushFormat.readAny(JSON.readTree(body))).isEmpty();
  }

  @Test
  void more_than_a_thousand_events_are_not_taken_from_one_notification() throws IOException {
    var event = "{\"action\": \"push\", \"target\": {\"repository\": \"r%d\", \"tag\": \"t\"}}";
    var events = Stream.iterate(0, i -> i + 1).limit(2_000).map(event::formatted).toList();
    var body = JSON.readTree("{\"events\": [" + String.join(",", events) + "]}");

    assertThat(PushFormat.readAny(body).orElseThrow()).hasSize(PushFormat.PLACES_MAX);
  }
}
