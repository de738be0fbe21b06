package io.slipway.install;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Makes Helm's records say what a crash would have left. */
final class ReleaseSecrets {
  private ReleaseSecrets() {}

  static void setStatus(
      KubernetesClient client, String namespace, String release, int revision, String status) {
    var secret =
        client
            .secrets()
            .inNamespace(namespace)
            .withName("sh.helm.release.v1.%s.v%d".formatted(release, revision));
    secret.edit(
        old ->
            old.edit()
                .editMetadata()
                .addToLabels("status", status)
                .endMetadata()
                .addToData("release", withStatus(old.getData().get("release"), status))
                .build());
  }

  private static String withStatus(String data, String status) {
    try {
      var packed = Base64.getDecoder().decode(Base64.getDecoder().decode(data));
      ObjectNode release;
      try (var zip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
        release = (ObjectNode) YamlText.JSON.readTree(zip);
      }
      release.withObjectProperty("info").put("status", status);
      var bytes = new ByteArrayOutputStream();
      try (var zip = new GZIPOutputStream(bytes)) {
        YamlText.JSON.writeValue(zip, release);
      }
      var helmText = Base64.getEncoder().encode(bytes.toByteArray());
      return Base64.getEncoder().encodeToString(helmText);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
