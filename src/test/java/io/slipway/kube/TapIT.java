package io.slipway.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.javaoperatorsdk.operator.Operator;
import io.slipway.api.v1alpha1.ModuleRelease;
import io.slipway.core.event.ClusterEvent.ConfigsListed;
import io.slipway.core.event.ClusterEvent.Gone;
import io.slipway.core.event.ClusterEvent.ModulesListed;
import io.slipway.core.event.ClusterEvent.PoliciesListed;
import io.slipway.core.event.ClusterEvent.ReleaseObserved;
import io.slipway.core.event.ClusterEvent.ReleasesListed;
import io.slipway.core.event.ClusterEvent.SourcesListed;
import io.slipway.core.event.Event;
import io.slipway.core.value.Key;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.ObjectKind;
import io.slipway.core.value.ObjectRef;
import io.slipway.core.value.SourceName;
import io.slipway.harness.ApiServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What arrives of the changes in a real cluster (style.md 3.7). */
class TapIT {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final List<Event> EVENTS = new CopyOnWriteArrayList<>();
  private static final List<Key> REVIEWED = new CopyOnWriteArrayList<>();
  private static ApiServer server;
  private static KubernetesClient client;
  private static Operator operator;

  @BeforeAll
  static void start() {
    server = ApiServer.startWithCrds();
    server.client().resource(Crd.source()).create();
    server.client().resource(Crd.release("first-v1.0.0")).create();
    client =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(server.kubeconfig().toFile()))
            .build();
    operator = new Operator(settings -> settings.withKubernetesClient(client));
    operator.register(new ModuleSourceReconciler(EVENTS::add, REVIEWED::add));
    operator.register(new ModuleReconciler(EVENTS::add, REVIEWED::add));
    operator.register(new ModuleConfigReconciler(EVENTS::add, REVIEWED::add));
    operator.register(new ModuleReleaseReconciler(EVENTS::add, REVIEWED::add));
    operator.register(new ModuleUpdatePolicyReconciler(EVENTS::add));
    operator.start();
  }

  @AfterAll
  static void stop() {
    operator.stop();
    client.close();
    server.close();
  }

  @Test
  void every_kind_is_listed_with_what_is_there() {
    assertThat(of(ModulesListed.class)).hasSize(1);
    assertThat(of(ConfigsListed.class)).hasSize(1);
    assertThat(of(PoliciesListed.class)).hasSize(1);
    assertThat(of(SourcesListed.class))
        .singleElement()
        .satisfies(
            listed -> assertThat(listed.all()).extracting(s -> s.meta().name()).contains("s"));
    assertThat(of(ReleasesListed.class))
        .singleElement()
        .satisfies(
            listed -> assertThat(listed.all()).extracting(r -> r.name()).contains("first-v1.0.0"));
  }

  @Test
  void p3_an_annotation_and_a_deletion_arrive() {
    var release = server.client().resource(Crd.release("echo-v1.0.0")).create();
    await().atMost(SOON).until(() -> !observed("echo-v1.0.0").isEmpty());

    release.getMetadata().getAnnotations().put("modules.deckhouse.io/approved", "true");
    var approved = server.client().resource(release).update();
    await().atMost(SOON).until(() -> observed("echo-v1.0.0").contains(version(approved)));

    server.client().resources(ModuleRelease.class).withName("echo-v1.0.0").delete();
    var gone = new Gone(new ObjectRef(ObjectKind.RELEASE, "echo-v1.0.0"));
    await().atMost(SOON).until(() -> EVENTS.contains(gone));
  }

  @Test
  void p6_a_write_of_our_own_comes_back_with_the_version_of_the_answer() {
    var created = client.resource(Crd.release("own-v1.0.0")).create();

    await().atMost(SOON).until(() -> observed("own-v1.0.0").contains(version(created)));
  }

  @Test
  void reconcilers_only_ask_for_a_review() {
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(REVIEWED)
                    .contains(
                        new Key.OfSource(new SourceName("s")),
                        new Key.OfModule(new ModuleName("echo"))));
    assertThat(server.writes().since(server.writes().mark(), "operator")).isEmpty();
  }

  private static List<Long> observed(String release) {
    return of(ReleaseObserved.class)
        .map(ReleaseObserved::release)
        .filter(seen -> seen.name().equals(release))
        .map(seen -> seen.meta().version())
        .toList();
  }

  private static long version(HasMetadata object) {
    return Wire.meta(object.getMetadata()).version();
  }

  private static <E extends Event> Stream<E> of(Class<E> type) {
    return EVENTS.stream().filter(type::isInstance).map(type::cast);
  }
}
