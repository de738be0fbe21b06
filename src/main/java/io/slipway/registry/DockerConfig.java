package io.slipway.registry;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Optional;

/** Finds the credential for a host in {@code spec.registry.dockerCfg} (REG-15 to REG-20). */
final class DockerConfig {
  private static final JsonMapper JSON = new JsonMapper();

  private DockerConfig() {}

  /**
   * @param dockerCfg base64 or plain JSON; empty means anonymous
   */
  static Credential credential(String dockerCfg, RepositoryName repository)
      throws RegistryException {
    if (dockerCfg.isBlank()) {
      return new Credential.Anonymous();
    }
    var entry = entry(auths(dockerCfg), repository.host());
    if (entry.isEmpty()) {
      throw RegistryException.configuration(
          "\"" + repository.given() + "\" credentials not found in the dockerCfg");
    }
    return read(entry.get());
  }

  private static JsonNode auths(String dockerCfg) {
    try {
      return JSON.readTree(decoded(dockerCfg)).path("auths");
    } catch (JacksonException e) {
      return JSON.missingNode();
    }
  }

  /** The MIME decoder also takes wrapped lines and missing padding, which people do paste. */
  private static String decoded(String dockerCfg) {
    var text = dockerCfg.strip();
    if (text.startsWith("{")) {
      return text;
    }
    try {
      return new String(Base64.getMimeDecoder().decode(text), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  /** The key that is exactly the host is preferred, so two entries for one host do not race. */
  private static Optional<JsonNode> entry(JsonNode auths, String host) {
    if (auths.path(host).isObject()) {
      return Optional.of(auths.path(host));
    }
    for (var key : new ArrayList<>(auths.properties())) {
      if (hostOf(key.getKey()).equals(host)) {
        return Optional.of(key.getValue());
      }
    }
    return Optional.empty();
  }

  private static String hostOf(String key) {
    var rest = key.replaceFirst("^https?://", "");
    var slash = rest.indexOf('/');
    return slash < 0 ? rest : rest.substring(0, slash);
  }

  private static Credential read(JsonNode entry) throws RegistryException {
    var registryToken = entry.path("registrytoken").asText("");
    if (!registryToken.isEmpty()) {
      return new Credential.RegistryToken(registryToken);
    }
    var identityToken = entry.path("identitytoken").asText("");
    if (!identityToken.isEmpty()) {
      return new Credential.IdentityToken(identityToken);
    }
    var auth = entry.path("auth").asText("");
    if (!auth.isEmpty()) {
      return fromAuth(auth);
    }
    var user = entry.path("username").asText("");
    var password = entry.path("password").asText("");
    return user.isEmpty() || password.isEmpty()
        ? new Credential.Anonymous()
        : new Credential.Basic(user, password);
  }

  private static Credential fromAuth(String auth) throws RegistryException {
    try {
      var pair = new String(Base64.getMimeDecoder().decode(auth), StandardCharsets.UTF_8);
      var colon = pair.indexOf(':');
      if (colon >= 0) {
        return new Credential.Basic(pair.substring(0, colon), pair.substring(colon + 1));
      }
    } catch (IllegalArgumentException e) {
      throw undecodable("illegal base64 data");
    }
    throw undecodable("invalid auth configuration file");
  }

  private static RegistryException undecodable(String why) {
    return RegistryException.configuration("unmarshal json: unable to decode auth field: " + why);
  }
}
