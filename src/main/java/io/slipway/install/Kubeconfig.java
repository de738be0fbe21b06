package io.slipway.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The file Helm connects with: the one that {@code KUBECONFIG} names, or in a pod one that is
 * written from the service account. It names the token's file, not the token, so rotation is seen.
 */
public final class Kubeconfig {
  private static final Path ACCOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

  private Kubeconfig() {}

  /**
   * Empty when there is neither, or a list of files: then Helm searches as kubectl does.
   *
   * @param environment of the process
   * @param dataDir where the file of a pod is written
   */
  public static Optional<Path> locate(Map<String, String> environment, Path dataDir)
      throws IOException {
    return locate(environment, dataDir, ACCOUNT);
  }

  static Optional<Path> locate(Map<String, String> environment, Path dataDir, Path account)
      throws IOException {
    var named = environment.getOrDefault("KUBECONFIG", "");
    if (!named.isBlank()) {
      return named.contains(java.io.File.pathSeparator)
          ? Optional.empty()
          : Optional.of(Path.of(named).toAbsolutePath());
    }
    var host = environment.getOrDefault("KUBERNETES_SERVICE_HOST", "");
    var token = account.resolve("token");
    if (host.isBlank() || !Files.isReadable(token)) {
      return Optional.empty();
    }
    var port = environment.getOrDefault("KUBERNETES_SERVICE_PORT", "443");
    var server = "https://%s:%s".formatted(host.contains(":") ? "[" + host + "]" : host, port);
    return Optional.of(write(dataDir, text(server, account.resolve("ca.crt"), token)));
  }

  private static String text(String server, Path authority, Path token) {
    var config = YamlText.JSON.createObjectNode().put("apiVersion", "v1").put("kind", "Config");
    var cluster = config.putArray("clusters").addObject().put("name", "pod").putObject("cluster");
    cluster.put("server", server).put("certificate-authority", authority.toString());
    config
        .putArray("users")
        .addObject()
        .put("name", "pod")
        .putObject("user")
        .put("tokenFile", token.toString());
    config
        .putArray("contexts")
        .addObject()
        .put("name", "pod")
        .putObject("context")
        .put("cluster", "pod")
        .put("user", "pod");
    return config.put("current-context", "pod").toString();
  }

  private static Path write(Path dataDir, String text) throws IOException {
    Files.createDirectories(dataDir);
    var file = dataDir.resolve("kubeconfig").toAbsolutePath();
    var fresh = dataDir.resolve("kubeconfig-" + UUID.randomUUID());
    Files.writeString(fresh, text);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return file;
  }
}
