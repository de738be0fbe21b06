package io.slipway.notify;

import io.slipway.core.value.NotificationSettings;
import io.slipway.core.value.NotificationSettings.Auth;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What must not be told of a call: an answer or an error may repeat what was sent.
 *
 * @param texts longest first
 */
record Secrets(List<String> texts) {
  /** Shorter ones would hit innocent text. */
  private static final int LENGTH_MIN = 3;

  static Secrets of(NotificationSettings settings) {
    var given =
        switch (settings.auth()) {
          case Auth.None _ -> Stream.<String>empty();
          case Auth.Basic basic -> Stream.of(basic.password(), encoded(basic));
          case Auth.Bearer(var token) -> Stream.of(token);
        };
    return new Secrets(
        Stream.concat(given, ofAddress(settings.webhook()))
            .filter(text -> text.length() >= LENGTH_MIN)
            .distinct()
            .sorted((one, other) -> other.length() - one.length())
            .toList());
  }

  static String encoded(Auth.Basic basic) {
    var pair = basic.username() + ":" + basic.password();
    return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  /** Services that know no headers put a token into path or query. */
  private static Stream<String> ofAddress(String webhook) {
    try {
      var address = URI.create(webhook);
      return Stream.of(
              webhook, address.getRawUserInfo(), address.getRawQuery(), address.getRawPath())
          .flatMap(part -> Optional.ofNullable(part).stream());
    } catch (IllegalArgumentException unreadable) {
      return Stream.of(webhook);
    }
  }

  /** The text on one line, without what is secret. */
  String hidden(String text) {
    var hidden = text;
    for (var secret : texts) {
      hidden = hidden.replace(secret, "REDACTED");
    }
    return hidden.replaceAll("\\s+", " ").strip();
  }
}
