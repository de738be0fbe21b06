package io.slipway.harness.tool;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Where the project that makes a tool publishes its official build. */
record Prebuilt(URI file, URI checksums) {
  private static final String RELEASES = "https://github.com/%s/releases/download/v%s/";

  /** Empty where the project publishes none for the platform. */
  static Optional<Prebuilt> of(Tool tool, Platform platform) {
    return switch (tool) {
      case ETCD -> etcd(platform);
      case KUBECTL -> Optional.of(kubernetes(tool, platform));
      case KUBE_APISERVER, KUBE_CONTROLLER_MANAGER, KUBE_SCHEDULER ->
          platform.os().equals("linux")
              ? Optional.of(kubernetes(tool, platform))
              : Optional.empty();
      case KWOK, KWOKCTL -> Optional.of(kwok(tool, platform));
      case REGISTRY -> registry(platform);
    };
  }

  boolean archived() {
    return fileName().endsWith(".tar.gz");
  }

  String fileName() {
    return Path.of(file.getPath()).getFileName().toString();
  }

  private static Optional<Prebuilt> etcd(Platform platform) {
    if (!platform.os().equals("linux")) {
      return Optional.empty();
    }
    String version = Bundle.ETCD_VERSION;
    String base = RELEASES.formatted("etcd-io/etcd", version);
    String name = "etcd-v%s-%s.tar.gz".formatted(version, platform);
    return Optional.of(new Prebuilt(URI.create(base + name), URI.create(base + "SHA256SUMS")));
  }

  private static Prebuilt kubernetes(Tool tool, Platform platform) {
    String url =
        "https://dl.k8s.io/release/v%s/bin/%s/%s/%s"
            .formatted(tool.bundle().version(), platform.os(), platform.arch(), tool.program());
    return beside(url);
  }

  private static Prebuilt kwok(Tool tool, Platform platform) {
    String base = RELEASES.formatted("kubernetes-sigs/kwok", tool.bundle().version());
    return beside(base + tool.program() + "-" + platform);
  }

  private static Optional<Prebuilt> registry(Platform platform) {
    if (!platform.os().equals("linux")) {
      return Optional.empty();
    }
    String version = Bundle.REGISTRY.version();
    String base = RELEASES.formatted("distribution/distribution", version);
    return Optional.of(
        beside(base + "registry_%s_linux_%s.tar.gz".formatted(version, platform.arch())));
  }

  private static Prebuilt beside(String url) {
    return new Prebuilt(URI.create(url), URI.create(url + ".sha256"));
  }
}
