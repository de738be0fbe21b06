package io.slipway.install;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.slipway.core.value.InstallationId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jboss.logging.Logger;

/**
 * Helm's release records as far as their labels tell. Helm offers no way through helm-java to
 * recover an interrupted release or to bound the history; both are a matter of these Secrets.
 */
final class HelmStorage {
  /** {@code HELM_HISTORY_MAX} of the reference (runtime.md 3.1). */
  static final int HISTORY_MAX = 3;

  private static final Logger LOG = Logger.getLogger(HelmStorage.class);

  private final KubernetesClient client;
  private final String namespace;

  HelmStorage(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  /** State of a release before an installation. */
  enum State {
    ABSENT,
    PRESENT,
    /** An uninstall began and did not end. */
    LEAVING
  }

  /**
   * State of the release after recovery: a revision left pending by a crash is forgotten, with
   * nothing it has created (H4); the next installation takes those objects over.
   */
  State recover(String release) {
    for (var record : newestFirst(release)) {
      var status = label(record, "status");
      if (!status.startsWith("pending-")) {
        return status.startsWith("uninstall") ? State.LEAVING : State.PRESENT;
      }
      forget(record);
    }
    return State.ABSENT;
  }

  /** Only as it was seen: a successor may have made one of the same name meanwhile. */
  private void forget(Secret record) {
    client.resource(record).lockResourceVersion().delete();
  }

  /**
   * Whether somebody else made the release: one of its revisions is in force, and none carries an
   * identity. Helm writes its own words over the description of a revision that failed, so a
   * release without any in force may be ours.
   */
  boolean isForeign(String release) {
    var records = newestFirst(release);
    return records.stream().anyMatch(record -> label(record, "status").equals("deployed"))
        && records.stream().noneMatch(HelmStorage::isOurs);
  }

  /** A record that cannot be read tells nothing of us. */
  private static boolean isOurs(Secret record) {
    try {
      var description = read(record).path("info").path("description").asText("");
      return InstallationId.parse(description).isPresent();
    } catch (IOException | IllegalArgumentException unreadable) {
      return false;
    }
  }

  /** Removes revisions beyond the history, never the one in force. */
  void prune(String release) {
    prune(release, newestFirst(release));
  }

  /** A history that is too long for a while harms nobody. */
  private void prune(String release, List<Secret> records) {
    try {
      records.stream()
          .skip(HISTORY_MAX)
          .filter(record -> !label(record, "status").equals("deployed"))
          .forEach(this::forget);
    } catch (KubernetesClientException refused) {
      LOG.warnf("Cannot shorten the history of release %s: %s", release, ApiText.of(refused));
    }
  }

  /** Prunes, and answers the objects of the newest revision as YAML; empty when there is none. */
  String settle(String release) throws IOException {
    var records = newestFirst(release);
    prune(release, records);
    return records.isEmpty() ? "" : read(records.getFirst()).path("manifest").asText("");
  }

  private static JsonNode read(Secret record) throws IOException {
    var payload = record.getData().getOrDefault("release", "");
    var packed = Base64.getDecoder().decode(Base64.getDecoder().decode(payload));
    try (var zip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return YamlText.JSON.readTree(zip);
    }
  }

  private List<Secret> newestFirst(String release) {
    return client
        .secrets()
        .inNamespace(namespace)
        .withLabels(Map.of("owner", "helm", "name", release))
        .list()
        .getItems()
        .stream()
        .sorted(Comparator.comparingInt(HelmStorage::revision).reversed())
        .toList();
  }

  private static int revision(Secret record) {
    var text = label(record, "version");
    return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
  }

  private static String label(Secret record, String name) {
    var labels = record.getMetadata().getLabels();
    return labels == null ? "" : labels.getOrDefault(name, "");
  }
}
