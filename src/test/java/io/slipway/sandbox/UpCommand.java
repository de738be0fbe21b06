package io.slipway.sandbox;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "up",
    description = {
      "Start the sandbox: a real cluster, a registry with the sample modules, and the operator in"
          + " dev mode (an edited source is live within seconds).",
      "Repeat it at any time; what runs already is left alone."
    })
final class UpCommand extends Task {
  @Option(
      names = "--no-operator",
      description = "Only the cluster and the registry, to run an operator of your own.")
  private boolean noOperator;

  @Option(names = "--no-samples", description = "Leave the registry as it is.")
  private boolean noSamples;

  @Override
  public Integer call() {
    Sandbox sandbox = Sandbox.current();
    Parts parts = Parts.ensureTools(sandbox);
    parts.up();
    if (!noSamples) {
      parts.fill();
    }
    if (noOperator) {
      System.out.println(
          "The sandbox runs without an operator: KUBECONFIG=" + sandbox.kubeconfig());
      return 0;
    }
    System.err.println("  operator");
    new DevMode(sandbox).ensureRunning();
    parts.awaitScan();
    show(parts, "ms");
    show(parts, "module");
    System.out.println(
        """

        The sandbox runs. Try:
          ./dev kubectl get ms example -o yaml
          ./dev kubectl get module -w
          ./dev logs -f""");
    return 0;
  }

  private static void show(Parts parts, String kind) {
    System.out.println("\n$ kubectl get " + kind);
    System.out.flush();
    parts.cluster().kubectl("get", kind).inherit();
  }
}
