package io.slipway.sandbox;

import io.slipway.harness.tool.Project;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "sim",
    description = {
      "Simulate the engine under faults, one course of events for each seed.",
      "The first seed that breaks an invariant (docs/invariants.md) is made as short as possible and"
          + " printed with how to see it again."
    })
final class SimCommand extends Task {
  @Option(names = "--seeds", paramLabel = "N", description = "How many (${DEFAULT-VALUE}).")
  private long seeds = 2_000;

  @Option(names = "--from", paramLabel = "S", description = "The first one (${DEFAULT-VALUE}).")
  private long from = 1;

  @Option(
      names = "--history",
      paramLabel = "N",
      description = "Steps told of each process when a seed fails (${DEFAULT-VALUE}).")
  private int history = 60;

  @Override
  public Integer call() {
    Maven.of(Project.current()).compileTests();
    return io.slipway.harness.tool.Command.of(
            Path.of(System.getProperty("java.home"), "bin", "java"))
        .with("-Dsim.history=" + history)
        .with("-cp", System.getProperty("java.class.path"), "io.slipway.sim.SeedRun")
        .with(Long.toString(from), Long.toString(seeds))
        .inherit();
  }
}
