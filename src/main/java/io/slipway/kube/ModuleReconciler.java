package io.slipway.kube;

import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.slipway.api.v1alpha1.Module;
import io.slipway.core.value.Key;
import io.slipway.core.value.ModuleName;
import jakarta.inject.Singleton;
import java.util.List;

/** Watches Modules. The work is done by the tap; see {@link Review}. */
@Singleton
@ControllerConfiguration(name = "module")
public final class ModuleReconciler implements Reconciler<Module> {
  private final Inlet<Module> inlet;
  private final Review review;

  public ModuleReconciler(Observations observations, Review review) {
    this.inlet = new Inlet<>(WireKind.MODULE, observations);
    this.review = review;
  }

  @Override
  public List<EventSource<?, Module>> prepareEventSources(EventSourceContext<Module> context) {
    return List.of(new Tap<>(context, inlet));
  }

  @Override
  public UpdateControl<Module> reconcile(Module module, Context<Module> context) {
    review.review(new Key.OfModule(new ModuleName(module.getMetadata().getName())));
    return UpdateControl.noUpdate();
  }
}
