package io.slipway.sandbox;

import io.slipway.harness.tool.Command;
import io.slipway.harness.tool.Folders;
import io.slipway.harness.tool.Progress;
import io.slipway.harness.tool.SetupFailure;
import io.slipway.harness.tool.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** The sandbox's cluster: kwokctl runs the control plane and KWOK as plain processes. */
final class Cluster {
  private static final String NAME = "slipway";

  /**
   * kwokctl listens on all interfaces unless told otherwise (sandbox.md 1). Ports of its own choice
   * would be the same in every clone, and a stopped cluster could not start again.
   */
  private static final String CONFIG =
      """
      apiVersion: config.kwok.x-k8s.io/v1alpha1
      kind: KwokctlConfiguration
      options:
        bindAddress: 127.0.0.1
        kubeApiserverPort: %d
        kubeControllerManagerPort: %d
        kubeSchedulerPort: %d
        kwokControllerPort: %d
        etcdPort: %d
        etcdPeerPort: %d
      """;

  private final Sandbox sandbox;
  private final Map<Tool, Path> tools;

  Cluster(Sandbox sandbox, Map<Tool, Path> tools) {
    this.sandbox = sandbox;
    this.tools = tools;
  }

  /** Creates or starts it when it does not answer. */
  void ensureRunning() {
    if (answers()) {
      return;
    }
    try (Progress progress = Progress.of("starting the cluster")) {
      if (Files.isDirectory(state())) {
        start();
      } else {
        create();
      }
    }
    if (!answers()) {
      throw new SetupFailure(
          "the cluster does not answer; see " + state().resolve("logs") + " or run ./dev clean");
    }
  }

  boolean exists() {
    return Files.isDirectory(state());
  }

  /** Ends its processes and keeps its data. */
  void stop() {
    if (exists()) {
      kwokctl("stop", "cluster").run();
    }
  }

  boolean answers() {
    return Files.exists(sandbox.kubeconfig())
        && kubectl("get", "--raw", "/readyz", "--request-timeout=3s").run().ok();
  }

  /** kubectl against this cluster, whatever the user's own kubeconfig says. */
  Command kubectl(String... arguments) {
    return Command.of(tools.get(Tool.KUBECTL))
        .with(arguments)
        .env("KUBECONFIG", sandbox.kubeconfig().toString());
  }

  private void create() {
    Path config = sandbox.file("kwokctl.yaml");
    try {
      Files.createDirectories(sandbox.root());
      Files.writeString(config, config());
    } catch (IOException broken) {
      throw new SetupFailure("cannot write " + config + ": " + broken.getMessage(), broken);
    }
    Command.Outcome created =
        kwokctl("create", "cluster", "--runtime", "binary", "--wait", "90s")
            .with("--config", config.toString())
            .with("--kubeconfig", sandbox.kubeconfig().toString())
            .with(binary("etcd", Tool.ETCD), binary("kube-apiserver", Tool.KUBE_APISERVER))
            .with(binary("kube-controller-manager", Tool.KUBE_CONTROLLER_MANAGER))
            .with(binary("kube-scheduler", Tool.KUBE_SCHEDULER))
            .with(binary("kwok-controller", Tool.KWOK))
            .run();
    if (!created.ok()) {
      kwokctl("delete", "cluster").run();
      Folders.delete(state());
      throw new SetupFailure("kwokctl could not create the cluster:\n" + created.tail(8));
    }
    Command.Outcome node = kwokctl("scale", "node", "--replicas", "1").run();
    if (!node.ok()) {
      throw new SetupFailure("kwokctl could not add the node:\n" + node.tail(4));
    }
  }

  private String config() {
    Object[] ports =
        Stream.of("apiserver", "controller-manager", "scheduler", "kwok", "etcd", "etcd-peer")
            .map(purpose -> sandbox.port(purpose, false))
            .toArray();
    return CONFIG.formatted(ports);
  }

  private void start() {
    Command.Outcome started = kwokctl("start", "cluster", "--wait", "60s").run();
    if (!started.ok()) {
      throw new SetupFailure(
          "kwokctl could not start the cluster; ./dev clean makes a new one:\n" + started.tail(8));
    }
  }

  private Command kwokctl(String... arguments) {
    return Command.of(tools.get(Tool.KWOKCTL))
        .with(arguments)
        .with("--name", NAME)
        .env("KWOK_WORKDIR", sandbox.plainRoot().resolve("kwok").toString())
        .env("KUBECONFIG", sandbox.kubeconfig().toString());
  }

  private String binary(String component, Tool tool) {
    return "--" + component + "-binary=" + tools.get(tool);
  }

  private Path state() {
    return sandbox.file("kwok").resolve("clusters").resolve(NAME);
  }
}
