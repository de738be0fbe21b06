package io.slipway.install;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.slipway.core.effect.Installer;
import io.slipway.core.effect.Registry;
import io.slipway.core.value.InstallFailure;
import io.slipway.core.value.InstallFailure.Reason;
import io.slipway.core.value.ModuleName;
import io.slipway.install.PackageStore.Stored;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Installs modules with Helm: one release per module, named like it, in the system namespace
 * (runtime.md 3.1), whose own record carries the InstallationId as its description. Calls for one
 * module follow each other, those for different modules run in parallel. Hooks are not executed.
 */
public final class HelmInstaller implements Installer {
  private static final Logger LOG = Logger.getLogger(HelmInstaller.class);

  private final Registry registry;
  private final PackageStore store;
  private final Rollout rollout;
  private final Path workDir;
  private final Supplier<ClusterFacts> cluster;
  private final Map<ModuleName, ReentrantLock> turns = new ConcurrentHashMap<>();

  /**
   * What is asked anew by each call.
   *
   * @param cluster asked once per installation
   * @param mayAct whether this process leads; asked again just before each step that cannot be
   *     undone, because a wait, a download or a CRD may outlast the Lease
   */
  public record Questions(Supplier<ClusterFacts> cluster, BooleanSupplier mayAct) {}

  /** Where packages come from and where they are kept. */
  public record Packages(Registry registry, PackageStore store) {}

  /**
   * @param client for Helm's records, with the rights Helm has
   */
  public HelmInstaller(
      Packages packages,
      HelmEngine engine,
      KubernetesClient client,
      InstallerSettings settings,
      Questions questions) {
    this.registry = packages.registry();
    this.store = packages.store();
    this.rollout = new Rollout(engine, client, settings, questions.mayAct());
    this.workDir = settings.workDir();
    this.cluster = questions.cluster();
  }

  /** Removes what an earlier process left behind. To be called before the first request. */
  public void discardLeftovers() {
    store.discardLeftovers();
    try {
      FileTree.delete(workDir);
    } catch (IOException broken) {
      LOG.warnf("Cannot empty %s: %s", workDir, broken.getMessage());
    }
  }

  @Override
  public Prepared prepare(PackageRequest request) {
    return prepare(request, () -> store.obtain(registry, request, dir -> examine(request, dir)));
  }

  @Override
  public Prepared renew(PackageRequest request) {
    return prepare(
        request,
        () ->
            store.renew(
                registry,
                request,
                dir -> {
                  examine(request, dir);
                  ModuleValues.section(PackageReader.read(request.module(), dir), request);
                }));
  }

  private interface Step {
    Stored run() throws StepFailed;
  }

  private Prepared prepare(PackageRequest request, Step fetching) {
    var turn = turn(request.module());
    try {
      var stored = fetching.run();
      var module = read(request, stored);
      ModuleValues.section(module, request);
      return new Prepared.Ready(
          stored.digest(), module.definition(), stored.sizeBytes(), stored.pull());
    } catch (StepFailed failed) {
      return new Prepared.Failed(failed.failure());
    } catch (RuntimeException broken) {
      return new Prepared.Failed(unexpected("prepare", request.module(), broken));
    } finally {
      turn.unlock();
    }
  }

  @Override
  public Outcome install(InstallRequest request) {
    var name = request.request().module();
    var turn = turn(name);
    try {
      var module = read(request.request(), obtain(request.request()));
      var section = ModuleValues.section(module, request.request());
      ModuleValues.checkForHelm(module, section);
      rollout.apply(module, section, request, cluster.get());
      return new Outcome.Done();
    } catch (StepFailed failed) {
      return new Outcome.Failed(failed.failure());
    } catch (RuntimeException broken) {
      return new Outcome.Failed(unexpected("install", name, broken));
    } finally {
      turn.unlock();
    }
  }

  @Override
  public Outcome uninstall(ModuleName module) {
    var turn = turn(module);
    try {
      rollout.remove(module);
      return new Outcome.Done();
    } catch (StepFailed failed) {
      return new Outcome.Failed(failed.failure());
    } catch (RuntimeException broken) {
      return new Outcome.Failed(unexpected("uninstall", module, broken));
    } finally {
      turn.unlock();
    }
  }

  @Override
  public Outcome discard(ModuleName module) {
    var turn = turn(module);
    try {
      store.discard(module);
      return new Outcome.Done();
    } catch (StepFailed failed) {
      return new Outcome.Failed(failed.failure());
    } catch (RuntimeException broken) {
      return new Outcome.Failed(unexpected("discard", module, broken));
    } finally {
      turn.unlock();
    }
  }

  private ReentrantLock turn(ModuleName module) {
    var lock = turns.computeIfAbsent(module, _ -> new ReentrantLock());
    lock.lock();
    return lock;
  }

  private Stored obtain(PackageRequest request) throws StepFailed {
    return store.obtain(registry, request, dir -> examine(request, dir));
  }

  private static void examine(PackageRequest request, Path dir) throws StepFailed, IOException {
    PackageReader.read(request.module(), dir);
    CustomResourceDefinitions.read(dir);
    ChartFolder.check(dir);
  }

  private ModulePackage read(PackageRequest request, Stored stored) throws StepFailed {
    try {
      return PackageReader.read(request.module(), stored.dir());
    } catch (IOException broken) {
      throw store.unusable(broken);
    }
  }

  private static InstallFailure unexpected(
      String step, ModuleName module, RuntimeException broken) {
    LOG.errorf(broken, "Cannot %s module %s", step, module);
    var text =
        broken instanceof KubernetesClientException refused
            ? "the Kubernetes API cannot be used: " + ApiText.of(refused)
            : "internal error, see the operator's log";
    return new InstallFailure(Reason.HELM, PlainText.safeLine(text, Set.of()));
  }
}
