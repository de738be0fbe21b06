package io.slipway.harness.tool;

import java.util.List;

/** A program the sandbox or the tests need. */
public enum Tool {
  ETCD(Bundle.CONTROL_PLANE, "etcd", "go.etcd.io/etcd/server/v3", "etcd Version: 3\\.(5|6)\\..*"),
  KUBE_APISERVER(
      Bundle.CONTROL_PLANE, "kube-apiserver", Tool.COMMANDS + "kube-apiserver", Tool.KUBERNETES),
  KUBE_CONTROLLER_MANAGER(
      Bundle.CONTROL_PLANE,
      "kube-controller-manager",
      Tool.COMMANDS + "kube-controller-manager",
      Tool.KUBERNETES),
  KUBE_SCHEDULER(
      Bundle.CONTROL_PLANE, "kube-scheduler", Tool.COMMANDS + "kube-scheduler", Tool.KUBERNETES),
  KUBECTL(
      Bundle.CONTROL_PLANE,
      "kubectl",
      Tool.COMMANDS + "kubectl",
      "Client Version: v1\\.3[4-6]\\..*"),
  KWOK(Bundle.KWOK, "kwok", "sigs.k8s.io/kwok/cmd/kwok", "kwok version v?0\\.8\\..*"),
  KWOKCTL(Bundle.KWOK, "kwokctl", "sigs.k8s.io/kwok/cmd/kwokctl", "kwokctl version v?0\\.8\\..*"),
  REGISTRY(
      Bundle.REGISTRY,
      "registry",
      "github.com/distribution/distribution/v3/cmd/registry",
      ".*/distribution/v3 v?3\\..*");

  private static final String COMMANDS = "k8s.io/kubernetes/cmd/";
  private static final String KUBERNETES = "Kubernetes v1\\.35\\..*";

  private final Bundle bundle;
  private final String program;
  private final String goPackage;
  private final String fittingVersion;

  Tool(Bundle bundle, String program, String goPackage, String fittingVersion) {
    this.bundle = bundle;
    this.program = program;
    this.goPackage = goPackage;
    this.fittingVersion = fittingVersion;
  }

  public Bundle bundle() {
    return bundle;
  }

  /** File name of the program. */
  public String program() {
    return program;
  }

  String goPackage() {
    return goPackage;
  }

  /** What {@code go install} calls the program; etcd's main package is named {@code server}. */
  String goProgram() {
    return this == ETCD ? "server" : program;
  }

  /**
   * System property that names the program, set by {@code ./dev test} for the forked JVMs. Not
   * below {@code slipway}: there the application refuses what it does not know.
   */
  public String property() {
    return "dev.tools." + program;
  }

  List<String> versionArguments() {
    return this == KUBECTL ? List.of("version", "--client") : List.of("--version");
  }

  boolean fits(String versionText) {
    return versionText.lines().findFirst().orElse("").strip().matches(fittingVersion);
  }
}
