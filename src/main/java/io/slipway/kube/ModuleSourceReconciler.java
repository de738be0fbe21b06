package io.slipway.kube;

import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.slipway.api.v1alpha1.ModuleSource;
import io.slipway.core.value.Key;
import io.slipway.core.value.SourceName;
import jakarta.inject.Singleton;
import java.util.List;

/** Watches ModuleSources. The work is done by the tap; see {@link Review}. */
@Singleton
@ControllerConfiguration(name = "modulesource")
public final class ModuleSourceReconciler implements Reconciler<ModuleSource> {
  private final Inlet<ModuleSource> inlet;
  private final Review review;

  public ModuleSourceReconciler(Observations observations, Review review) {
    this.inlet = new Inlet<>(WireKind.SOURCE, observations);
    this.review = review;
  }

  @Override
  public List<EventSource<?, ModuleSource>> prepareEventSources(
      EventSourceContext<ModuleSource> context) {
    return List.of(new Tap<>(context, inlet));
  }

  @Override
  public UpdateControl<ModuleSource> reconcile(ModuleSource source, Context<ModuleSource> context) {
    review.review(new Key.OfSource(new SourceName(source.getMetadata().getName())));
    return UpdateControl.noUpdate();
  }
}
