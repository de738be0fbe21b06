package io.slipway.install;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.slipway.core.effect.Installer.InstallRequest;
import io.slipway.core.value.InstallFailure.Reason;
import io.slipway.core.value.ModuleName;
import io.slipway.install.HelmEngine.Apply;
import io.slipway.install.HelmEngine.HelmFailed;
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
    var access = request.request().access();
    var work = settings.workDir().resolve(module.module() + "-" + UUID.randomUUID());
    try {
      mustBeOurs(module.module());
      engine.load();
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
      release(new Apply(module.module().value(), chart, file), request.id().description());
    } catch (HelmFailed failed) {
      mustLead(); // what Helm says of a fence is no fault of the module
      throw refused(failed, PlainText.secretsOf(access.dockerCfg()));
    } catch (IOException broken) {
      throw new StepFailed(Reason.STORE, PackageStore.unusable(settings.dataDir(), broken));
    } finally {
      discard(work);
    }
  }

  /** Uninstalls the release; a missing one is fine, somebody else's is refused. CRDs stay (P15). */
  void remove(ModuleName module) throws StepFailed {
    try {
      mustBeOurs(module);
      engine.load();
      mustLead();
      engine.uninstall(module.value());
    } catch (HelmFailed failed) {
      mustLead(); // what Helm says of a fence is no fault of the module
      throw refused(failed, Set.of());
    } catch (IOException broken) {
      throw new StepFailed(Reason.STORE, PackageStore.unusable(settings.dataDir(), broken));
    }
  }

  private void release(Apply chart, String description) throws HelmFailed, IOException, StepFailed {
    mustLead();
    var state = records.recover(chart.release());
    if (state == HelmStorage.State.LEAVING) {
      mustLead();
      engine.uninstall(chart.release());
    }
    mustLead();
    try {
      if (state == HelmStorage.State.PRESENT) {
        engine.upgrade(chart, description);
      } else {
        engine.install(chart, description);
      }
    } finally {
      prune(chart.release());
    }
    label.apply(records.manifest(chart.release()));
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

  /** A history that is too long for a while harms nobody. */
  private void prune(String release) {
    try {
      records.prune(release);
    } catch (KubernetesClientException refused) {
      LOG.warnf("Cannot shorten the history of release %s: %s", release, ApiText.of(refused));
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
