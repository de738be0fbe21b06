package io.slipway.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.slipway.api.v1alpha1.ModuleConfig;
import io.slipway.core.effect.Installer;
import io.slipway.core.value.InstallFailure;
import io.slipway.core.value.ModuleName;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An installer that looks once more before a removal. A module is removed because its config is
 * gone, and that means something only while the kind is the one that was watched: its definition
 * may have been removed or replaced since, which no watch has told yet.
 */
public final class ConfirmedRemoval implements Installer {
  private static final String DEFINITION = HasMetadata.getFullResourceName(ModuleConfig.class);

  private final Installer installer;
  private final KubernetesClient client;
  private final Supplier<Optional<String>> watched;

  /**
   * @param watched uid of the definition of ModuleConfig as far as it is known; empty when it is
   *     not
   */
  public ConfirmedRemoval(
      Installer installer, KubernetesClient client, Supplier<Optional<String>> watched) {
    this.installer = installer;
    this.client = client;
    this.watched = watched;
  }

  @Override
  public Prepared prepare(PackageRequest request) {
    return installer.prepare(request);
  }

  @Override
  public Prepared renew(PackageRequest request) {
    return installer.renew(request);
  }

  @Override
  public Outcome discard(ModuleName module) {
    return installer.discard(module);
  }

  @Override
  public Outcome install(InstallRequest request) {
    return installer.install(request);
  }

  @Override
  public Outcome uninstall(ModuleName module) {
    return doubt()
        .<Outcome>map(
            text -> new Outcome.Failed(new InstallFailure(InstallFailure.Reason.HELM, text)))
        .orElseGet(() -> installer.uninstall(module));
  }

  private Optional<String> doubt() {
    try {
      var known = watched.get();
      var served =
          Optional.ofNullable(
                  client
                      .apiextensions()
                      .v1()
                      .customResourceDefinitions()
                      .withName(DEFINITION)
                      .get())
              .flatMap(DefinitionWatch::servedAs);
      return served.isPresent() && served.equals(known)
          ? Optional.empty()
          : Optional.of(
              "it is not known whether its ModuleConfig was deleted: the kind itself was");
    } catch (KubernetesClientException refused) {
      return Optional.of(ErrorText.of(refused));
    }
  }
}
