package io.slipway.harness;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One request a registry answered; the path has its query. */
public record RegistryRequest(String method, String path, int status) {
  private static final Pattern LINE =
      Pattern.compile("^\\S+ - \\S+ \\[[^\\]]*\\] \"([A-Z]+) (\\S+) HTTP/[^\"]*\" (\\d+) .*");

  static Optional<RegistryRequest> parse(String line) {
    Matcher matcher = LINE.matcher(line);
    return matcher.matches()
        ? Optional.of(
            new RegistryRequest(
                matcher.group(1), matcher.group(2), Integer.parseInt(matcher.group(3))))
        : Optional.empty();
  }
}
