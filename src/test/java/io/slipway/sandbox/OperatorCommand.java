package io.slipway.sandbox;

import io.slipway.harness.OperatorProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "operator",
    description = {
      "Run the packaged operator against the sandbox and print its time to ready and its memory.",
      "Starts cluster and registry when needed; an operator in dev mode is stopped first."
    })
final class OperatorCommand extends Task {
  private static final Duration LIMIT = Duration.ofSeconds(90);

  @Option(names = "--once", description = "Stop after measuring instead of running until Ctrl-C.")
  private boolean once;

  @Override
  public Integer call() throws IOException {
    Sandbox sandbox = Sandbox.current();
    PackageCommand.ensure(sandbox.project());
    Parts parts = Parts.ensureTools(sandbox);
    parts.up();
    parts.fill();
    if (new DevMode(sandbox).stop()) {
      System.err.println("  the operator in dev mode was stopped; ./dev up starts it again");
    }
    Files.deleteIfExists(sandbox.file("packaged").resolve("operator.log"));
    var settings =
        OperatorProcess.Settings.of(sandbox.file("packaged"), sandbox.kubeconfig())
            .with("SLIPWAY_SOURCE_SCAN_INTERVAL", "10s");
    try (OperatorProcess operator = OperatorProcess.start(settings)) {
      Duration ready = operator.awaitReady(LIMIT);
      System.out.printf(
          Locale.ROOT,
          "ready after %.1f s, RSS %d MiB%n",
          ready.toMillis() / 1000.0,
          operator.residentBytes().orElse(0) >> 20);
      System.out.println(operator.url() + "   log " + operator.log());
      return once ? 0 : untilItEnds(operator);
    }
  }

  private static int untilItEnds(OperatorProcess operator) {
    System.out.println("Ctrl-C stops it");
    ProcessHandle.of(operator.pid()).ifPresent(handle -> handle.onExit().join());
    System.err.println("dev: the operator ended; see " + operator.log());
    return 1;
  }
}
