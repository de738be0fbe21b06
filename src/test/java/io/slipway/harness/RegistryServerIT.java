package io.slipway.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryServerIT {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @Test
  void counts_requests_by_method_and_path() throws Exception {
    try (RegistryServer registry = RegistryServer.start()) {
      get(registry, "/v2/before/tags/list");
      RegistryServer.Mark mark = registry.mark();

      get(registry, "/v2/modules/tags/list?n=5");
      get(registry, "/v2/modules/tags/list?n=5");
      get(registry, "/v2/modules/one/manifests/stable");

      assertThat(registry.since(mark)).hasSize(3);
      assertThat(registry.count(mark, "GET", "/v2/modules/tags/list.*")).isEqualTo(2);
      assertThat(registry.since(mark).getLast())
          .isEqualTo(new RegistryRequest("GET", "/v2/modules/one/manifests/stable", 404));
    }
  }

  @Test
  void asks_for_the_account_when_started_with_basic_auth() throws Exception {
    try (RegistryServer registry = RegistryServer.start(RegistryServer.Option.BASIC_AUTH)) {
      String account = RegistryServer.USER + ":" + RegistryServer.PASSWORD;

      int without = get(registry, "/v2/");
      int with =
          send(
              HttpRequest.newBuilder(URI.create(registry.url() + "/v2/"))
                  .header("Authorization", "Basic " + base64(account)));

      assertThat(without).isEqualTo(401);
      assertThat(with).isEqualTo(200);
    }
  }

  @Test
  void serves_tls_with_a_certificate_a_client_can_be_given(@TempDir Path folder) throws Exception {
    try (RegistryServer registry = RegistryServer.start(RegistryServer.Option.TLS)) {
      Path file = Files.writeString(folder.resolve("ca.pem"), registry.certificatePem());

      assertThat(registry.url().getScheme()).isEqualTo("https");
      assertThat(file).content().startsWith("-----BEGIN CERTIFICATE-----");
      assertThat(registry.since(registry.mark())).isEmpty();
    }
  }

  @Test
  void comes_back_on_the_same_port_after_an_outage() throws Exception {
    try (RegistryServer registry = RegistryServer.start()) {
      String host = registry.host();

      registry.pause();
      registry.resume();

      assertThat(registry.host()).isEqualTo(host);
      assertThat(get(registry, "/v2/")).isEqualTo(200);
    }
  }

  private static int get(RegistryServer registry, String path)
      throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(registry.url() + path)));
  }

  private static int send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
