package io.slipway.sandbox;

import io.slipway.harness.tool.SetupFailure;
import io.slipway.harness.tool.Tool;
import io.slipway.harness.tool.Toolchain;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "kubectl", description = "Run kubectl against the sandbox's cluster.")
final class KubectlCommand extends Task implements PassesOn {
  @Parameters(arity = "0..*", paramLabel = "ARG", description = "Arguments for kubectl.")
  private List<String> arguments = List.of();

  @Override
  public Integer call() {
    Sandbox sandbox = Sandbox.current();
    if (!Files.exists(sandbox.kubeconfig())) {
      throw new SetupFailure("there is no sandbox yet; start it with ./dev up");
    }
    var kubectl = Toolchain.standard().ensure(Tool.KUBECTL);
    Cluster cluster = new Cluster(sandbox, Map.of(Tool.KUBECTL, kubectl));
    int exit = cluster.kubectl().with(arguments).inherit();
    if (exit != 0 && !cluster.answers()) {
      throw new SetupFailure("the cluster does not run; start it with ./dev up");
    }
    return exit;
  }
}
