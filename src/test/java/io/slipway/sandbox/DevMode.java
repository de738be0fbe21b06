package io.slipway.sandbox;

import io.slipway.harness.tool.Command;
import io.slipway.harness.tool.Detached;
import io.slipway.harness.tool.Progress;
import io.slipway.harness.tool.SetupFailure;
import io.slipway.harness.tool.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The operator under {@code quarkus:dev} in the background, and the watch that makes it reload. */
final class DevMode {
  /** The first start compiles and may download what Quarkus needs for dev mode. */
  private static final Duration START = Duration.ofMinutes(5);

  /** From the first answer over HTTP on. */
  private static final Duration BECOME_READY = Duration.ofSeconds(60);

  private final Sandbox sandbox;
  private final Detached operator;
  private final Detached watch;

  DevMode(Sandbox sandbox) {
    this.sandbox = sandbox;
    this.operator = new Detached(sandbox.file("operator.pid"));
    this.watch = new Detached(sandbox.file("watch.pid"));
  }

  boolean running() {
    return operator.running().isPresent();
  }

  boolean ready() {
    return running() && Http.status(url() + "/q/health/ready") == 200;
  }

  String url() {
    return "http://127.0.0.1:" + sandbox.port("operator", running());
  }

  Path log() {
    return sandbox.file("operator.log");
  }

  /** Starts it when it does not run and waits until it is ready. */
  void ensureRunning() {
    if (!running()) {
      int port = sandbox.port("operator", false);
      operator.start(command(port), log());
    }
    if (watch.running().isEmpty()) {
      watch.start(watchCommand(), sandbox.file("watch.log"));
    }
    awaitReady();
  }

  private void awaitReady() {
    Instant[] answered = new Instant[1];
    try (Progress progress = Progress.of("starting the operator")) {
      Waiting.until(
          START,
          Duration.ofSeconds(1),
          () -> {
            progress.detail(lastLine());
            int status = Http.status(url() + "/q/health/ready");
            if (status != Http.NO_ANSWER && answered[0] == null) {
              answered[0] = Instant.now();
            }
            return !running() || status == 200 || isPast(answered[0]);
          });
    }
    if (!running()) {
      watch.stop();
      throw new SetupFailure("the operator ended; its last lines, more by ./dev logs:\n" + tail());
    }
    if (!ready()) {
      throw new SetupFailure("the operator started but is not ready; see ./dev logs\n" + reason());
    }
  }

  private static boolean isPast(@Nullable Instant answered) {
    return answered != null && Instant.now().isAfter(answered.plus(BECOME_READY));
  }

  /** True when something was running. */
  boolean stop() {
    boolean watching = watch.stop();
    return operator.stop() || watching;
  }

  private Command command(int port) {
    return Maven.of(sandbox.project())
        .command("quarkus:dev")
        // the formatter has a subcommand of its own, and a debugger would open a port
        .with("-Dspotless.check.skip=true", "-Ddebug=false", "-D" + sandbox.marker())
        .with("-Dquarkus.console.enabled=false", "-Dquarkus.test.continuous-testing=disabled")
        .env("KUBECONFIG", sandbox.kubeconfig().toString())
        .env("SLIPWAY_DATA_DIR", sandbox.file("data").toString())
        .env("SLIPWAY_SOURCE_SCAN_INTERVAL", "10s")
        // alone on this cluster: a reload must not wait for the lease of the run before
        .env("SLIPWAY_LEADER_ELECTION", "false")
        .env("QUARKUS_HTTP_HOST", "127.0.0.1")
        .env("QUARKUS_HTTP_PORT", Integer.toString(port));
  }

  private Command watchCommand() {
    Path sources = sandbox.project().root().resolve("src/main");
    long pid = operator.running().map(ProcessHandle::pid).orElse(0L);
    return Command.of(Path.of(System.getProperty("java.home"), "bin", "java"))
        .with("-Xmx24m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-D" + sandbox.marker())
        .with("-cp", sandbox.project().root().resolve("target/test-classes").toString())
        .with(SourceWatch.class.getName(), sources.toString(), url(), Long.toString(pid));
  }

  private String lastLine() {
    return lines().reversed().stream().filter(l -> !l.isBlank()).findFirst().orElse("").strip();
  }

  /** The innermost cause of the last failed start, with the line that explains it. */
  private String reason() {
    List<String> lines = lines();
    int cause = -1;
    for (int i = 0; i < lines.size(); i++) {
      cause = lines.get(i).startsWith("Caused by:") ? i : cause;
    }
    return cause < 0
        ? ""
        : String.join("\n", lines.subList(cause, Math.min(cause + 2, lines.size())));
  }

  private String tail() {
    List<String> lines = lines();
    Stream<String> errors = lines.stream().filter(l -> l.startsWith("[ERROR]")).limit(12);
    List<String> shown = errors.toList();
    return String.join(
        "\n",
        shown.isEmpty() ? lines.subList(Math.max(0, lines.size() - 12), lines.size()) : shown);
  }

  private List<String> lines() {
    try {
      return Files.readString(log()).lines().toList();
    } catch (IOException none) {
      return List.of();
    }
  }
}
