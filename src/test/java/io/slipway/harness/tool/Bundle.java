package io.slipway.harness.tool;

/** Tools of one version that live in one folder of the cache. */
public enum Bundle {
  /** The layout {@code k8s/<version>-<os>-<arch>} is the one kube-api-test looks for. */
  CONTROL_PLANE("k8s", "1.35.4", "control-plane"),
  KWOK("kwok", "0.8.0", "sandbox-tools"),
  REGISTRY("registry", "3.1.2", "sandbox-tools");

  /** Version of etcd that belongs to the control plane. */
  public static final String ETCD_VERSION = "3.6.5";

  private final String folder;
  private final String version;
  private final String goModule;

  Bundle(String folder, String version, String goModule) {
    this.folder = folder;
    this.version = version;
    this.goModule = goModule;
  }

  public String version() {
    return version;
  }

  /** Name of the folder below the test resource {@code sandbox} with the go.mod that builds it. */
  public String goModule() {
    return goModule;
  }

  /** Folder relative to the cache. */
  public String path(Platform platform) {
    return folder + "/" + version + "-" + platform;
  }
}
