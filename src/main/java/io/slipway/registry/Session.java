package io.slipway.registry;

import io.slipway.core.value.RegistryAccess;
import io.slipway.core.value.RegistryFailure;
import io.vertx.core.http.HttpClient;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * How one repository is reached: what a {@link RegistryAccess} comes down to.
 *
 * @param origin scheme and host, without a slash at the end
 */
record Session(HttpClient client, RepositoryName repository, String origin, Credential credential) {
  static Session open(HttpClients clients, RegistryAccess access, RepositoryName repository)
      throws RegistryException {
    return new Session(
        clients.trusting(access.ca()),
        repository,
        (access.plainHttp() ? "http://" : "https://") + repository.host(),
        DockerConfig.credential(access.dockerCfg(), repository));
  }

  boolean plainHttp() {
    return origin.startsWith("http://");
  }

  Session at(RepositoryName other) {
    return new Session(client, other, origin, credential);
  }

  /** URL of the API, e.g. of {@code tags/list}. */
  String url(String what) {
    return origin + repository.api(what);
  }

  /** The failure as it may be shown: one line, and a registry may echo what it was sent. */
  RegistryFailure shown(RegistryException e) {
    var text = e.failure().text().replaceAll("\\p{Cntrl}+", " ");
    for (var secret : credential.secrets()) {
      text = secret.isEmpty() ? text : hidden(text, secret);
    }
    return e.failure().withText(text);
  }

  private static String hidden(String text, String secret) {
    return text.replace(secret, "REDACTED")
        .replace(URLEncoder.encode(secret, StandardCharsets.UTF_8), "REDACTED");
  }
}
