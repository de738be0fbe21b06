package io.slipway.install;

import io.slipway.install.HelmEngine.HelmFailed;
import io.slipway.install.HelmEngine.HelmInterrupted;
import io.slipway.install.HelmRequest.Verb;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Calls to Helm for one release, all to the same process. */
final class HelmSession implements AutoCloseable {
  private final HelmEngine engine;
  private final HelmChild child;
  private final String release;
  private final HelmAccess access;
  private final Runnable leave;
  private final boolean isAlone;

  /**
   * @param leave what gives the process back
   */
  HelmSession(HelmEngine engine, HelmChild child, String release, Runnable leave) {
    this.engine = engine;
    this.child = child;
    this.release = release;
    this.access = child.access();
    this.leave = leave;
    this.isAlone = engine.isSuspect(release);
  }

  /** What {@code install} and {@code upgrade} have in common. */
  record Apply(Path chart, Path valuesFile, String description) {}

  void load() throws HelmFailed {
    call(request(Verb.LOAD, "", "", ""));
  }

  void install(Apply apply) throws HelmFailed {
    call(request(Verb.INSTALL, apply));
  }

  void upgrade(Apply apply) throws HelmFailed {
    call(request(Verb.UPGRADE, apply));
  }

  /** Uninstalls in the background manner; a missing release is fine. */
  void uninstall() throws HelmFailed {
    call(request(Verb.UNINSTALL, "", "", ""));
  }

  private HelmRequest request(Verb verb, Apply apply) {
    return request(
        verb, apply.chart().toString(), apply.valuesFile().toString(), apply.description());
  }

  private HelmRequest request(Verb verb, String chart, String values, String description) {
    var namespace = engine.settings().namespace();
    var kubeconfig = access.kubeconfig().map(Path::toString).orElse("");
    return new HelmRequest(verb, release, namespace, kubeconfig, chart, values, description);
  }

  private void call(HelmRequest request) throws HelmFailed {
    List<String> answer;
    try {
      answer = await(child.send(request));
    } catch (HelmChild.Ended ended) {
      throw crashed(ended.getMessage());
    }
    switch (answer.getFirst()) {
      case HelmWorker.DONE -> pardon(request);
      case HelmWorker.FAILED -> {
        pardon(request);
        throw new HelmFailed(access.told(answer.getLast()));
      }
      default -> {
        engine.suspect(release);
        throw new HelmFailed(
            "Helm was stopped: the chart needs more than %d s of computing time"
                .formatted(engine.limits().computing().toSeconds()));
      }
    }
  }

  private void pardon(HelmRequest request) {
    if (request.verb() != Verb.LOAD) {
      engine.trust(release);
    }
  }

  private HelmFailed crashed(String reason) {
    if (!isAlone) {
      engine.suspect(release);
      return new HelmInterrupted("Helm crashed: " + reason);
    }
    return reason.contains("out of memory") || reason.contains("cannot allocate memory")
        ? new HelmFailed(
            "Helm was stopped: the chart needs more than %d MiB of memory"
                .formatted(engine.limits().memoryMiB()))
        : new HelmFailed("Helm crashed on this chart: " + reason);
  }

  /** Helm cannot be stopped, so leaving it alone would let the next call meet it. */
  private static List<String> await(CompletableFuture<List<String>> answer) throws HelmChild.Ended {
    var interrupted = false;
    try {
      while (true) {
        try {
          return answer.get();
        } catch (InterruptedException later) {
          interrupted = true;
        }
      }
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof HelmChild.Ended ended) {
        throw ended;
      }
      throw new IllegalStateException(failed);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    leave.run();
  }
}
