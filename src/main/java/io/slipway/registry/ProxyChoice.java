package io.slipway.registry;

import io.vertx.core.net.ProxyOptions;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which proxy a request takes, by the usual environment variables (REG-23): {@code HTTP_PROXY},
 * {@code HTTPS_PROXY} and {@code NO_PROXY}, in either case. Loopback never takes one.
 */
final class ProxyChoice {
  private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "[::1]");
  private static final int DEFAULT_PORT = 8080;

  private final Map<String, String> environment;

  ProxyChoice(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /**
   * @param url absolute, with scheme http or https
   * @throws IllegalArgumentException when the variable cannot be used; going without a proxy would
   *     not be what its author wants
   */
  Optional<ProxyOptions> of(String url) {
    var target = URI.create(url);
    var host = target.getHost() == null ? "" : target.getHost().toLowerCase(Locale.ROOT);
    return LOOPBACK.contains(host) || isExcepted(host)
        ? Optional.empty()
        : options(variable(target.getScheme() + "_proxy"));
  }

  private String variable(String name) {
    return environment.getOrDefault(
        name.toUpperCase(Locale.ROOT), environment.getOrDefault(name, ""));
  }

  /** An entry means the host itself and all below it; {@code *} means every host. */
  private boolean isExcepted(String host) {
    return Stream.of(variable("no_proxy").toLowerCase(Locale.ROOT).split(","))
        .map(entry -> entry.strip().replaceFirst("^\\*?\\.", "").replaceFirst(":\\d+$", ""))
        .filter(entry -> !entry.isEmpty())
        .anyMatch(entry -> entry.equals("*") || host.equals(entry) || host.endsWith("." + entry));
  }

  private static Optional<ProxyOptions> options(String text) {
    if (text.isBlank()) {
      return Optional.empty();
    }
    var proxy = URI.create(text.contains("://") ? text.strip() : "http://" + text.strip());
    if (proxy.getHost() == null) {
      throw new IllegalArgumentException("not a proxy");
    }
    var options =
        new ProxyOptions()
            .setHost(proxy.getHost())
            .setPort(proxy.getPort() < 0 ? DEFAULT_PORT : proxy.getPort());
    var account = proxy.getUserInfo() == null ? "" : proxy.getUserInfo();
    if (!account.isEmpty()) {
      var colon = account.indexOf(':');
      options.setUsername(colon < 0 ? account : account.substring(0, colon));
      options.setPassword(colon < 0 ? "" : account.substring(colon + 1));
    }
    return Optional.of(options);
  }
}
