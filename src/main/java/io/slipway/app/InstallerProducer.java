package io.slipway.app;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.slipway.core.effect.Installer;
import io.slipway.core.effect.Registry;
import io.slipway.core.projection.ModuleProjection;
import io.slipway.core.projection.World;
import io.slipway.install.ClusterFacts;
import io.slipway.install.HelmEngine;
import io.slipway.install.HelmInstaller;
import io.slipway.install.InstallerSettings;
import io.slipway.install.Kubeconfig;
import io.slipway.install.PackageStore;
import io.slipway.kube.Leadership;
import io.slipway.stream.EventStream;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;

/** Builds the installer: package store and Helm. */
final class InstallerProducer {
  private final SlipwayConfig config;

  InstallerProducer(SlipwayConfig config) {
    this.config = config;
  }

  @Produces
  @Singleton
  InstallerSettings settings() throws IOException {
    var dataDir = config.dataDir().toAbsolutePath();
    return new InstallerSettings(
        dataDir,
        config.systemNamespace(),
        EngineProducer.platformVersion(config),
        Kubeconfig.locate(System.getenv(), dataDir));
  }

  @Produces
  @Singleton
  HelmEngine helm(InstallerSettings settings, Leadership leadership) {
    return new HelmEngine(settings, leadership::isLeader);
  }

  /** Also at each reload in development. */
  void end(@Disposes HelmEngine helm) {
    helm.close();
  }

  @Produces
  @Singleton
  Installer installer(
      Registry registry,
      HelmEngine helm,
      InstallerSettings settings,
      KubernetesClient client,
      EventStream stream,
      Leadership leadership) {
    var installer =
        new HelmInstaller(
            new HelmInstaller.Packages(registry, new PackageStore(settings.dataDir())),
            helm,
            client,
            settings,
            new HelmInstaller.Questions(() -> facts(stream.state()), leadership::isLeader));
    installer.discardLeftovers();
    return installer;
  }

  private static ClusterFacts facts(World world) {
    return new ClusterFacts(
        world.standing().serverVersion().map(Object::toString).orElse("0.0.0"), enabled(world));
  }

  private static List<String> enabled(World world) {
    return world.modules().values().stream()
        .filter(ModuleProjection::switchedOn)
        .filter(module -> module.module().isPresent())
        .sorted(
            java.util.Comparator.comparing(InstallerProducer::weight)
                .thenComparing(ModuleProjection::name))
        .map(module -> module.name().value())
        .toList();
  }

  private static int weight(ModuleProjection module) {
    return module.module().flatMap(o -> o.properties().weight()).orElse(Integer.MAX_VALUE);
  }
}
