package io.slipway.install;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.slipway.core.effect.Installer.InstallRequest;
import io.slipway.core.value.InstallFailure.Reason;
import io.slipway.core.value.ModuleName;
import io.slipway.install.HelmEngine.HelmFailed;
import io.slipway.install.HelmEngine.HelmInterrupted;
import io.slipway.install.HelmSession.Apply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/** Brings one package into the cluster: CRDs, then the Helm release, then labels. */
final class Rollout {
  private static final Logger LOG = Logger.getLogger(Rollout.class);

  private final HelmEngine engine;
  private final InstallerSettings settings;
  private final CustomResourceDefinitions definitions;
  private final HelmStorage records;
  private final ManagedLabel label;
  private final BooleanSupplier mayAct;

  Rollout(
      HelmEngine engine,
      KubernetesClient client,
      InstallerSettings settings,
      BooleanSupplier mayAct) {
    this.engine = engine;
    this.settings = settings;
    this.definitions = new CustomResourceDefinitions(client);
    this.records = new HelmStorage(client, settings.namespace());
    this.label = new ManagedLabel(client, settings.namespace());
    this.mayAct = mayAct;
  }

  /**
   * @param section values of the module, checked
   */
  void apply(ModulePackage module, ObjectNode section, InstallRequest request, ClusterFacts cluster)
      throws StepFailed {
    var secrets = PlainText.secretsOf(request.request().access().dockerCfg());
    retried(() -> bring(module, section, request, cluster), secrets);
  }

  private void bring(
      ModulePackage module, ObjectNode section, InstallRequest request, ClusterFacts cluster)
      throws StepFailed, HelmFailed {
    var access = request.request().access();
    var name = module.module().value();
    var work = settings.workDir().resolve(name + "-" + UUID.randomUUID());
    mustBeOurs(module.module());
    try (var helm = engine.open(name)) {
      mustLead();
      var kinds = definitions.apply(module.dir());
      var values = YamlText.JSON.createObjectNode();
      values.set("global", GlobalValues.of(module, access, settings, cluster, kinds));
      values.set(module.key(), section);
      FileTree.createPrivate(work); // values hold the registry's credentials
      var file = work.resolve("values.yaml");
      Files.writeString(file, values.toString());
      var chart = work.resolve("chart");
      ChartFolder.write(module, chart);
      release(name, helm, new Apply(chart, file, request.id().description()));
    } catch (IOException broken) {
      throw new StepFailed(Reason.STORE, PackageStore.unusable(settings.dataDir(), broken));
    } finally {
      discard(work);
    }
  }

  /** Uninstalls the release; a missing one is fine, somebody else's is refused. CRDs stay (P15). */
  void remove(ModuleName module) throws StepFailed {
    retried(
        () -> {
          mustBeOurs(module);
          try (var helm = engine.open(module.value())) {
            mustLead();
            helm.uninstall();
          }
        },
        Set.of());
  }

  private interface Attempt {
    void run() throws StepFailed, HelmFailed;
  }

  /** Once more when Helm's process was ended, perhaps by somebody else's chart. */
  private void retried(Attempt attempt, Set<String> secrets) throws StepFailed {
    try {
      try {
        attempt.run();
      } catch (HelmInterrupted again) {
        attempt.run();
      }
    } catch (HelmFailed failed) {
      mustLead(); // what Helm says of a fence is no fault of the module
      throw refused(failed, secrets);
    }
  }

  private void release(String name, HelmSession helm, Apply chart)
      throws HelmFailed, IOException, StepFailed {
    mustLead();
    var state = records.recover(name);
    if (state == HelmStorage.State.LEAVING) {
      mustLead();
      helm.uninstall();
    }
    mustLead();
    try {
      if (state == HelmStorage.State.PRESENT) {
        helm.upgrade(chart);
      } else {
        helm.install(chart);
      }
    } catch (HelmFailed failed) {
      prune(name);
      throw failed;
    }
    label.apply(records.settle(name));
  }

  /** What somebody else runs under the module's name is theirs, to keep and to remove. */
  private void mustBeOurs(ModuleName module) throws StepFailed {
    if (records.isForeign(module.value())) {
      throw new StepFailed(
          Reason.HELM,
          ("Helm release %s exists in namespace %s and was not made by Slipway; "
                  + "uninstall it, or rename it, to let the module be installed")
              .formatted(module, settings.namespace()));
    }
  }

  private void mustLead() throws StepFailed {
    if (!mayAct.getAsBoolean()) {
      throw new StepFailed(Reason.HELM, "this process does not lead any more");
    }
  }

  /** Helm's failure is the one to be told. */
  private void prune(String release) {
    try {
      records.prune(release);
    } catch (KubernetesClientException refused) {
      LOG.warnf("Cannot read the history of release %s: %s", release, ApiText.of(refused));
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
    return new StepFailed(
        Reason.HELM, PlainText.safeLine(PlainText.unlisted(failed.getMessage()), secrets));
  }
}
