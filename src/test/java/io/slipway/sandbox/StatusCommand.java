package io.slipway.sandbox;

import io.slipway.harness.tool.ProcessTree;
import io.slipway.harness.tool.Tool;
import io.slipway.harness.tool.Toolchain;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

@Command(
    name = "status",
    description = "Say what of the sandbox runs. Exit status 3 when nothing does.")
final class StatusCommand extends Task {
  private static final int NOTHING_RUNS = 3;

  @Override
  public Integer call() {
    Sandbox sandbox = Sandbox.current();
    Map<Tool, Path> tools = Toolchain.standard().locate(EnumSet.allOf(Tool.class));
    boolean cluster = tools.containsKey(Tool.KUBECTL) && new Cluster(sandbox, tools).answers();
    ImageRegistry registry = new ImageRegistry(sandbox);
    DevMode operator = new DevMode(sandbox);
    line("cluster", cluster ? "running   KUBECONFIG=" + sandbox.kubeconfig() : "stopped");
    line("registry", registry.running() ? "running   http://" + registry.host() : "stopped");
    line("operator", operatorState(operator));
    List<ProcessHandle> processes = DownCommand.ours(sandbox);
    long bytes =
        processes.stream().mapToLong(p -> ProcessTree.residentBytes(p.pid()).orElse(0)).sum();
    line("processes", processes.size() + ", " + (bytes >> 20) + " MiB");
    return processes.isEmpty() ? NOTHING_RUNS : 0;
  }

  private static String operatorState(DevMode operator) {
    if (!operator.running()) {
      return "stopped";
    }
    return (operator.ready() ? "ready     " : "not ready ") + operator.url();
  }

  private static void line(String what, String state) {
    System.out.printf("%-10s %s%n", what, state);
  }
}
