package io.slipway.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.slipway.api.v1alpha1.Module;
import io.slipway.api.v1alpha1.ModuleRelease;
import io.slipway.api.v1alpha1.ModuleSource;
import io.slipway.core.effect.Cluster.Outcome;
import io.slipway.core.effect.Notice;
import io.slipway.core.effect.WriteEffect;
import io.slipway.core.effect.WriteEffect.CreateModule;
import io.slipway.core.effect.WriteEffect.CreateRelease;
import io.slipway.core.effect.WriteEffect.DeleteObject;
import io.slipway.core.effect.WriteEffect.PatchRelease;
import io.slipway.core.effect.WriteEffect.RefreshObject;
import io.slipway.core.effect.WriteEffect.WriteConfigStatus;
import io.slipway.core.effect.WriteEffect.WriteModuleProperties;
import io.slipway.core.effect.WriteEffect.WriteModuleStatus;
import io.slipway.core.effect.WriteEffect.WriteReleaseStatus;
import io.slipway.core.effect.WriteEffect.WriteSourceFinalizers;
import io.slipway.core.effect.WriteEffect.WriteSourceStatus;
import io.slipway.core.event.ClusterEvent.Gone;
import io.slipway.core.event.ClusterEvent.ModuleObserved;
import io.slipway.core.event.Event;
import io.slipway.core.value.Condition;
import io.slipway.core.value.ConfigObject;
import io.slipway.core.value.ModuleDefinition;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.ModuleObject;
import io.slipway.core.value.ObjectKind;
import io.slipway.core.value.ObjectMeta;
import io.slipway.core.value.ObjectRef;
import io.slipway.core.value.ReleaseObject;
import io.slipway.core.value.ReleasePhase;
import io.slipway.core.value.SemVer;
import io.slipway.core.value.SourceName;
import io.slipway.core.value.SourceObject;
import io.slipway.harness.ApiServer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a real API server makes of every write (style.md 3.9). */
class KubernetesWriterIT {
  private static final Instant TIME = Instant.parse("2026-11-25T10:11:12Z");
  private static final List<String> REQUESTS = new CopyOnWriteArrayList<>();
  private static ApiServer server;
  private static KubernetesClient client;

  private final List<Event> events = new CopyOnWriteArrayList<>();
  private final KubernetesWriter writer =
      new KubernetesWriter(client, events::add, InstantSource.fixed(TIME));

