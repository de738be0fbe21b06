package io.slipway.install;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.slipway.core.effect.Installer;
import io.slipway.core.effect.Registry;
import io.slipway.core.value.InstallFailure;
import io.slipway.core.value.InstallFailure.Reason;
import io.slipway.core.value.ModuleName;
import io.slipway.install.HelmEngine.Apply;
import io.slipway.install.HelmEngine.HelmFailed;
import io.slipway.install.PackageStore.Stored;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
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
  private final HelmEngine engine;
  private final HelmStorage records;
  private final ManagedLabel label;
  private final InstallerSettings settings;
  private final Supplier<ClusterFacts> cluster;
  private final Map<ModuleName, ReentrantLock> turns = new ConcurrentHashMap<>();

  /** Where packages come from and where they are kept. */
  public record Packages(Registry registry, PackageStore store) {}

  /**
   * @param client for Helm's records, with the rights Helm has
   * @param cluster asked once per installation
   */
  public HelmInstaller(
      Packages packages,
      HelmEngine engine,
      KubernetesClient client,
      InstallerSettings settings,
      Supplier<ClusterFacts> cluster) {
    this.registry = packages.registry();
    this.store = packages.store();
    this.engine = engine;
    this.records = new HelmStorage(client, settings.namespace());
    this.label = new ManagedLabel(client, settings.namespace());
    this.settings = settings;
    this.cluster = cluster;
  }

  /** Removes what an earlier process left behind. To be called before the first request. */
  public void discardLeftovers() {
    store.discardLeftovers();
    try {
      FileTree.delete(settings.workDir());
    } catch (IOException broken) {
      LOG.warnf("Cannot empty %s: %s", settings.workDir(), broken.getMessage());
    }
  }

  @Override
  public Prepared prepare(PackageRequest request) {
    var turn = turn(request.module());
    try {
      var stored = obtain(request);
      var module = read(request, stored);
      ModuleValues.section(module, request);
      return new Prepared.Ready(
          stored.digest(), module.definition(), stored.sizeBytes(), stored.pull());
    } catch (StepFailed failed) {
      return new Prepared.Failed(told("prepare", request.module(), failed));
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
      apply(module, section, request);
      return new Outcome.Done();
    } catch (StepFailed failed) {
      return new Outcome.Failed(told("install", name, failed));
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
      engine.uninstall(module.value());
      return new Outcome.Done();
    } catch (HelmFailed failed) {
      return new Outcome.Failed(told("uninstall", module, refused(failed, Set.of())));
    } catch (RuntimeException broken) {
      return new Outcome.Failed(unexpected("uninstall", module, broken));
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
    return store.obtain(registry, request, dir -> PackageReader.read(request.module(), dir));
  }

  private ModulePackage read(PackageRequest request, Stored stored) throws StepFailed {
    try {
      return PackageReader.read(request.module(), stored.dir());
    } catch (IOException broken) {
      throw store.unusable(broken);
    }
  }

  private void apply(ModulePackage module, ObjectNode section, InstallRequest request)
      throws StepFailed {
    var work = settings.workDir().resolve(module.module() + "-" + UUID.randomUUID());
    var secrets = PlainText.secretsOf(request.request().access().dockerCfg());
    try {
      createPrivate(work);
      var values = work.resolve("values.yaml");
      Files.writeString(values, document(module, section, request).toString());
      var chart = work.resolve("chart");
      ChartFolder.write(module, chart);
      applyChart(new Apply(module.module().value(), chart, values), request);
    } catch (HelmFailed failed) {
      throw refused(failed, secrets);
    } catch (IOException broken) {
      throw store.unusable(broken);
    } finally {
      discard(work);
    }
  }

  private ObjectNode document(ModulePackage module, ObjectNode section, InstallRequest request) {
    var document = YamlText.JSON.createObjectNode();
    document.set(
        "global", GlobalValues.of(module, request.request().access(), settings, cluster.get()));
    document.set(module.key(), section);
    return document;
  }

  private void applyChart(Apply chart, InstallRequest request) throws HelmFailed, IOException {
    var release = chart.release();
    var state = records.recover(release);
    if (state == HelmStorage.State.LEAVING) {
      engine.uninstall(release);
    }
    try {
      if (state == HelmStorage.State.PRESENT) {
        engine.upgrade(chart, request.id().description());
      } else {
        engine.install(chart, request.id().description());
      }
    } finally {
      records.prune(release);
    }
    label.apply(records.manifest(release));
  }

  /** Values hold the registry's credentials. */
  private static void createPrivate(Path folder) throws IOException {
    Files.createDirectories(folder.getParent());
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createDirectory(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } else {
      Files.createDirectory(folder);
    }
  }

  private static void discard(Path work) {
    try {
      FileTree.delete(work);
    } catch (IOException broken) {
      LOG.warnf("Cannot remove %s: %s", work, broken.getMessage());
    }
  }

  private static StepFailed refused(HelmFailed failed, Set<String> secrets) {
    return new StepFailed(Reason.HELM, PlainText.safeLine(failed.getMessage(), secrets));
  }

  private static InstallFailure told(String step, ModuleName module, StepFailed failed) {
    LOG.warnf(
        "Cannot %s module %s (%s): %s",
        step, module, failed.failure().reason(), failed.failure().text());
    return failed.failure();
  }

  private static InstallFailure unexpected(
      String step, ModuleName module, RuntimeException broken) {
    LOG.errorf(broken, "Cannot %s module %s", step, module);
    var text =
        broken instanceof KubernetesClientException
            ? "the Kubernetes API cannot be used: " + broken.getMessage()
            : "internal error, see the operator's log";
    return new InstallFailure(Reason.HELM, PlainText.safeLine(text, Set.of()));
  }
}
