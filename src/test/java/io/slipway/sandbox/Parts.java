package io.slipway.sandbox;

import io.slipway.harness.tool.Command;
import io.slipway.harness.tool.Progress;
import io.slipway.harness.tool.SetupFailure;
import io.slipway.harness.tool.Tool;
import io.slipway.harness.tool.Toolchain;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;

/** Cluster and registry with what an operator expects in them; each step is safe to repeat. */
final class Parts {
  private static final String NAMESPACE = "d8-system";

  private static final String SOURCE =
      """
      apiVersion: deckhouse.io/v1alpha1
      kind: ModuleSource
      metadata:
        name: example
      spec:
        registry:
          scheme: HTTP
          repo: %s/%s
      """;

  private final Sandbox sandbox;
  private final Map<Tool, Path> tools;
  private final Cluster cluster;
  private final ImageRegistry registry;

  private Parts(Sandbox sandbox, Map<Tool, Path> tools) {
    this.sandbox = sandbox;
    this.tools = tools;
    this.cluster = new Cluster(sandbox, tools);
    this.registry = new ImageRegistry(sandbox);
  }

  /** Fetches or builds the programs when they are not there. */
  static Parts ensureTools(Sandbox sandbox) {
    return new Parts(sandbox, Toolchain.standard().ensure(EnumSet.allOf(Tool.class)));
  }

  Cluster cluster() {
    return cluster;
  }

  ImageRegistry registry() {
    return registry;
  }

  /** Everything except the operator and the sample modules. */
  void up() {
    say("cluster");
    cluster.ensureRunning();
    applyCrds();
    require(cluster.kubectl("apply", "--server-side", "-f", "-").feed(namespace()), "namespace");
    say("registry");
    registry.ensureRunning(tools.get(Tool.REGISTRY));
  }

  /** The sample modules and the source that lists them. */
  void fill() {
    say("sample modules");
    new Samples(sandbox, registry).pushMissing();
    String source = SOURCE.formatted(registry.host(), ImageRegistry.REPOSITORY);
    require(cluster.kubectl("apply", "--server-side", "-f", "-").feed(source), "ModuleSource");
  }

  /** Waits until the operator has scanned the source; the tables say more when it has not. */
  void awaitScan() {
    try (Progress progress = Progress.of("waiting for the first scan")) {
      cluster
          .kubectl("wait", "modulesources.deckhouse.io/example", "--timeout=30s")
          .with("--for=jsonpath={.status.syncTime}")
          .run();
    }
  }

  private void applyCrds() {
    Path crds = sandbox.project().crds();
    if (!Files.isDirectory(crds)) {
      throw new SetupFailure("no CRDs in " + crds);
    }
    require(
        cluster.kubectl("apply", "--server-side", "-f", crds.toString()).run(),
        "custom resource definitions");
    require(
        cluster
            .kubectl("wait", "--for=condition=Established", "--timeout=30s", "-f")
            .with(crds.toString())
            .run(),
        "custom resource definitions");
  }

  private static String namespace() {
    return "{apiVersion: v1, kind: Namespace, metadata: {name: %s}}\n".formatted(NAMESPACE);
  }

  private static void require(Command.Outcome outcome, String what) {
    if (!outcome.ok()) {
      throw new SetupFailure("kubectl could not apply the " + what + ":\n" + outcome.tail(6));
    }
  }

  private static void say(String step) {
    System.err.println("  " + step);
  }
}
