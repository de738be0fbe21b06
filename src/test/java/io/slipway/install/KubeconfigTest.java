package io.slipway.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubeconfigTest {
  @TempDir Path dir;

  @Test
  void the_named_file_is_used() throws IOException {
    assertThat(Kubeconfig.locate(Map.of("KUBECONFIG", "/etc/k.yaml"), dir, dir))
        .contains(Path.of("/etc/k.yaml"));
  }

  @Test
  void a_list_of_files_is_left_to_helm() throws IOException {
    assertThat(Kubeconfig.locate(Map.of("KUBECONFIG", "/a:/b"), dir, dir)).isEmpty();
  }

  @Test
  void a_pod_connects_with_its_service_account() throws IOException {
    Files.writeString(dir.resolve("token"), "secret");

    var file =
        Kubeconfig.locate(
            Map.of("KUBERNETES_SERVICE_HOST", "fd00::1", "KUBERNETES_SERVICE_PORT", "6443"),
            dir.resolve("data"),
            dir);

    assertThat(file.orElseThrow())
        .content()
        .contains("https://[fd00::1]:6443", dir.resolve("token").toString())
        .doesNotContain("secret");
  }

  @Test
  void outside_of_a_pod_the_search_is_left_to_helm() throws IOException {
    assertThat(Kubeconfig.locate(Map.of(), dir, dir)).isEmpty();
  }
}
