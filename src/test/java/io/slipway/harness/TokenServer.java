package io.slipway.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Gives tokens to {@link RegistryServer#USER}, signed so that a real registry believes them. */
public final class TokenServer implements AutoCloseable {
  static final String ISSUER = "harbour-master";
  static final String SERVICE = "port";

  private static final JsonMapper JSON = new JsonMapper();
  private static final String ACCOUNT =
      "Basic "
          + Base64.getEncoder()
              .encodeToString((RegistryServer.USER + ":" + RegistryServer.PASSWORD).getBytes());

  private final HttpServer server;
  private final SelfSigned signer;
  private final Duration life;
  private final List<String> asked = new CopyOnWriteArrayList<>();

  private TokenServer(HttpServer server, SelfSigned signer, Duration life) {
    this.server = server;
    this.signer = signer;
    this.life = life;
  }

  /**
   * @param life of each token
   */
  static TokenServer start(Path folder, Duration life) throws IOException {
    var http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    var tokens = new TokenServer(http, SelfSigned.create(Files.createDirectory(folder)), life);
    http.createContext("/token", tokens::answer);
    http.start();
    return tokens;
  }

  URI realm() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/token");
  }

  Path certificate() {
    return signer.certificate();
  }

  /** Scopes of the tokens that were given so far. */
  public List<String> given() {
    return List.copyOf(asked);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!ACCOUNT.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
        exchange.sendResponseHeaders(401, -1);
        return;
      }
      var scope = parameter(exchange.getRequestURI(), "scope");
      asked.add(scope);
      var body =
          JSON.writeValueAsBytes(
              JSON.createObjectNode()
                  .put("token", token(scope))
                  .put("expires_in", life.toSeconds()));
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    } catch (GeneralSecurityException broken) {
      throw new IOException(broken);
    }
  }

  private static String parameter(URI uri, String name) {
    for (var pair : uri.getRawQuery().split("&")) {
      if (pair.startsWith(name + "=")) {
        return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
      }
    }
    return "";
  }

  private String token(String scope) throws IOException, GeneralSecurityException {
    var head = JSON.createObjectNode().put("alg", "ES256").put("typ", "JWT");
    head.putArray("x5c").add(der(signer.certificate()));
    var now = Instant.now().getEpochSecond();
    var claims =
        JSON.createObjectNode()
            .put("iss", ISSUER)
            .put("sub", RegistryServer.USER)
            .put("aud", SERVICE)
            .put("iat", now)
            .put("nbf", now - 60)
            .put("exp", now + life.toSeconds());
    claims.set("access", access(scope));
    var signed = part(head) + "." + part(claims);
    var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
    signature.initSign(privateKey());
    signature.update(signed.getBytes(StandardCharsets.US_ASCII));
    return signed + "." + base64(signature.sign());
  }

  /** {@code repository:NAME:ACTION,ACTION}, as the registry asked for it. */
  private static ArrayNode access(String scope) {
    var access = JSON.createArrayNode();
    var parts = scope.split(":");
    if (parts.length == 3) {
      var actions = access.addObject().put("type", parts[0]).put("name", parts[1]);
      List.of(parts[2].split(",")).forEach(actions.putArray("actions")::add);
    }
    return access;
  }

  private PrivateKey privateKey() throws IOException, GeneralSecurityException {
    var der = Base64.getDecoder().decode(der(signer.key()));
    return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der));
  }

  private static String der(Path pem) throws IOException {
    return Files.readString(pem).replaceAll("-----[A-Z ]+-----|\\s", "");
  }

  private static String part(JsonNode json) throws IOException {
    return base64(JSON.writeValueAsBytes(json));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
