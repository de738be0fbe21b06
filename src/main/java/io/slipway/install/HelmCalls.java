package io.slipway.install;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.InstallCommand;
import com.marcnuri.helm.UpgradeCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Helm itself, in the process that this class is used in: {@link HelmWorker}'s. Its Go runtime is
 * loaded at the first need by a rendering that touches no cluster, and gives SIGTERM and SIGINT
 * back before any release is touched.
 */
final class HelmCalls {
  private static final int TIMEOUT_SECONDS = 20 * 60;

  private boolean primed;

  /** Carries one request out; Helm's own answer to one that failed is the exception's message. */
  void perform(HelmRequest request) throws IOException {
    prime();
    switch (request.verb()) {
      case LOAD -> {}
      case INSTALL -> install(request).call();
      case UPGRADE -> upgrade(request).call();
      case UNINSTALL -> uninstall(request);
    }
  }

  private static InstallCommand install(HelmRequest request) {
    var command =
        new Helm(Path.of(request.chart()))
            .install()
            .withName(request.release())
            .withNamespace(request.namespace())
            .withValuesFile(Path.of(request.values()))
            .withTimeout(TIMEOUT_SECONDS)
            .withDescription(request.description())
            .createNamespace()
            .skipCrds();
    request.kubeconfigFile().ifPresent(command::withKubeConfig);
    return command;
  }

  private static UpgradeCommand upgrade(HelmRequest request) {
    var command =
        new Helm(Path.of(request.chart()))
            .upgrade()
            .withName(request.release())
            .withNamespace(request.namespace())
            .withValuesFile(Path.of(request.values()))
            .withTimeout(TIMEOUT_SECONDS)
            .withDescription(request.description())
            .skipCrds();
    request.kubeconfigFile().ifPresent(command::withKubeConfig);
    return command;
  }

  private static void uninstall(HelmRequest request) {
    var command =
        Helm.uninstall(request.release()).withNamespace(request.namespace()).ignoreNotFound();
    request.kubeconfigFile().ifPresent(command::withKubeConfig);
    command.call();
  }

  private synchronized void prime() throws IOException {
    if (primed) {
      return;
    }
    NativeLeftovers.discard();
    var chart = Files.createTempDirectory("slipway-prime-");
    try {
      Files.writeString(
          chart.resolve("Chart.yaml"), "apiVersion: v2\nname: prime\nversion: 0.0.1\n");
      new Helm(chart).template().withName("prime").call();
    } finally {
      FileTree.delete(chart);
    }
    Signals.ignore();
    NativeLeftovers.unlinkLoaded();
    primed = true;
  }
}
