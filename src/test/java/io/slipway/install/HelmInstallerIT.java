package io.slipway.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.slipway.core.effect.Installer.Outcome;
import io.slipway.core.effect.Installer.PackageRequest;
import io.slipway.core.effect.Installer.Prepared;
import io.slipway.core.value.HelmRecord;
import io.slipway.core.value.InstallFailure;
import io.slipway.core.value.InstallFailure.Reason;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.RegistryAccess;
import io.slipway.harness.ApiServer;
import io.slipway.kube.HelmRecordMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelmInstallerIT {
  private static final String NAMESPACE = "d8-system";
  private static final String DOCKER_CFG =
      "eyJhdXRocyI6eyJyLmV4YW1wbGUuY29tIjp7ImF1dGgiOiJiV0YwWlRweloyTnlaWFE9In19fQ==";

  private static final Outcome NOT_LEADING =
      new Outcome.Failed(new InstallFailure(Reason.HELM, "this process does not lead any more"));

  /** No controller in the cluster runs it. */
  private static final String PRE_INSTALL_JOB =
      """
      apiVersion: batch/v1
      kind: Job
      metadata: {name: migration, namespace: default, annotations: {helm.sh/hook: pre-install}}
      spec:
        template:
          spec: {restartPolicy: Never, containers: [{name: migrate, image: example.com/migrate}]}
      """;

  @TempDir static Path data;
  private static ApiServer api;
  private static HelmEngine engine;
  private static InstallerSettings settings;
  private final StubRegistry registry = new StubRegistry();

  @BeforeAll
  static void start() {
    api = ApiServer.start();
    settings =
        new InstallerSettings(
            data, NAMESPACE, Fixtures.version("1.75.0"), Optional.of(api.kubeconfig()));
    engine = new HelmEngine(settings, () -> true);
  }

  @AfterAll
  static void stop() {
    engine.close();
    api.close();
  }

  @Test
  void an_installed_module_is_known_by_helm_s_own_record() {
    publish("oak", "1.0.0", Fixtures.marker("oak", "1.0.0"));
    var request = Fixtures.installation(Fixtures.request("oak", "1.0.0"));

    var outcome = installer().install(request);

    assertThat(outcome).isEqualTo(new Outcome.Done());
    assertThat(configMap("oak-marker").getData()).containsEntry("version", "v1.0.0");
    assertThat(configMap("oak-marker").getMetadata().getLabels())
        .containsEntry("heritage", "deckhouse")
        .containsEntry("app.kubernetes.io/managed-by", "Helm");
    assertThat(records("oak"))
        .containsExactly(new HelmRecord("oak", 1, "deployed", "1.0.0", Optional.of(request.id())));
  }

  @Test
  void an_upgrade_replaces_the_identity_and_keeps_three_revisions() {
    for (var patch = 0; patch < 5; patch++) {
      var version = "1.0." + patch;
      publish("elm", version, Fixtures.marker("elm", version));
      assertThat(installer().install(Fixtures.installation(Fixtures.request("elm", version))))
          .isEqualTo(new Outcome.Done());
    }

    assertThat(configMap("elm-marker").getData()).containsEntry("version", "v1.0.4");
    assertThat(records("elm")).extracting(HelmRecord::revision).containsExactly(5, 4, 3);
    assertThat(records("elm").getFirst().id().orElseThrow().version())
        .isEqualTo(Fixtures.version("1.0.4"));
  }

  @Test
  void settings_reach_the_chart() {
    publish(
        "juniper-berry",
        "1.0.0",
        Map.of(
            "openapi/config-values.yaml",
            "{type: object, properties: {greeting: {type: string, default: hello}}}",
            "templates/settings.yaml",
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: juniper-settings, namespace: default}
            data:
              greeting: {{ .Values.juniperBerry.greeting | quote }}
              base: {{ .Values.juniperBerry.registry.base | quote }}
              platform: {{ .Values.global.deckhouseVersion | quote }}
              chart: {{ printf "%s %s" .Chart.Name .Chart.Version | quote }}
              literal: {{ "{{ not a template }}" | quote }}
            """));

    var outcome =
        installer()
            .install(
                Fixtures.installation(
                    Fixtures.request("juniper-berry", "1.0.0", "{\"greeting\":\"ahoy\"}", 1)));

    assertThat(outcome).isEqualTo(new Outcome.Done());
    assertThat(configMap("juniper-settings").getData())
        .containsOnly(
            Map.entry("greeting", "ahoy"),
            Map.entry("base", "registry.example.com/ships/modules"),
            Map.entry("platform", "v1.75.0"),
            Map.entry("chart", "juniper-berry 0.2.0"),
            Map.entry("literal", "{{ not a template }}"));
  }

  @Test
  void a_chart_with_an_unknown_kind_is_refused_with_helm_s_words() {
    publish(
        "painter",
        "1.1.1",
        Fixtures.with(
            Fixtures.marker("painter", "1.1.1"),
            "templates/broken.yaml",
            "apiVersion: nowhere.example.com/v1\nkind: Nothing\nmetadata: {name: nothing}\n"));

    var outcome = installer().install(Fixtures.installation(Fixtures.request("painter", "1.1.1")));

    var failure = ((Outcome.Failed) outcome).failure();
    assertThat(failure.reason()).isEqualTo(Reason.HELM);
    assertThat(failure.text()).contains("no matches for kind \"Nothing\"").doesNotContain("\n");
  }

  @Test
  void a_template_that_fails_is_told_without_the_registry_s_credentials() {
    var access = new RegistryAccess(true, "r.example.com/m", DOCKER_CFG, "");
    registry.with(
        access,
        "birch",
        "1.0.0",
        Fixtures.with(
            Fixtures.marker("birch", "1.0.0"),
            "templates/fail.yaml",
            "{{ fail (printf \"no way %s\" .Values.birch.registry.dockercfg) }}"));
    var request =
        new PackageRequest(new ModuleName("birch"), Fixtures.version("1.0.0"), access, "{}", 0);

    var outcome = installer().install(Fixtures.installation(request));

    assertThat(((Outcome.Failed) outcome).failure().text())
        .contains("no way ***", "birch/templates/fail.yaml")
        .doesNotContain(DOCKER_CFG);
    assertThat(records("birch")).isEmpty();
  }

  /** P11, P12, H1 for objects without a namespace. */
  @Test
  void definitions_are_there_before_the_chart_uses_them_and_stay() {
    publish(
        "harbour",
        "1.0.0",
        Map.of(
            "crds/sub/boats.yaml",
            Fixtures.definition("Boat", "boats"),
            "crds/doc-ru-boats.yaml",
            "spec: {}",
            "templates/boat.yaml",
            """
            apiVersion: ships.example.com/v1
            kind: Boat
            metadata: {name: ferry}
            kinds: {{ .Values.global.discovery.apiVersions | toJson }}
            """));

    var outcome = installer().install(Fixtures.installation(Fixtures.request("harbour", "1.0.0")));
    var boat =
        api.client()
            .genericKubernetesResources("ships.example.com/v1", "Boat")
            .withName("ferry")
            .require();
    installer().uninstall(new ModuleName("harbour"));

    assertThat(outcome).isEqualTo(new Outcome.Done());
    assertThat(boat.getMetadata().getLabels()).containsEntry("heritage", "deckhouse");
    assertThat(boat.getAdditionalProperties())
        .containsEntry("kinds", List.of("ships.example.com/v1/Boat"));
    assertThat(
            api.client()
                .apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName("boats.ships.example.com")
                .require()
                .getMetadata()
                .getLabels())
        .containsEntry("heritage", "deckhouse");
  }

  /** A first installation that Helm began and could not end. */
  @Test
  void a_failed_installation_is_repaired_by_the_next_version() {
    publish(
        "olive",
        "1.0.0",
        Fixtures.with(
            Fixtures.marker("olive", "1.0.0"),
            "templates/lost.yaml",
            "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: lost, namespace: no-such}\n"));
    publish("olive", "1.0.1", Fixtures.marker("olive", "1.0.1"));

    var first = installer().install(Fixtures.installation(Fixtures.request("olive", "1.0.0")));
    var failed = records("olive").getFirst();
    var second = installer().install(Fixtures.installation(Fixtures.request("olive", "1.0.1")));

    assertThat(((Outcome.Failed) first).failure().text()).contains("no-such");
    assertThat(failed.status()).isEqualTo("failed");
    assertThat(failed.id()).isEmpty();
    assertThat(second).isEqualTo(new Outcome.Done());
    assertThat(records("olive").getFirst().isDeployed()).isTrue();
  }

  @Test
  void an_object_deleted_by_hand_comes_back() {
    publish("sextant", "1.0.0", Fixtures.marker("sextant", "1.0.0"));
    var request = Fixtures.installation(Fixtures.request("sextant", "1.0.0"));
    installer().install(request);
    api.client().configMaps().inNamespace("default").withName("sextant-marker").delete();

    installer().install(request);

    assertThat(configMap("sextant-marker").getMetadata().getLabels())
        .containsEntry("heritage", "deckhouse");
  }

  /** H4: killed in the middle of the first installation, and of a later one. */
  @Test
  void an_interrupted_release_is_recovered_without_deleting_its_objects() {
    publish("larch", "1.0.0", Fixtures.marker("larch", "1.0.0"));
    publish("larch", "1.0.1", Fixtures.marker("larch", "1.0.1"));
    var first = Fixtures.installation(Fixtures.request("larch", "1.0.0"));
    var second = Fixtures.installation(Fixtures.request("larch", "1.0.1"));
    installer().install(first);
    var uid = configMap("larch-marker").getMetadata().getUid();

    makeStatus("larch", 1, "pending-install");
    assertThat(installer().install(first)).isEqualTo(new Outcome.Done());
    installer().install(second);
    makeStatus("larch", 2, "pending-upgrade");
    makeStatus("larch", 1, "deployed");
    assertThat(installer().install(second)).isEqualTo(new Outcome.Done());

    assertThat(configMap("larch-marker").getMetadata().getUid()).isEqualTo(uid);
    assertThat(records("larch").getFirst().id()).contains(second.id());
  }

  @Test
  void an_uninstalled_module_leaves_neither_objects_nor_records() {
    publish("ash", "1.0.0", Fixtures.marker("ash", "1.0.0"));
    installer().install(Fixtures.installation(Fixtures.request("ash", "1.0.0")));

    var outcome = installer().uninstall(new ModuleName("ash"));

    assertThat(outcome).isEqualTo(new Outcome.Done());
    assertThat(records("ash")).isEmpty();
    assertThat(api.client().configMaps().inNamespace("default").withName("ash-marker").get())
        .isNull();
    assertThat(installer().uninstall(new ModuleName("ash"))).isEqualTo(new Outcome.Done());
  }

  /** Whether or not somebody is just at work on it. */
  @ParameterizedTest
  @ValueSource(strings = {"deployed", "failed", "pending-upgrade"})
  void a_release_that_somebody_else_made_is_left_alone(String newest) throws Exception {
    var name = "holly-" + newest;
    publish(name, "1.0.0", Fixtures.marker(name, "1.0.0"));
    installByHand(name);
    installByHand(name);
    if (!newest.equals("deployed")) {
      makeStatus(name, 2, newest);
      makeStatus(name, 1, "deployed");
    }
    var before = records(name);

    var installed = installer().install(Fixtures.installation(Fixtures.request(name, "1.0.0")));
    var removed = installer().uninstall(new ModuleName(name));

    var refused =
        new Outcome.Failed(
            new InstallFailure(
                Reason.HELM,
                "Helm release %s exists in namespace d8-system and was not made by Slipway; "
                        .formatted(name)
                    + "uninstall it, or rename it, to let the module be installed"));
    assertThat(List.of(installed, removed)).containsOnly(refused);
    assertThat(records(name)).isEqualTo(before).hasSize(2);
  }

  /** Helm's own words took the place of the identity, an older revision still tells. */
  @Test
  void a_release_of_ours_that_was_rolled_back_by_hand_is_upgraded() throws Exception {
    publish("maple", "1.0.0", Fixtures.marker("maple", "1.0.0"));
    var request = Fixtures.installation(Fixtures.request("maple", "1.0.0"));
    installer().install(request);
    installByHand("maple");

    var outcome = installer().install(request);

    assertThat(outcome).isEqualTo(new Outcome.Done());
    assertThat(records("maple").getFirst().id()).contains(request.id());
  }

  /** The lead is lost at the first, second and third question of an upgrade. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void a_process_that_lost_the_lead_upgrades_nothing(int answers) {
    var name = "rowan" + answers;
    publish(name, "1.0.0", Fixtures.marker(name, "1.0.0"));
    publish(name, "1.0.1", Fixtures.marker(name, "1.0.1"));
    installer().install(Fixtures.installation(Fixtures.request(name, "1.0.0")));
    var left = new AtomicInteger(answers);

    var outcome =
        installer(() -> left.getAndDecrement() > 0)
            .install(Fixtures.installation(Fixtures.request(name, "1.0.1")));

    assertThat(outcome).isEqualTo(NOT_LEADING);
    assertThat(records(name)).extracting(HelmRecord::revision).containsExactly(1);
  }

  @Test
  void a_process_that_does_not_lead_uninstalls_nothing() {
    publish("alder", "1.0.0", Fixtures.marker("alder", "1.0.0"));
    installer().install(Fixtures.installation(Fixtures.request("alder", "1.0.0")));

    var outcome = installer(() -> false).uninstall(new ModuleName("alder"));

    assertThat(outcome).isEqualTo(NOT_LEADING);
    assertThat(records("alder")).hasSize(1);
  }

  /** Helm takes a Job that is deleted for one that has ended, and would install the rest. */
  @Test
  void a_helm_call_that_outlasts_the_lead_changes_nothing_more() throws Exception {
    var leads = new AtomicBoolean(true);
    var files = new HashMap<>(Fixtures.marker("larix", "1.0.0"));
    files.put("templates/job.yaml", PRE_INSTALL_JOB);
    publish("larix", "1.0.0", files);
    try (var fenced = new HelmEngine(settings, leads::get);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var request = Fixtures.installation(Fixtures.request("larix", "1.0.0"));
      var outcome = threads.submit(() -> installer(fenced, leads::get).install(request));
      var jobs = api.client().batch().v1().jobs().inNamespace("default");
      await().until(() -> jobs.withName("migration").get() != null);

      leads.set(false);
      jobs.withName("migration").delete();

      assertThat(outcome.get()).isEqualTo(NOT_LEADING);
    }
    assertThat(api.client().configMaps().inNamespace("default").withName("larix-marker").get())
        .isNull();
    assertThat(records("larix")).extracting(HelmRecord::status).containsExactly("pending-install");
  }

  @Test
  void modules_are_installed_in_parallel() throws Exception {
    var names = List.of("fir", "yew", "pine", "teak");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var outcomes =
          names.stream()
              .peek(name -> publish(name, "1.0.0", Fixtures.marker(name, "1.0.0")))
              .map(name -> Fixtures.installation(Fixtures.request(name, "1.0.0")))
              .map(request -> threads.submit(() -> installer().install(request)))
              .toList();
      for (var outcome : outcomes) {
        assertThat(outcome.get()).isEqualTo(new Outcome.Done());
      }
    }

    assertThat(names).allMatch(name -> records(name).size() == 1);
  }

  @Test
  void a_prepared_package_tells_its_definition() {
    publish("neem", "1.0.0", Fixtures.marker("neem", "1.0.0"));

    var prepared = installer().prepare(Fixtures.request("neem", "1.0.0"));

    assertThat(prepared)
        .isInstanceOfSatisfying(
            Prepared.Ready.class, ready -> assertThat(ready.definition().weight()).contains(910));
    assertThat(records("neem")).isEmpty();
  }

  private void publish(String module, String version, Map<String, String> files) {
    registry.with(Fixtures.ACCESS, module, version, files);
  }

  private HelmInstaller installer() {
    return installer(() -> true);
  }

  private HelmInstaller installer(BooleanSupplier mayAct) {
    return installer(engine, mayAct);
  }

  private HelmInstaller installer(HelmEngine helm, BooleanSupplier mayAct) {
    return new HelmInstaller(
        new HelmInstaller.Packages(registry, new PackageStore(data)),
        helm,
        api.client(),
        settings,
        new HelmInstaller.Questions(() -> new ClusterFacts("1.35.4", List.of()), mayAct));
  }

  /** As a person does who knows nothing of Slipway. */
  private static void installByHand(String name) throws Exception {
    var chart = data.resolve("by-hand").resolve(name);
    Files.createDirectories(chart);
    Files.writeString(
        chart.resolve("Chart.yaml"), "apiVersion: v2\nname: %s\nversion: 0.1.0\n".formatted(name));
    var values = Files.writeString(chart.resolve("values.yaml"), "{}");
    try (var helm = engine.open(name)) {
      if (records(name).isEmpty()) {
        helm.install(new HelmSession.Apply(chart, values, "Install complete"));
      } else {
        helm.upgrade(new HelmSession.Apply(chart, values, "Upgrade complete"));
      }
    }
  }

  private static ConfigMap configMap(String name) {
    return api.client().configMaps().inNamespace("default").withName(name).require();
  }

  private static List<HelmRecord> records(String module) {
    return api
        .client()
        .secrets()
        .inNamespace(NAMESPACE)
        .withLabel("name", module)
        .list()
        .getItems()
        .stream()
        .flatMap(secret -> HelmRecordMapper.toCore(secret).stream())
        .sorted(Comparator.comparingInt(HelmRecord::revision).reversed())
        .toList();
  }

  /** Sets the status in Helm's record and in its label, as Helm itself does. */
  private static void makeStatus(String module, int revision, String status) {
    ReleaseSecrets.setStatus(api.client(), NAMESPACE, module, revision, status);
  }
}
