package io.slipway.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.slipway.core.effect.Installer.Outcome;
import io.slipway.harness.ApiServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What happens to Helm's process happens to nobody else (docs/adr/0015). */
@Timeout(120)
class HelmEngineIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final HelmLimits LIMITS =
      new HelmLimits(Duration.ofSeconds(3), 768, Duration.ofMinutes(1));

  /** Go gives up at once, whatever the machine has. */
  private static final String POISON = "x: {{ repeat 1000000000000 \"a\" }}\n";

  private static final String ENDLESS =
      "{{ range until 100000 }}{{ range until 100000 }}{{ end }}{{ end }}\nx: y\n";

  private static final String WAITING =
      """
      apiVersion: v1
      kind: Pod
      metadata:
        name: waiting
        namespace: default
        annotations: {helm.sh/hook: pre-install}
      spec:
        restartPolicy: Never
        containers: [{name: wait, image: example.com/wait}]
      """;

  private static ApiServer api;
  @TempDir static Path data;

  private final StubRegistry registry = new StubRegistry();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private HelmEngine engine = engine(LIMITS);

  @BeforeAll
  static void start() {
    api = ApiServer.start();
    api.createNamespace("d8-system");
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @AfterEach
  void end() {
    engine.close();
    threads.close();
  }

  @Test
  void a_chart_that_makes_helm_crash_fails_alone() throws Exception {
    publish("poison", Map.of("templates/x.yaml", POISON));
    var names = List.of("cod", "eel", "hake");
    names.forEach(name -> publish(name, Map.of()));

    List<Future<Outcome>> healthy = new ArrayList<>();
    var poisoned = threads.submit(() -> install("poison"));
    names.forEach(name -> healthy.add(threads.submit(() -> install(name))));

    assertThat(textOf(poisoned.get()))
        .isEqualTo("Helm was stopped: the chart needs more than 768 MiB of memory");
    for (var outcome : healthy) {
      assertThat(outcome.get()).isEqualTo(new Outcome.Done());
    }
  }

  @Test
  void a_chart_that_crashed_helm_once_harms_nobody_at_the_next_attempt() {
    publish("venom", Map.of("templates/x.yaml", POISON));
    publish("bream", Map.of());
    install("venom");
    install("bream");
    var before = engine.pids();

    install("venom");

    assertThat(before).hasSize(1);
    assertThat(engine.pids()).isEqualTo(before);
  }

  @Test
  void a_chart_that_renders_for_ever_is_stopped() {
    publish("whirl", Map.of("templates/x.yaml", ENDLESS));

    assertThat(textOf(install("whirl")))
        .isEqualTo("Helm was stopped: the chart needs more than 3 s of computing time");
  }

  @Test
  void a_release_whose_helm_was_killed_is_recovered_at_once() throws Exception {
    publish("salmon", Map.of("templates/hook.yaml", WAITING));
    var outcome = threads.submit(() -> install("salmon"));
    var first = awaitHook("");

    engine.pids().forEach(HelmEngineIT::kill);

    awaitHook(first);
    finishHook();
    assertThat(outcome.get()).isEqualTo(new Outcome.Done());
    assertThat(
            api.client()
                .secrets()
                .inNamespace("d8-system")
                .withLabel("name", "salmon")
                .list()
                .getItems())
        .hasSize(1);
  }

  /** Helm remembers what it knows of the API by the address that it was given. */
  @Test
  void helm_leaves_nothing_in_the_home_directory_and_nothing_in_ours_once_it_has_ended() {
    var before = rememberedAtHome();
    publish("dace", Map.of());

    install("dace");

    assertThat(engine.settings().workDir())
        .isDirectoryRecursivelyContaining("glob:**/cache/discovery");
    engine.close();
    await().atMost(LIMIT).untilAsserted(() -> assertThat(ours()).isEmpty());
    assertThat(rememberedAtHome()).isEqualTo(before);
  }

  @Test
  void who_empties_the_data_directory_gets_another_process_of_helm() throws Exception {
    publish("ruffe", Map.of());
    install("ruffe");
    var before = engine.pids();

    FileTree.delete(engine.settings().workDir());

    assertThat(install("ruffe")).isEqualTo(new Outcome.Done());
    assertThat(engine.pids()).hasSize(2).containsAll(before);
  }

  @Test
  void a_kubeconfig_that_was_written_anew_is_read_anew() throws Exception {
    publish("bleak", Map.of());
    install("bleak");
    var before = engine.pids();

    Files.setLastModifiedTime(api.kubeconfig(), FileTime.from(Instant.now().plusSeconds(1)));

    assertThat(install("bleak")).isEqualTo(new Outcome.Done());
    assertThat(engine.pids()).hasSize(2).containsAll(before);
  }

  private static Set<String> rememberedAtHome() {
    return names(Path.of(System.getProperty("user.home"), ".kube", "cache", "discovery"));
  }

  private Set<String> ours() {
    return names(engine.settings().workDir());
  }

  private static Set<String> names(Path folder) {
    var names = folder.toFile().list();
    return names == null ? Set.of() : Set.of(names);
  }

  @Test
  void helm_s_process_ends_when_idle_and_comes_back_when_needed() {
    engine.close();
    engine = engine(new HelmLimits(Duration.ofSeconds(60), 1024, Duration.ofMillis(300)));
    publish("smelt", Map.of());
    assertThat(engine.pids()).isEmpty();

    assertThat(install("smelt")).isEqualTo(new Outcome.Done());

    await().atMost(LIMIT).untilAsserted(() -> assertThat(engine.pids()).isEmpty());
    assertThat(install("smelt")).isEqualTo(new Outcome.Done());
  }

  @Test
  void a_closed_engine_ends_what_runs_and_starts_nothing() throws Exception {
    publish("tuna", Map.of("templates/hook.yaml", WAITING.replace("waiting", "tuna")));
    var outcome = threads.submit(() -> install("tuna"));
    await().atMost(LIMIT).until(() -> pod("tuna") != null);

    engine.close();

    assertThat(textOf(outcome.get())).isEqualTo("the operator stops");
    assertThat(engine.pids()).isEmpty();
  }

  private Outcome install(String name) {
    return new HelmInstaller(
            new HelmInstaller.Packages(registry, new PackageStore(data)),
            engine,
            api.client(),
            engine.settings(),
            new HelmInstaller.Questions(() -> new ClusterFacts("1.35.4", List.of()), () -> true))
        .install(Fixtures.installation(Fixtures.request(name, "1.0.0")));
  }

  private void publish(String name, Map<String, String> more) {
    var files = Fixtures.marker(name, "1.0.0");
    files.putAll(more);
    registry.with(Fixtures.ACCESS, name, "1.0.0", files);
  }

  private static HelmEngine engine(HelmLimits limits) {
    return new HelmEngine(
        new InstallerSettings(
            data, "d8-system", Fixtures.version("1.75.0"), Optional.of(api.kubeconfig())),
        () -> true,
        limits);
  }

  private static String textOf(Outcome outcome) {
    return ((Outcome.Failed) outcome).failure().text();
  }

  private static void kill(long pid) {
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
  }

  private static Pod pod(String name) {
    return api.client().pods().inNamespace("default").withName(name).get();
  }

  /** Uid of the hook's pod, once it is another one than this. */
  private static String awaitHook(String other) {
    await()
        .atMost(LIMIT)
        .until(
            () -> pod("waiting") != null && !pod("waiting").getMetadata().getUid().equals(other));
    return pod("waiting").getMetadata().getUid();
  }

  private static void finishHook() {
    api.client()
        .pods()
        .inNamespace("default")
        .withName("waiting")
        .editStatus(
            pod -> {
              pod.setStatus(new PodStatusBuilder().withPhase("Succeeded").build());
              return pod;
            });
  }
}
