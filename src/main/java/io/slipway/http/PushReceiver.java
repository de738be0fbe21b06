package io.slipway.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.slipway.core.event.RegistryEvent.PushNotified;
import io.slipway.core.value.Keys;
import io.slipway.core.value.Look;
import io.slipway.core.value.SourceName;
import io.slipway.core.value.SourceObject;
import io.slipway.stream.EventStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Takes notifications of registries. What they say is never believed: they name a place to look at,
 * and only when they show the secret of the source.
 */
public final class PushReceiver {
  /** Longest body that is read, in bytes. */
  public static final int BODY_MAX = 1 << 20;

  private static final int DEPTH_MAX = 32;
  private static final byte[] NOBODY = new byte[0];
  private static final JsonMapper JSON =
      new JsonMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxNestingDepth(DEPTH_MAX)
                      .maxDocumentLength(BODY_MAX)
                      .build())
              .build());

  /** What becomes of a notification. */
  public enum Outcome {
    /** The place is looked at, or would be if it had not been just now. */
    ACCEPTED,
    /** It tells of nothing that concerns the source. */
    IGNORED,
    /** Unknown source, none or a wrong secret; who asks is not told which. */
    REFUSED,
    /** No notification that is known here. */
    MALFORMED,
    /** This process does not lead, the registry shall try again. */
    STANDBY
  }

  private final EventStream stream;
  private final SharedSecrets secrets;

  public PushReceiver(EventStream stream, SharedSecrets secrets) {
    this.stream = stream;
    this.secrets = secrets;
  }

  /** Whether there is a source of this name: what others ask for is nobody's. */
  public boolean knows(String source) {
    return stream.state().source(new SourceName(source)).object().isPresent();
  }

  public Outcome receive(String name, Credentials credentials, byte[] body) {
    var source = stream.state().source(new SourceName(name)).object();
    var secret = source.flatMap(PushReceiver::secretName).flatMap(secrets::read).orElse(NOBODY);
    if (source.isEmpty() || !credentials.match(secret)) {
      return Outcome.REFUSED;
    }
    if (!stream.state().standing().leading()) {
      return Outcome.STANDBY;
    }
    return parse(body)
        .flatMap(PushFormat::readAny)
        .map(pushed -> look(source.get(), pushed))
        .orElse(Outcome.MALFORMED);
  }

  private static Optional<String> secretName(SourceObject source) {
    return Optional.ofNullable(source.meta().annotations().get(Keys.PUSH_SECRET))
        .filter(name -> !name.isBlank());
  }

  private static Optional<JsonNode> parse(byte[] body) {
    try {
      return Optional.ofNullable(JSON.readTree(body));
    } catch (IOException noJson) {
      return Optional.empty();
    }
  }

  private Outcome look(SourceObject source, List<Pushed> pushed) {
    var looks =
        pushed.stream()
            .flatMap(place -> Look.at(source.access(), place.path(), place.tag()).stream())
            .distinct()
            .toList();
    looks.forEach(look -> stream.append(new PushNotified(source.name(), look)));
    return looks.isEmpty() ? Outcome.IGNORED : Outcome.ACCEPTED;
  }
}