  @BeforeAll
  static void start() {
    server = ApiServer.startWithCrds();
    client =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(server.kubeconfig().toFile()))
            .withHttpClientBuilderConsumer(
                http -> http.addOrReplaceInterceptor("requests", new Requests()))
            .build();
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
  }

  @BeforeEach
  void forget() {
    REQUESTS.clear();
  }

  @Test
  void mod_1_a_module_is_created_and_creating_it_again_is_no_failure() {
    var wish =
        new CreateModule(new ModuleName("new"), ModuleObject.Properties.offered(List.of("s")));

    var first = written(wish);
    var again = written(wish);

    var module = module("new");
    assertThat(module.properties()).isEqualTo(wish.properties());
    assertThat(List.of(first, again)).containsOnly(module.meta().version());
  }

  @Test
  void rel_40_to_51_a_release_is_created_as_wished() {
    var spec =
        new ReleaseObject.Spec(
            "rel",
            SemVer.parse("1.2.3"),
            new ModuleDefinition(
                Optional.of(910), "", Map.of("kubernetes", ">= 1.30"), Map.of("a", "> 1")),
            Optional.empty(),
            "{\"features\":[\"x\"]}");

    written(
        new CreateRelease(
            "rel-v1.2.3",
            Map.of("module", "rel", "modules.deckhouse.io/update-policy", "deckhouse"),
            Map.of("modules.deckhouse.io/apply-now", "true"),
            new SourceName("s"),
            "uid-of-s",
            spec));

    var wire = client.resources(ModuleRelease.class).withName("rel-v1.2.3").get();
    var read = ModuleReleaseMapper.toCore(wire);
    assertThat(read.spec()).isEqualTo(spec);
    assertThat(read.meta().label("module")).isEqualTo("rel");
    assertThat(read.meta().isMarked("modules.deckhouse.io/apply-now")).isTrue();
    assertThat(wire.getMetadata().getOwnerReferences())
        .singleElement()
        .satisfies(
            owner -> {
              assertThat(owner.getKind()).isEqualTo("ModuleSource");
              assertThat(owner.getUid()).isEqualTo("uid-of-s");
              assertThat(owner.getController()).isTrue();
              assertThat(owner.getBlockOwnerDeletion()).isNull();
            });
  }

  @Test
  void a_module_status_is_one_request_and_reads_back_equal() {
    var meta = created("status").meta();
    var status = failing("Error");
    REQUESTS.clear();

    var version = written(new WriteModuleStatus(meta, status, List.of()));

    assertThat(REQUESTS).containsExactly("PATCH /apis/deckhouse.io/v1alpha1/modules/status/status");
    assertThat(module("status").status()).isEqualTo(status);
    assertThat(module("status").meta().version()).isEqualTo(version);
  }

  @Test
  void a_status_leaves_foreign_fields_and_removes_what_is_absent() {
    var meta = created("foreign").meta();
    patchStatus("foreign", "{\"status\":{\"hooksState\":\"fine\"}}");
    var status = new ModuleObject.Status("Available", "", List.of());
    written(new WriteModuleStatus(module("foreign").meta(), failing("Error"), List.of()));

    written(new WriteModuleStatus(module("foreign").meta(), status, List.of()));

    assertThat(meta.version()).isPositive();
    assertThat(generic("foreign").<Object>get("status"))
        .isEqualTo(Map.of("phase", "Available", "hooksState", "fine"));
  }

  @Test
  void writing_the_same_again_changes_no_version() {
    var status = failing("Error");
    written(new WriteModuleStatus(created("same").meta(), status, List.of()));
    var before = module("same").meta();

    var version = written(new WriteModuleStatus(before, status, List.of()));

    assertThat(version).isEqualTo(before.version());
  }

  @Test
  void p4_a_status_against_an_older_version_is_a_conflict() {
    var old = created("stale").meta();
    patchStatus("stale", "{\"status\":{\"hooksState\":\"fine\"}}");

    var outcome = writer.write(new WriteModuleStatus(old, failing("Error"), List.of(notice("x"))));

    assertThat(outcome).isInstanceOf(Outcome.Conflicted.class);
    assertThat(module("stale").status().phase()).isEmpty();
    assertThat(eventsOf("stale")).isEmpty();
  }

  @Test
  void a_status_that_the_definition_refuses_fails_with_the_servers_words() {
    var meta = created("refused").meta();
    var status = new ModuleObject.Status("Nonsense", "", List.of());

    var outcome = writer.write(new WriteModuleStatus(meta, status, List.of()));

    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    assertThat(((Outcome.Failed) outcome).text()).contains("status.phase").doesNotContain("\n");
  }

  @Test
  void a_status_of_an_object_that_is_gone_waits_for_its_gone() {
    var meta = created("vanished").meta();
    client.resources(Module.class).withName("vanished").delete();

    var outcome = writer.write(new WriteModuleStatus(meta, failing("Error"), List.of()));

    assertThat(outcome).isEqualTo(new Outcome.Written(0));
  }

  @Test
  void properties_replace_the_old_ones_and_leave_foreign_ones() {
    created("props");
    var first = properties(Map.of("deckhouse", "> 1", "odd", "x"), Map.of("a", "> 1", "b", "> 1"));
    written(new WriteModuleProperties(module("props").meta(), first));
    client
        .resources(Module.class)
        .withName("props")
        .edit(
            module -> {
              module.getProperties().setDescription("foreign");
              return module;
            });
    assertThat(module("props").properties()).isEqualTo(first);

    var next = properties(Map.of("kubernetes", "> 1"), Map.of("b", "> 2"));
    written(new WriteModuleProperties(module("props").meta(), next));
    assertThat(module("props").properties()).isEqualTo(next);

    var last = properties(Map.of(), Map.of());
    written(new WriteModuleProperties(module("props").meta(), last));
    assertThat(module("props").properties()).isEqualTo(last);
    assertThat(generic("props").<Object>get("properties", "description")).isEqualTo("foreign");
    assertThat(generic("props").<Object>get("properties", "requirements")).isNull();
  }

  @Test
  void properties_against_an_older_version_are_a_conflict() {
    var old = created("props-stale").meta();
    patchStatus("props-stale", "{\"status\":{\"hooksState\":\"fine\"}}");

    var outcome = writer.write(new WriteModuleProperties(old, properties(Map.of(), Map.of())));

    assertThat(outcome).isInstanceOf(Outcome.Conflicted.class);
  }

  @Test
  void source_config_and_release_statuses_read_back_equal() {
    var source = client.resource(source("status-source")).create();
    var config =
        client
            .resource(
                Crd.yaml("kind: ModuleConfig\nmetadata: {name: status-config}\nspec: {version: 1}"))
            .create();
    var release = client.resource(Crd.release("status-v1.0.0")).create();
    var shown =
        new SourceObject.Status(
            "Active",
            Optional.of(TIME),
            "Ready",
            List.of(new SourceObject.Entry("echo", "", "sha256:ab", "v1.0.0", "")));
    var told = new ConfigObject.Status("", "Ignored: unknown module name");
    var stands =
        new ReleaseObject.Status(ReleasePhase.DEPLOYED, "", Optional.of(TIME), true, 7, "1.5s");

    written(new WriteSourceStatus(Wire.meta(source.getMetadata()), shown, List.of()));
    written(new WriteConfigStatus(Wire.meta(config.getMetadata()), told, List.of()));
    written(new WriteReleaseStatus(Wire.meta(release.getMetadata()), stands, List.of()));

    var requests = new ObjectRequests(client);
    assertThat(requests.read(WireKind.SOURCE, "status-source").map(ModuleSourceMapper::toCore))
        .hasValueSatisfying(read -> assertThat(read.status()).isEqualTo(shown));
    assertThat(requests.read(WireKind.CONFIG, "status-config").map(ModuleConfigMapper::toCore))
        .hasValueSatisfying(read -> assertThat(read.status()).isEqualTo(told));
    assertThat(requests.read(WireKind.RELEASE, "status-v1.0.0").map(ModuleReleaseMapper::toCore))
        .hasValueSatisfying(read -> assertThat(read.status()).isEqualTo(stands));
  }

  private static OwnerReference owner(String kind) {
    return new OwnerReferenceBuilder()
        .withApiVersion("example.com/v1")
        .withKind(kind)
        .withName("owner")
        .withUid("uid-of-" + kind)
        .build();
  }

  @Test
  void a_release_patch_changes_only_what_it_names() {
    var release = Crd.release("patched-v1.0.0");
    release.getMetadata().setLabels(Map.of("keep", "1", "drop", "1"));
    release.getMetadata().setAnnotations(Map.of("keep", "1", "drop", "1"));
    release.getMetadata().setOwnerReferences(List.of(owner("ModuleSource"), owner("Foreign")));
    var meta = Wire.meta(client.resource(release).create().getMetadata());

    written(
        new PatchRelease(
            meta,
            Map.of("status", Optional.of("deployed"), "drop", Optional.empty()),
            Map.of("drop", Optional.empty()),
            Optional.of(new PatchRelease.Owner(new SourceName("s2"), "uid-2"))));

    var after = client.resources(ModuleRelease.class).withName("patched-v1.0.0").get();
    assertThat(after.getMetadata().getLabels())
        .isEqualTo(Map.of("keep", "1", "status", "deployed"));
    assertThat(after.getMetadata().getAnnotations()).isEqualTo(Map.of("keep", "1"));
    assertThat(after.getMetadata().getOwnerReferences())
        .extracting(owner -> owner.getKind() + "/" + owner.getName())
        .containsExactly("Foreign/owner", "ModuleSource/s2");
    assertThat(
            writer.write(
                new PatchRelease(meta, Map.of(), Map.of("a", Optional.of("b")), Optional.empty())))
        .isInstanceOf(Outcome.Conflicted.class);
  }

  @Test
  void a_release_patch_sets_the_time_and_leaves_the_rest_of_the_spec() {
    var release = Crd.release("shifted-v1.0.0");
    var meta = Wire.meta(client.resource(release).create().getMetadata());
    var before = client.resources(ModuleRelease.class).withName("shifted-v1.0.0").get().getSpec();

    written(
        new PatchRelease(
            meta,
            Map.of(),
            Map.of("a", Optional.of("b")),
            Optional.empty(),
            Optional.of(Instant.parse("2026-11-25T10:11:12.345Z"))));

    var after = client.resources(ModuleRelease.class).withName("shifted-v1.0.0").get().getSpec();
    assertThat(after.getApplyAfter()).isEqualTo("2026-11-25T10:11:12Z");
    assertThat(after.getVersion()).isEqualTo(before.getVersion());
    assertThat(after.getModuleName()).isEqualTo(before.getModuleName());
  }

  @Test
  void finalizers_are_replaced_and_with_the_last_one_the_source_is_gone() {
    var source = source("final-source");
    source.getMetadata().setFinalizers(List.of("example.com/keep"));
    var before = Wire.meta(client.resource(source).create().getMetadata());

    written(new WriteSourceFinalizers(before, List.of("example.com/keep", "example.com/own")));

    assertThat(finalSource().finalizers()).containsExactly("example.com/keep", "example.com/own");
    assertThat(writer.write(new WriteSourceFinalizers(before, List.of())))
        .isInstanceOf(Outcome.Conflicted.class);

    client.resources(ModuleSource.class).withName("final-source").delete();
    written(new WriteSourceFinalizers(finalSource(), List.of("example.com/keep")));
    assertThat(writer.write(new WriteSourceFinalizers(finalSource(), List.of())))
        .isEqualTo(new Outcome.Written(0));
    assertThat(client.resources(ModuleSource.class).withName("final-source").get()).isNull();
  }

  private static ObjectMeta finalSource() {
    return Wire.meta(
        client.resources(ModuleSource.class).withName("final-source").get().getMetadata());
  }

  @Test
  void only_the_observed_object_is_deleted() {
    var meta = created("deleted").meta();
    var ref = new ObjectRef(ObjectKind.MODULE, "deleted");

    assertThat(writer.write(new DeleteObject(ref, other(meta, "other-uid", meta.version()))))
        .isInstanceOf(Outcome.Conflicted.class);
    assertThat(writer.write(new DeleteObject(ref, other(meta, meta.uid(), meta.version() - 1))))
        .isInstanceOf(Outcome.Conflicted.class);
    assertThat(client.resources(Module.class).withName("deleted").get()).isNotNull();

    assertThat(writer.write(new DeleteObject(ref, meta))).isEqualTo(new Outcome.Written(0));
    assertThat(client.resources(Module.class).withName("deleted").get()).isNull();
    assertThat(writer.write(new DeleteObject(ref, meta))).isEqualTo(new Outcome.Written(0));
  }

  @Test
  void p6_a_refresh_hands_the_object_to_its_inlet() {
    var module = created("fresh");
    var ref = new ObjectRef(ObjectKind.MODULE, "fresh");

    var version = written(new RefreshObject(ref));
    client.resources(Module.class).withName("fresh").delete();
    var none = written(new RefreshObject(ref));

    assertThat(events).containsExactly(new ModuleObserved(module), new Gone(ref));
    assertThat(version).isEqualTo(module.meta().version());
    assertThat(none).isZero();
  }

  @Test
  void notices_become_events_once() {
    var said = List.of(notice("Downloaded"), notice("Downloaded"), notice("Ready"));

    written(new WriteModuleStatus(created("noticed").meta(), failing("Error"), said));
    written(new WriteModuleStatus(module("noticed").meta(), failing("Ready"), said));

    assertThat(eventsOf("noticed"))
        .extracting(event -> event.getType() + " " + event.getReason() + ": " + event.getMessage())
        .containsExactlyInAnyOrder("Normal Downloaded: text", "Normal Ready: text");
    assertThat(eventsOf("noticed").getFirst().getInvolvedObject().getUid())
        .isEqualTo(module("noticed").meta().uid());
  }

  @Test
  void an_api_server_that_cannot_be_reached_is_a_failure_in_one_line() {
    var config = Config.fromKubeconfig(server.kubeconfig().toFile());
    config.setMasterUrl("https://127.0.0.1:1/");
    config.setRequestRetryBackoffLimit(0);
    try (var lost = new KubernetesClientBuilder().withConfig(config).build()) {
      var cut = new KubernetesWriter(lost, events::add, InstantSource.system());

      var outcome = cut.write(new RefreshObject(new ObjectRef(ObjectKind.MODULE, "any")));

      assertThat(outcome).isInstanceOf(Outcome.Failed.class);
      assertThat(((Outcome.Failed) outcome).text())
          .startsWith("no answer from the API server: ")
          .doesNotContain("\n", "Exception");
    }
  }

  private long written(WriteEffect effect) {
    var outcome = writer.write(effect);
    assertThat(outcome).isInstanceOf(Outcome.Written.class);
    return ((Outcome.Written) outcome).version();
  }

  private ModuleObject created(String name) {
    written(new CreateModule(new ModuleName(name), ModuleObject.Properties.offered(List.of("s"))));
    return module(name);
  }

  private static ModuleObject module(String name) {
    return ModuleMapper.toCore(client.resources(Module.class).withName(name).get());
  }

  private static ModuleObject.Status failing(String phase) {
    var condition = new Condition("IsReady", "False", "HelmError", "no", TIME, TIME);
    return new ModuleObject.Status(phase, "Error", List.of(condition));
  }

  private static ModuleObject.Properties properties(
      Map<String, String> requirements, Map<String, String> modules) {
    return new ModuleObject.Properties(
        List.of("s"), "s", "v1.0.0", Optional.of(900), "Stable", "", "", requirements, modules);
  }

  private static Notice notice(String reason) {
    return new Notice(false, reason, "text");
  }

  private static ObjectMeta other(ObjectMeta meta, String uid, long version) {
    return new ObjectMeta(meta.name(), uid, version, 1, Map.of(), Map.of(), List.of(), false);
  }

  private static List<io.fabric8.kubernetes.api.model.Event> eventsOf(String name) {
    return client.v1().events().inNamespace("default").list().getItems().stream()
        .filter(event -> name.equals(event.getInvolvedObject().getName()))
        .toList();
  }

  private static GenericKubernetesResource generic(String name) {
    return client
        .genericKubernetesResources(ResourceDefinitionContext.fromResourceType(Module.class))
        .withName(name)
        .get();
  }

  private static void patchStatus(String name, String patch) {
    client
        .resources(Module.class)
        .withName(name)
        .subresource("status")
        .patch(
            io.fabric8.kubernetes.client.dsl.base.PatchContext.of(
                io.fabric8.kubernetes.client.dsl.base.PatchType.JSON_MERGE),
            patch);
  }

  private static ModuleSource source(String name) {
    var source = Crd.source();
    source.setMetadata(new ObjectMetaBuilder().withName(name).build());
    return source;
  }

  private static final class Requests implements Interceptor {
    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
      REQUESTS.add(request.method() + " " + request.uri().getPath());
    }
  }
}
