package io.slipway.kube;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Reads the secrets that registries share with Slipway, key {@code token} of a Secret. */
public final class PushSecrets {
  private static final Logger LOG = Logger.getLogger(PushSecrets.class);
  private static final String KEY = "token";

  private final KubernetesClient client;
  private final String namespace;

  public PushSecrets(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  /** Without the line break at the end that a file may have brought along. */
  public Optional<byte[]> read(String name) {
    try {
      return Optional.ofNullable(client.secrets().inNamespace(namespace).withName(name).get())
          .map(Secret::getData)
          .map(data -> data.get(KEY))
          .map(PushSecrets::decoded);
    } catch (KubernetesClientException refused) {
      LOG.warnf("Secret %s with the secret of a registry: %s", name, ErrorText.of(refused));
      return Optional.empty();
    }
  }

  private static byte[] decoded(String base64) {
    var text = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    return text.strip().getBytes(StandardCharsets.UTF_8);
  }
}
