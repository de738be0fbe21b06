package io.slipway.kube;

import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.slipway.api.v1alpha1.ModuleRelease;
import io.slipway.core.value.Key;
import io.slipway.core.value.ModuleName;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Watches ModuleReleases. The work is done by the tap; see {@link Review}. */
@Singleton
@ControllerConfiguration(name = "modulerelease")
public final class ModuleReleaseReconciler implements Reconciler<ModuleRelease> {
  private final Inlet<ModuleRelease> inlet;
  private final Review review;

  public ModuleReleaseReconciler(Observations observations, Review review) {
    this.inlet = new Inlet<>(WireKind.RELEASE, observations);
    this.review = review;
  }

  @Override
  public List<EventSource<?, ModuleRelease>> prepareEventSources(
      EventSourceContext<ModuleRelease> context) {
    return List.of(new Tap<>(context, inlet));
  }

  @Override
  public UpdateControl<ModuleRelease> reconcile(
      ModuleRelease release, Context<ModuleRelease> context) {
    Optional.ofNullable(release.getSpec())
        .map(spec -> new Key.OfModule(new ModuleName(Wire.text(spec.getModuleName()))))
        .ifPresent(review::review);
    return UpdateControl.noUpdate();
  }
}
