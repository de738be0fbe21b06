package io.slipway.kube;

import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.slipway.api.v1alpha2.ModuleUpdatePolicy;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Watches ModuleUpdatePolicys. The work is done by the tap; what depends on a policy is looked at
 * by its step.
 */
@Singleton
@ControllerConfiguration(name = "moduleupdatepolicy")
public final class ModuleUpdatePolicyReconciler implements Reconciler<ModuleUpdatePolicy> {
  private final Inlet<ModuleUpdatePolicy> inlet;

  public ModuleUpdatePolicyReconciler(Observations observations) {
    this.inlet = new Inlet<>(WireKind.POLICY, observations);
  }

  @Override
  public List<EventSource<?, ModuleUpdatePolicy>> prepareEventSources(
      EventSourceContext<ModuleUpdatePolicy> context) {
    return List.of(new Tap<>(context, inlet));
  }

  @Override
  public UpdateControl<ModuleUpdatePolicy> reconcile(
      ModuleUpdatePolicy policy, Context<ModuleUpdatePolicy> context) {
    return UpdateControl.noUpdate();
  }
}
