package io.slipway.harness;

import io.slipway.harness.tool.Command;
import io.slipway.harness.tool.ProcessTree;
import io.slipway.harness.tool.SetupFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A child process that never outlives this JVM, with all its output in a file. */
final class OwnedProcess implements AutoCloseable {
  private static final Set<Process> ALIVE = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> ALIVE.forEach(Process::destroyForcibly), "harness-end"));
  }

  private final String name;
  private final Path log;
  private final Process process;

  private OwnedProcess(String name, Path log, Process process) {
    this.name = name;
    this.log = log;
    this.process = process;
  }

  static OwnedProcess start(String name, Command command, Path log) {
    try {
      ProcessBuilder builder = new ProcessBuilder(command.line());
      builder.environment().keySet().removeIf(OwnedProcess::wouldInterfere);
      builder.environment().putAll(command.environment());
      command.folder().ifPresent(folder -> builder.directory(folder.toFile()));
      builder.redirectErrorStream(true);
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      Process process = builder.start();
      process.getOutputStream().close();
      ALIVE.add(process);
      return new OwnedProcess(name, log, process);
    } catch (IOException broken) {
      throw new SetupFailure("cannot start " + name + ": " + broken.getMessage(), broken);
    }
  }

  /** Settings of the surrounding shell must not reach a server under test. */
  private static boolean wouldInterfere(String variable) {
    return variable.startsWith("QUARKUS_")
        || variable.startsWith("KUBERNETES_")
        || variable.startsWith("SLIPWAY_")
        || variable.equals("KUBECONFIG");
  }

  long pid() {
    return process.pid();
  }

  boolean alive() {
    return process.isAlive();
  }

  Path log() {
    return log;
  }

  List<String> logLines() {
    try {
      return Files.readString(log).lines().toList();
    } catch (IOException broken) {
      return List.of();
    }
  }

  /** For an error message: the last lines it said. */
  String tail() {
    List<String> lines = logLines();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
  }

  /** Fails when it ended by itself. */
  void requireAlive() {
    if (!alive()) {
      throw new SetupFailure(name + " stopped by itself:\n" + tail());
    }
  }

  /** Exit status of a process that ends by itself; empty when it does not in time. */
  OptionalInt awaitEnd(Duration limit) {
    return ProcessTree.await(List.of(process.toHandle()), limit)
        ? OptionalInt.of(exit())
        : OptionalInt.empty();
  }

  private int exit() {
    try {
      return process.waitFor();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }

  /** SIGTERM; true when it ended in time. */
  boolean terminate(Duration limit) {
    process.destroy();
    return ProcessTree.await(List.of(process.toHandle()), limit);
  }

  /** SIGKILL, and waits for the end. */
  void kill() {
    process.destroyForcibly();
    ProcessTree.await(List.of(process.toHandle()), Duration.ofSeconds(10));
    ALIVE.remove(process);
  }

  @Override
  public void close() {
    terminate(Duration.ofSeconds(5));
    kill();
  }
}
