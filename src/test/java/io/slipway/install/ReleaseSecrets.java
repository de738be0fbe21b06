package io.slipway.install;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Makes Helm's records say what a crash would have left. */
public final class ReleaseSecrets {
  private ReleaseSecrets() {}

  public static void setStatus(
      KubernetesClient client, String namespace, String release, int revision, String status) {
    var secret = client.secrets().inNamespace(namespace).withName(name(release, revision));
    secret.edit(
        old ->
            old.edit()
                .editMetadata()
                .addToLabels("status", status)
                .endMetadata()
                .addToData("release", withStatus(old.getData().get("release"), status))
                .build());
  }

  /** The record that {@code helm rollback} begins with: an old revision as a new one. */
  public static void beginRollback(
      KubernetesClient client, String namespace, String release, int to, int revision) {
    var status = "pending-rollback";
    var old = client.secrets().inNamespace(namespace).withName(name(release, to)).require();
    var data =
        edited(
            withStatus(old.getData().get("release"), status),
            content -> {
              content.put("version", revision);
              content.withObjectProperty("info").put("description", "Rollback to " + to);
            });
    var fresh =
        new SecretBuilder()
            .withNewMetadata()
            .withName(name(release, revision))
            .withNamespace(namespace)
            .withLabels(old.getMetadata().getLabels())
            .addToLabels("status", status)
            .addToLabels("version", Integer.toString(revision))
            .endMetadata()
            .withType(old.getType())
            .addToData("release", data)
            .build();
    client.resource(fresh).create();
  }

  private static String name(String release, int revision) {
    return "sh.helm.release.v1.%s.v%d".formatted(release, revision);
  }

  private static String withStatus(String data, String status) {
    return edited(data, release -> release.withObjectProperty("info").put("status", status));
  }

  private static String edited(String data, Consumer<ObjectNode> change) {
    try {
      var packed = Base64.getDecoder().decode(Base64.getDecoder().decode(data));
      ObjectNode release;
      try (var zip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
        release = (ObjectNode) YamlText.JSON.readTree(zip);
      }
      change.accept(release);
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
