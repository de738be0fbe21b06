package io.slipway.install;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * A kubeconfig whose server can be reached by another address, with all else unchanged.
 *
 * @param folder relative paths in it start here
 * @param server of the current context
 */
record FencedKubeconfig(ObjectNode config, Path folder, URI server) {
  private static final List<String> PROXIES = List.of("HTTPS_PROXY", "https_proxy");
  private static final List<String> PATHS =
      List.of("certificate-authority", "client-certificate", "client-key", "tokenFile");

  /**
   * Empty when the server cannot be told, or is reached through a proxy: then it is left to Helm.
   *
   * @param environment of the process
   */
  static Optional<FencedKubeconfig> read(Path file, Map<String, String> environment)
      throws IOException {
    var isProxied =
        PROXIES.stream().anyMatch(name -> !environment.getOrDefault(name, "").isBlank());
    if (isProxied || !Files.isReadable(file)) {
      return Optional.empty();
    }
    try {
      var config = object(YamlText.parse(Files.readString(file)));
      var folder = file.toAbsolutePath().getParent();
      return config
          .flatMap(FencedKubeconfig::cluster)
          .filter(cluster -> !cluster.hasNonNull("proxy-url"))
          .flatMap(FencedKubeconfig::server)
          .flatMap(server -> config.map(all -> new FencedKubeconfig(all, folder, server)));
    } catch (YAMLException | IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }

  InetSocketAddress address() {
    var plain = "http".equals(server.getScheme()) ? 80 : 443;
    return InetSocketAddress.createUnresolved(
        host(), server.getPort() < 0 ? plain : server.getPort());
  }

  /** Host and port, as they stand in its own address. */
  String name() {
    return server.getRawAuthority();
  }

  private String host() {
    return server.getHost().replaceAll("[\\[\\]]", "");
  }

  /** The text of a kubeconfig that enters the server there. Certificates are checked as before. */
  String through(InetSocketAddress entry) {
    var copy = config.deepCopy();
    all(copy, "clusters", "cluster").forEach(this::fromRoot);
    all(copy, "users", "user").forEach(this::fromRoot);
    cluster(copy).ifPresent(cluster -> enter(cluster, entry));
    return copy.toString();
  }

  private void enter(ObjectNode cluster, InetSocketAddress entry) {
    var path = Optional.ofNullable(server.getRawPath()).orElse("");
    cluster.put("server", "%s://%s%s".formatted(server.getScheme(), Fence.name(entry), path));
    if (!cluster.hasNonNull("tls-server-name")) {
      cluster.put("tls-server-name", host());
    }
  }

  private void fromRoot(ObjectNode section) {
    PATHS.stream()
        .filter(section::hasNonNull)
        .forEach(path -> section.put(path, absolute(section.path(path).asText())));
    var program = section.path("exec").path("command").asText("");
    if (program.contains("/")) {
      section.withObjectProperty("exec").put("command", absolute(program));
    }
  }

  private String absolute(String path) {
    return path.isEmpty() ? path : folder.resolve(path).toString();
  }

  private static Optional<ObjectNode> cluster(ObjectNode config) {
    var context = named(config, "contexts", config.path("current-context").asText(), "context");
    return context.flatMap(
        found -> named(config, "clusters", found.path("cluster").asText(), "cluster"));
  }

  private static Optional<ObjectNode> named(
      ObjectNode config, String list, String name, String section) {
    return entries(config, list)
        .filter(entry -> entry.path("name").asText().equals(name))
        .findFirst()
        .flatMap(entry -> object(entry.path(section)));
  }

  private static Stream<ObjectNode> all(ObjectNode config, String list, String section) {
    return entries(config, list).flatMap(entry -> object(entry.path(section)).stream());
  }

  private static Stream<JsonNode> entries(ObjectNode config, String list) {
    return StreamSupport.stream(config.path(list).spliterator(), false);
  }

  private static Optional<ObjectNode> object(JsonNode node) {
    return node instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
  }

  private static Optional<URI> server(ObjectNode cluster) {
    var server = URI.create(cluster.path("server").asText());
    return Optional.of(server).filter(uri -> uri.getHost() != null && uri.getScheme() != null);
  }
}
