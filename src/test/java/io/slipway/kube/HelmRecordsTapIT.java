package io.slipway.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.slipway.core.event.ClusterEvent.HelmRecordGone;
import io.slipway.core.event.ClusterEvent.HelmRecordObserved;
import io.slipway.core.event.ClusterEvent.HelmRecordsListed;
import io.slipway.core.event.Event;
import io.slipway.core.value.HelmRecord;
import io.slipway.harness.ApiServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which of Helm's Secrets arrive, and in which order. */
class HelmRecordsTapIT {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String TYPE = HelmRecordMapper.TYPE;
  private static ApiServer server;

  private final List<Event> events = new CopyOnWriteArrayList<>();
  private final List<Secret> mapped = new CopyOnWriteArrayList<>();
  private final HelmRecordsTap tap =
      new HelmRecordsTap(client(), "d8-system", this::read, events::add);

  @BeforeAll
  static void start() {
    server = ApiServer.startWithCrds();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void clear() {
    tap.stop();
    client().secrets().inNamespace("d8-system").delete();
  }

  @Test
  void the_records_are_listed_over_several_pages_and_then_followed() {
    for (var i = 1; i <= 120; i++) {
      create(secret("many" + i, 1, "helm", TYPE));
    }
    create(secret("many1", 2, "helm", TYPE));
    create(secret("foreign", 1, "somebody", TYPE));
    create(secret("other", 1, "helm", "Opaque"));

    tap.start();
    await().atMost(SOON).until(() -> !events.isEmpty());
    create(secret("late", 1, "helm", TYPE));
    await().atMost(SOON).until(() -> events.contains(new HelmRecordObserved(record("late", 1))));
    client().secrets().inNamespace("d8-system").withName(name("many1", 2)).delete();
    await().atMost(SOON).until(() -> events.contains(new HelmRecordObserved(record("many1", 1))));

    var listed = ((HelmRecordsListed) events.getFirst()).all();
    assertThat(listed)
        .hasSize(120)
        .contains(record("many1", 2), record("many120", 1))
        .doesNotContain(record("many1", 1));
    assertThat(events).contains(new HelmRecordGone("many1", 2));
    assertThat(mapped).allSatisfy(secret -> assertThat(secret.getData()).containsKey("release"));
  }

  @Test
  void a_namespace_without_records_is_listed_as_empty() {
    tap.start();

    await().atMost(SOON).until(() -> events.equals(List.of(new HelmRecordsListed(List.of()))));
  }

  private Optional<HelmRecord> read(Secret secret) {
    mapped.add(secret);
    var labels = secret.getMetadata().getLabels();
    return Optional.of(record(labels.get("name"), Integer.parseInt(labels.get("version"))));
  }

  private static HelmRecord record(String release, int revision) {
    return new HelmRecord(release, revision, "deployed", "", Optional.empty());
  }

  private static KubernetesClient client() {
    return server.client();
  }

  private static void create(Secret secret) {
    client().resource(secret).create();
  }

  private static String name(String release, int revision) {
    return "sh.helm.release.v1." + release + ".v" + revision;
  }

  private static Secret secret(String release, int revision, String owner, String type) {
    return new SecretBuilder()
        .withNewMetadata()
        .withNamespace("d8-system")
        .withName(name(release, revision))
        .withLabels(Map.of("owner", owner, "name", release, "version", String.valueOf(revision)))
        .endMetadata()
        .withType(type)
        .withData(Map.of("release", "eA=="))
        .build();
  }
}
