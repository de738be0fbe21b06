package io.slipway.install;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Turns texts of tools into one bounded line for a user, without credentials. */
final class PlainText {
  private static final int LENGTH_MAX = 1024;
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final Pattern SECRET_FIELD =
      Pattern.compile(
          "(?i)(\"?\\b(?:auth|password|token|dockercfg|identitytoken)\"?\\s*[:=]\\s*)"
              + "(\"[^\"]*\"|[^\\s,}\\]]+)");
  private static final Pattern COUNT = Pattern.compile("\\d+ errors? occurred:\\s*\\*\\s*");
  private static final Pattern BULLET = Pattern.compile("\\s+\\*\\s+");
  private static final Pattern BEARER = Pattern.compile("(?i)\\b(bearer|basic) [\\w.~+/=-]{8,}");

  private PlainText() {}

  static String line(String text) {
    var line = SPACE.matcher(text).replaceAll(" ").strip();
    return line.length() <= LENGTH_MAX ? line : line.substring(0, LENGTH_MAX - 1) + "…";
  }

  /** Helm's bulleted list of errors as a sentence. */
  static String unlisted(String text) {
    var first = COUNT.matcher(text);
    return first.find() ? BULLET.matcher(first.replaceAll("").strip()).replaceAll("; ") : text;
  }

  /**
   * One line in which neither a known secret nor anything that looks like one is left.
   *
   * @param secrets texts that must not appear; short ones are no secrets
   */
  static String safeLine(String text, Set<String> secrets) {
    var safe = text;
    for (var secret : secrets) {
      safe = secret.length() < 4 ? safe : safe.replace(secret, "***");
    }
    safe = BEARER.matcher(safe).replaceAll("$1 ***");
    return line(SECRET_FIELD.matcher(safe).replaceAll("$1***"));
  }

  /** The Docker configuration in the forms in which it may turn up, and the passwords in it. */
  static Set<String> secretsOf(String dockerCfg) {
    Set<String> secrets = new LinkedHashSet<>();
    secrets.add(dockerCfg);
    var plain = DockerConfig.plain(dockerCfg);
    secrets.add(plain);
    secrets.add(Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8)));
    secrets.addAll(credentials(plain));
    secrets.removeIf(String::isBlank);
    return secrets;
  }

  private static List<String> credentials(String plain) {
    try {
      var auths = YamlText.JSON.readTree(plain).path("auths");
      return auths.properties().stream()
          .flatMap(
              auth ->
                  java.util.stream.Stream.of("auth", "password", "identitytoken")
                      .map(field -> auth.getValue().path(field).asText("")))
          .toList();
    } catch (com.fasterxml.jackson.core.JacksonException unreadable) {
      return List.of();
    }
  }
}
