package io.slipway.harness;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Configuration file of a distribution registry on a loopback port (sandbox.md 5). */
public final class RegistryConfig {
  private static final JsonMapper JSON = new JsonMapper();

  /** bcrypt of {@link RegistryServer#PASSWORD}; distribution accepts no other hash. */
  private static final String HTPASSWD =
      RegistryServer.USER + ":$2a$05$Ah0yJ6R2uURCwy1z3/hPZute9ZdyUPWjY72HvXK5HOhdAQWxMrq2C\n";

  private final ObjectNode root = JSON.createObjectNode();

  public RegistryConfig(int port, Path storage) {
    root.put("version", "0.1");
    root.putObject("log").put("level", "warn").putObject("accesslog").put("disabled", false);
    ObjectNode store = root.putObject("storage");
    store.putObject("filesystem").put("rootdirectory", storage.toString());
    store.putObject("delete").put("enabled", true);
    root.putObject("http")
        .put("addr", "127.0.0.1:" + port)
        .put("secret", "sandbox")
        .put("relativeurls", true);
  }

  static Path writeUsers(Path folder) throws IOException {
    return Files.writeString(folder.resolve("htpasswd"), HTPASSWD);
  }

  RegistryConfig users(Path htpasswd) {
    root.putObject("auth")
        .putObject("htpasswd")
        .put("realm", "slipway")
        .put("path", htpasswd.toString());
    return this;
  }

  RegistryConfig tokens(TokenServer tokens) {
    root.putObject("auth")
        .putObject("token")
        .put("realm", tokens.realm().toString())
        .put("service", TokenServer.SERVICE)
        .put("issuer", TokenServer.ISSUER)
        .put("rootcertbundle", tokens.certificate().toString());
    return this;
  }

  RegistryConfig tls(Path certificate, Path key) {
    ((ObjectNode) root.path("http"))
        .putObject("tls")
        .put("certificate", certificate.toString())
        .put("key", key.toString());
    return this;
  }

  RegistryConfig notifications(String url, String secret) {
    ObjectNode endpoint = root.putObject("notifications").putArray("endpoints").addObject();
    endpoint
        .put("name", "slipway")
        .put("url", url)
        .put("timeout", "1s")
        .put("threshold", 3)
        .put("backoff", "1s")
        .putObject("headers")
        .putArray("Authorization")
        .add("Bearer " + secret);
    return this;
  }

  /** Writes it as JSON, which is YAML too. */
  public void write(Path file) throws IOException {
    Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root));
  }
}
