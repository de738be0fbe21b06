package io.slipway.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FencedKubeconfigTest {
  private static final String CONFIG =
      """
      apiVersion: v1
      kind: Config
      current-context: here
      contexts:
      - {name: there, context: {cluster: far, user: me}}
      - {name: here, context: {cluster: near, user: me, namespace: mine}}
      clusters:
      - {name: far, cluster: {server: "https://far.example:6443"}}
      - {name: near, cluster: {server: "https://api.example/path", certificate-authority: pki/ca.crt}}
      users:
      - {name: me, user: {client-key: /abs/key, tokenFile: token, exec: {command: ./login, args: [a]}}}
      """;

  @TempDir private Path folder;

  @Test
  void only_the_address_of_the_server_in_use_changes() throws IOException {
    var fenced = read(CONFIG).orElseThrow();

    var copy = YamlText.JSON.readTree(fenced.through(loopback(7000)));

    assertThat(Fence.name(fenced.address())).isEqualTo("api.example:443");
    assertThat(copy.at("/clusters/0/cluster/server").asText())
        .isEqualTo("https://far.example:6443");
    assertThat(copy.at("/clusters/1/cluster/server").asText())
        .isEqualTo("https://127.0.0.1:7000/path");
    assertThat(copy.at("/clusters/1/cluster/tls-server-name").asText()).isEqualTo("api.example");
    assertThat(copy.at("/contexts/1/context/namespace").asText()).isEqualTo("mine");
    assertThat(copy.at("/users/0/user/exec/args/0").asText()).isEqualTo("a");
  }

  @Test
  void files_are_found_from_another_folder_too() throws IOException {
    var copy = YamlText.JSON.readTree(read(CONFIG).orElseThrow().through(loopback(7000)));

    assertThat(copy.at("/clusters/1/cluster/certificate-authority").asText())
        .isEqualTo(folder.resolve("pki/ca.crt").toString());
    assertThat(copy.at("/users/0/user/client-key").asText()).isEqualTo("/abs/key");
    assertThat(copy.at("/users/0/user/tokenFile").asText())
        .isEqualTo(folder.resolve("token").toString());
    assertThat(Path.of(copy.at("/users/0/user/exec/command").asText()).normalize())
        .isEqualTo(folder.resolve("login"));
  }

  @Test
  void a_name_that_the_certificate_is_checked_against_stays() throws IOException {
    var named =
        CONFIG.replace("certificate-authority", "tls-server-name: kube, certificate-authority");

    var copy = YamlText.JSON.readTree(read(named).orElseThrow().through(loopback(7000)));

    assertThat(copy.at("/clusters/1/cluster/tls-server-name").asText()).isEqualTo("kube");
  }

  @Test
  void a_server_behind_a_proxy_or_unknown_is_left_to_helm() throws IOException {
    assertThat(read(CONFIG.replace("certificate-auth", "proxy-url: http://p, certificate-auth")))
        .isEmpty();
    assertThat(read(CONFIG.replace("current-context: here", "current-context: lost"))).isEmpty();
    assertThat(read("a: [")).isEmpty();
    assertThat(FencedKubeconfig.read(file(CONFIG), Map.of("HTTPS_PROXY", "http://p:1"))).isEmpty();
    assertThat(FencedKubeconfig.read(folder.resolve("none"), Map.of())).isEmpty();
  }

  private Optional<FencedKubeconfig> read(String config) throws IOException {
    return FencedKubeconfig.read(file(config), Map.of());
  }

  private Path file(String config) throws IOException {
    return Files.writeString(folder.resolve("config"), config);
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
  }
}
