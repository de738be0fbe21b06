package io.slipway.harness;

import io.slipway.harness.tool.Command;
import io.slipway.harness.tool.LoopbackPort;
import io.slipway.harness.tool.ProcessTree;
import io.slipway.harness.tool.Project;
import io.slipway.harness.tool.SetupFailure;
import io.slipway.harness.tool.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The packaged operator as a child process, driven by its black-box contract (DESIGN.md 4). */
public final class OperatorProcess implements AutoCloseable {

  /**
   * How to run it.
   *
   * @param jar {@code quarkus-run.jar}
   * @param folder where its log and, below {@code data}, its own files go; kept at the end
   * @param kubeconfig the cluster
   * @param environment added to the contract's variables, or overriding them
   * @param jvm options of the virtual machine, such as system properties
   * @param launcher a command that becomes the operator's, whose line follows; mostly empty
   */
  public record Settings(
      Path jar,
      Path folder,
      Path kubeconfig,
      Map<String, String> environment,
      List<String> jvm,
      List<String> launcher) {

    public Settings(Path jar, Path folder, Path kubeconfig, Map<String, String> environment) {
      this(jar, folder, kubeconfig, environment, List.of(), List.of());
    }

    /** The project's jar with the conformance suite's settings: 2 s scans, no leader election. */
    public static Settings of(Path folder, Path kubeconfig) {
      return new Settings(Project.current().jar(), folder, kubeconfig, Map.of());
    }

    public Settings with(String variable, String value) {
      Map<String, String> more = new HashMap<>(environment);
      more.put(variable, value);
      return new Settings(jar, folder, kubeconfig, Map.copyOf(more), jvm, launcher);
    }

    public Settings withJvm(String... options) {
      var more = Stream.concat(jvm.stream(), Stream.of(options)).toList();
      return new Settings(jar, folder, kubeconfig, environment, more, launcher);
    }

    /** The same operator with files of its own. */
    public Settings in(Path otherFolder) {
      return new Settings(jar, otherFolder, kubeconfig, environment, jvm, launcher);
    }

    public Settings launchedBy(List<String> command) {
      return new Settings(jar, folder, kubeconfig, environment, jvm, List.copyOf(command));
    }
  }

  private static final Map<String, String> DEFAULTS =
      Map.of(
          "SLIPWAY_SOURCE_SCAN_INTERVAL", "2s",
          "SLIPWAY_PLATFORM_VERSION", "v1.75.0",
          "SLIPWAY_SYSTEM_NAMESPACE", "d8-system",
          "SLIPWAY_LEADER_ELECTION", "false",
          "QUARKUS_HTTP_HOST", "127.0.0.1");

  private final OwnedProcess process;
  private final URI url;
  private final Instant started = Instant.now();
  private final HttpClient http = HttpClient.newHttpClient();

  private OperatorProcess(OwnedProcess process, URI url) {
    this.process = process;
    this.url = url;
  }

  /** Starts it and returns at once. */
  public static OperatorProcess start(Settings settings) {
    if (!Files.isRegularFile(settings.jar())) {
      throw new SetupFailure("no packaged operator at " + settings.jar() + "; run ./dev package");
    }
    int port = LoopbackPort.free();
    Map<String, String> environment = new HashMap<>(DEFAULTS);
    environment.put("JDK_JAVA_OPTIONS", Project.current().jvmOptions());
    environment.put("KUBECONFIG", settings.kubeconfig().toString());
    environment.put("SLIPWAY_DATA_DIR", settings.folder().resolve("data").toString());
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
    environment.putAll(settings.environment());
    createFolder(settings.folder());
    List<String> line = new ArrayList<>(settings.launcher());
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(settings.jvm());
    line.addAll(List.of("-jar", settings.jar().toAbsolutePath().toString()));
    Command command = new Command(line, environment, Optional.of(settings.folder()));
    Path log = settings.folder().resolve("operator.log");
    return new OperatorProcess(
        OwnedProcess.start("operator", command, log),
        URI.create("http://127.0.0.1:" + environment.get("QUARKUS_HTTP_PORT")));
  }

  /**
   * Waits for {@code /q/health/ready} to answer 200.
   *
   * @return the time since the start of the process
   */
  public Duration awaitReady(Duration limit) {
    boolean ready =
        Waiting.until(
            limit,
            () -> {
              process.requireAlive();
              return get("/q/health/ready") == 200;
            });
    if (!ready) {
      throw new SetupFailure(
          "the operator is not ready after %d s:\n%s".formatted(limit.toSeconds(), process.tail()));
    }
    return Duration.between(started, Instant.now());
  }

  /** Base address of its HTTP surface. */
  public URI url() {
    return url;
  }

  public long pid() {
    return process.pid();
  }

  public boolean alive() {
    return process.alive();
  }

  /** Resident memory in bytes; empty where the system does not tell. */
  public OptionalLong residentBytes() {
    return ProcessTree.residentBytes(pid());
  }

  public Path log() {
    return process.log();
  }

  /** Everything it said since its first start in this folder. */
  public List<String> logLines() {
    return process.logLines();
  }

  /**
   * Waits for its end, which it brings about by itself.
   *
   * @return its exit status
   */
  public int awaitEnd(Duration limit) {
    return process
        .awaitEnd(limit)
        .orElseThrow(
            () ->
                new SetupFailure(
                    "the operator still runs after %d s:\n%s"
                        .formatted(limit.toSeconds(), process.tail())));
  }

  /** SIGSTOP and SIGCONT: it freezes, and goes on as if no time had passed. */
  public void signal(String name) {
    var kill = Command.of(Path.of("/bin/kill"), "-" + name, Long.toString(pid())).run();
    if (!kill.ok()) {
      throw new SetupFailure("cannot send " + name + ": " + kill.output());
    }
  }

  /** {@code kill -9}. */
  public void kill() {
    process.kill();
  }

  /**
   * SIGTERM.
   *
   * @return how long it took to end
   * @throws SetupFailure when it did not end in time
   */
  public Duration terminate(Duration limit) {
    Instant asked = Instant.now();
    if (!process.terminate(limit)) {
      throw new SetupFailure("the operator ignored SIGTERM for " + limit.toSeconds() + " s");
    }
    return Duration.between(asked, Instant.now());
  }

  @Override
  public void close() {
    process.close();
    http.close();
  }

  private int get(String path) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(url.resolve(path)).timeout(Duration.ofSeconds(2)).build();
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException notYet) {
      return -1;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }

  private static void createFolder(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
