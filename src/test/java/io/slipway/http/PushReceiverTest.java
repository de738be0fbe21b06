package io.slipway.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.core.Given;
import io.slipway.core.Scenario;
import io.slipway.core.event.Event;
import io.slipway.core.event.LeadershipEvent.LeadershipLost;
import io.slipway.core.event.RegistryEvent.PushNotified;
import io.slipway.core.value.Keys;
import io.slipway.core.value.Look;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.ObjectMeta;
import io.slipway.core.value.SourceObject;
import io.slipway.http.PushReceiver.Outcome;
import io.slipway.stream.EventStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PushReceiverTest {
  private static final String SECRET = "tide-table";
  private static final String PUSHED = body("main", "echo");
  private static final Event LOOK =
      new PushNotified(Given.MAIN, new Look.AtListing(Optional.of(new ModuleName("echo"))));

  private final List<Event> events = new ArrayList<>();
  private final List<String> read = new ArrayList<>();
  private final EventStream stream = stream(Map.of(Keys.PUSH_SECRET, "main-push"));

  private EventStream stream(Map<String, String> annotations) {
    var meta = new ObjectMeta("main", "uid", 1, 1, Map.of(), annotations, List.of(), false);
    var source = new SourceObject(meta, Given.access(Given.MAIN), SourceObject.Status.EMPTY);
    var world = Scenario.begun().source(source).world();
    var made = new EventStream(world, () -> Given.NOW);
    made.listen(step -> events.add(step.event()));
    return made;
  }

  private static String body(String repository, String tag) {
    return """
    {"events": [{"action": "push", "target": {"repository": "%s", "tag": "%s"}}]}
    """
        .formatted(repository, tag);
  }

  private Outcome receive(EventStream to, String source, String secret, String body) {
    SharedSecrets secrets =
        name -> {
          read.add(name);
          return name.equals("main-push") ? Optional.of(SECRET.getBytes(UTF_8)) : Optional.empty();
        };
    var shown = Credentials.of(Optional.of(secret), Optional.empty(), Optional.empty());
    return new PushReceiver(to, secrets).receive(source, shown, body.getBytes(UTF_8));
  }

  @Test
  void who_shows_the_secret_is_told_that_the_place_is_looked_at() {
    assertThat(receive(stream, "main", SECRET, PUSHED)).isEqualTo(Outcome.ACCEPTED);
    assertThat(events).containsExactly(LOOK);
  }

  @Test
  void an_unknown_source_and_a_wrong_secret_are_refused_alike() {
    assertThat(receive(stream, "other", SECRET, PUSHED)).isEqualTo(Outcome.REFUSED);
    assertThat(receive(stream, "main", "guessed", PUSHED)).isEqualTo(Outcome.REFUSED);
    assertThat(events).isEmpty();
  }

  /** Otherwise anybody could make Slipway ask for Secrets of any name. */
  @Test
  void no_secret_is_read_for_a_source_that_does_not_exist_or_names_none() {
    receive(stream, "other", SECRET, PUSHED);

    assertThat(receive(stream(Map.of()), "main", "", PUSHED)).isEqualTo(Outcome.REFUSED);
    assertThat(read).isEmpty();
  }

  @Test
  void a_missing_secret_lets_nobody_in() {
    var to = stream(Map.of(Keys.PUSH_SECRET, "missing"));

    assertThat(receive(to, "main", "", PUSHED)).isEqualTo(Outcome.REFUSED);
    assertThat(receive(to, "main", SECRET, PUSHED)).isEqualTo(Outcome.REFUSED);
  }

  @Test
  void what_concerns_another_repository_is_ignored() {
    assertThat(receive(stream, "main", SECRET, body("elsewhere/echo/release", "stable")))
        .isEqualTo(Outcome.IGNORED);
    assertThat(receive(stream, "main", SECRET, "{\"events\": []}")).isEqualTo(Outcome.IGNORED);
    assertThat(events).isEmpty();
  }

  @Test
  void a_body_that_cannot_be_read_is_malformed() {
    for (var body : List.of("", "no JSON", "{", "[".repeat(100_000), "{}")) {
      assertThat(receive(stream, "main", SECRET, body)).isEqualTo(Outcome.MALFORMED);
    }
  }

  @Test
  void a_standby_asks_for_another_attempt_but_tells_strangers_nothing() {
    stream.append(new LeadershipLost());
    events.clear();

    assertThat(receive(stream, "main", SECRET, PUSHED)).isEqualTo(Outcome.STANDBY);
    assertThat(receive(stream, "main", "guessed", PUSHED)).isEqualTo(Outcome.REFUSED);
    assertThat(events).isEmpty();
  }
}
