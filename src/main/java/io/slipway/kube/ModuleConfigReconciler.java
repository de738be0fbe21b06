package io.slipway.kube;

import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.slipway.api.v1alpha1.ModuleConfig;
import io.slipway.core.value.Key;
import io.slipway.core.value.ModuleName;
import jakarta.inject.Singleton;
import java.util.List;

/** Watches ModuleConfigs. The work is done by the tap; see {@link Review}. */
@Singleton
@ControllerConfiguration(name = "moduleconfig")
public final class ModuleConfigReconciler implements Reconciler<ModuleConfig> {
  private final Inlet<ModuleConfig> inlet;
  private final Review review;

  public ModuleConfigReconciler(Observations observations, Review review) {
    this.inlet = new Inlet<>(WireKind.CONFIG, observations);
    this.review = review;
  }

  @Override
  public List<EventSource<?, ModuleConfig>> prepareEventSources(
      EventSourceContext<ModuleConfig> context) {
    return List.of(new Tap<>(context, inlet));
  }

  @Override
  public UpdateControl<ModuleConfig> reconcile(ModuleConfig config, Context<ModuleConfig> context) {
    review.review(new Key.OfModule(new ModuleName(config.getMetadata().getName())));
    return UpdateControl.noUpdate();
  }
}
