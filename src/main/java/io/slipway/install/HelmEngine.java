package io.slipway.install;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.InstallCommand;
import com.marcnuri.helm.UpgradeCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;

/**
 * Helm in this process. Its Go runtime is loaded at the first need by a rendering that touches no
 * cluster, and gives SIGTERM and SIGINT back before any release is touched. Calls run on threads of
 * their own: a native call would pin the carrier of a virtual thread for as long as it lasts.
 */
public final class HelmEngine implements AutoCloseable {
  private static final int TIMEOUT_SECONDS = 20 * 60;

  private final InstallerSettings settings;
  private final BooleanSupplier mayAct;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            var thread = new Thread(task, "helm");
            thread.setDaemon(true);
            // helm-java finds its native library through the context class loader
            thread.setContextClassLoader(HelmEngine.class.getClassLoader());
            return thread;
          });
  private boolean primed;

  /**
   * @param mayAct whether this process leads: asked for every request that Helm makes
   */
  public HelmEngine(InstallerSettings settings, BooleanSupplier mayAct) {
    this.settings = settings;
    this.mayAct = mayAct;
  }

  /** What is done with Helm, which connects with this file. */
  private interface Command<T> {
    T with(Optional<Path> kubeconfig);
  }

  /** What {@code install} and {@code upgrade} have in common. */
  record Apply(String release, Path chart, Path valuesFile) {}

  /** Makes Helm ready, which takes seconds the first time, so that the next call acts at once. */
  void load() throws HelmFailed, StepFailed, IOException {
    call(_ -> true);
  }

  void install(Apply apply, String description) throws HelmFailed, StepFailed, IOException {
    call(
        kubeconfig ->
            installOf(apply, kubeconfig).createNamespace().withDescription(description).call());
  }

  void upgrade(Apply apply, String description) throws HelmFailed, StepFailed, IOException {
    call(kubeconfig -> upgradeOf(apply, kubeconfig).withDescription(description).call());
  }

  /** Uninstalls in the background manner; a missing release is fine. */
  void uninstall(String release) throws HelmFailed, StepFailed, IOException {
    call(
        kubeconfig -> {
          var command =
              Helm.uninstall(release).withNamespace(settings.namespace()).ignoreNotFound();
          kubeconfig.ifPresent(command::withKubeConfig);
          return command.call();
        });
  }

  private InstallCommand installOf(Apply apply, Optional<Path> kubeconfig) {
    var command =
        new Helm(apply.chart())
            .install()
            .withName(apply.release())
            .withNamespace(settings.namespace())
            .withValuesFile(apply.valuesFile())
            .withTimeout(TIMEOUT_SECONDS)
            .skipCrds();
    kubeconfig.ifPresent(command::withKubeConfig);
    return command;
  }

  private UpgradeCommand upgradeOf(Apply apply, Optional<Path> kubeconfig) {
    var command =
        new Helm(apply.chart())
            .upgrade()
            .withName(apply.release())
            .withNamespace(settings.namespace())
            .withValuesFile(apply.valuesFile())
            .withTimeout(TIMEOUT_SECONDS)
            .skipCrds();
    kubeconfig.ifPresent(command::withKubeConfig);
    return command;
  }

  /** Helm's own answer, or the environment's, to a call that failed. */
  static final class HelmFailed extends Exception {
    private static final long serialVersionUID = 1;

    HelmFailed(String text) {
      super(text, null, false, false);
    }
  }

  private <T> T call(Command<T> command) throws HelmFailed, StepFailed, IOException {
    var call =
        threads.submit(
            () -> {
              prime();
              return perform(command);
            });
    return await(call);
  }

  private <T> T perform(Command<T> command) throws HelmFailed, IOException {
    try (var access = HelmAccess.open(settings, mayAct)) {
      try {
        return command.with(access.kubeconfig());
      } catch (RuntimeException failed) {
        throw new HelmFailed(access.told(String.valueOf(failed.getMessage())));
      }
    }
  }

  /** A native call cannot be stopped, so leaving it alone would let the next one meet it. */
  private static <T> T await(Future<T> call) throws HelmFailed, StepFailed, IOException {
    var interrupted = false;
    try {
      while (true) {
        try {
          return call.get();
        } catch (InterruptedException later) {
          interrupted = true;
        }
      }
    } catch (ExecutionException failed) {
      // before Helm is called, the fault may be that of a folder
      switch (failed.getCause()) {
        case IOException folder -> throw folder;
        case StepFailed folder -> throw folder;
        case Throwable helm -> throw new HelmFailed(String.valueOf(helm.getMessage()));
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private synchronized void prime() throws IOException, StepFailed {
    if (primed) {
      return;
    }
    NativeLeftovers.discard();
    NativeLeftovers.requireRoom();
    var chart = settings.workDir().resolve("prime-" + UUID.randomUUID());
    Files.createDirectories(chart);
    try {
      Files.writeString(
          chart.resolve("Chart.yaml"), "apiVersion: v2\nname: prime\nversion: 0.0.1\n");
      new Helm(chart).template().withName("prime").call();
    } finally {
      FileTree.delete(chart);
    }
    Signals.reclaim();
    NativeLeftovers.unlinkLoaded();
    primed = true;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
