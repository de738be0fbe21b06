package io.slipway.sandbox;

import io.slipway.harness.tool.Detached;
import io.slipway.harness.tool.ProcessTree;
import io.slipway.harness.tool.Progress;
import io.slipway.harness.tool.SetupFailure;
import io.slipway.harness.tool.Tool;
import io.slipway.harness.tool.Toolchain;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

@Command(
    name = "down",
    description = {
      "Stop the sandbox; no process is left. Its data stays: ./dev up continues where it was.",
      "./dev clean removes the data too."
    })
final class DownCommand extends Task {

  @Override
  public Integer call() {
    System.out.println(
        stop(Sandbox.current()) ? "The sandbox is stopped." : "Nothing was running.");
    return 0;
  }

  /** True when something was running. */
  static boolean stop(Sandbox sandbox) {
    boolean anything = !ours(sandbox).isEmpty();
    try (Progress progress = Progress.of("stopping the sandbox")) {
      new DevMode(sandbox).stop();
      Map<Tool, Path> tools = Toolchain.standard().locate(EnumSet.allOf(Tool.class));
      if (tools.containsKey(Tool.KWOKCTL)) {
        new Cluster(sandbox, tools).stop();
      }
      new ImageRegistry(sandbox).stop();
      // what a crashed start left without a pid file
      ProcessTree.stop(ours(sandbox));
    }
    List<ProcessHandle> left = ours(sandbox);
    if (!left.isEmpty()) {
      throw new SetupFailure(
          "still running: " + left.stream().map(ProcessHandle::pid).toList() + "; kill them");
    }
    return anything;
  }

  /** Every process of the sandbox names its folder or its marker in its command line. */
  static List<ProcessHandle> ours(Sandbox sandbox) {
    List<String> names = List.of(sandbox.root() + "/", sandbox.plainRoot() + "/", sandbox.marker());
    return Detached.mentioning(names).stream().filter(handle -> !isViewer(handle)).toList();
  }

  /** Somebody who reads a log or uses the kubeconfig is not part of the sandbox. */
  private static boolean isViewer(ProcessHandle handle) {
    String program =
        handle.info().command().map(c -> Path.of(c).getFileName().toString()).orElse("");
    return List.of("tail", "less", "vi", "vim", "nano", "kubectl", "bash", "sh").contains(program);
  }
}
