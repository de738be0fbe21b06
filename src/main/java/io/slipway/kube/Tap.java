package io.slipway.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import java.util.Set;

/**
 * Sees every addition, change and deletion of a controller's primary resource, before any filter
 * and without a finalizer (style.md 3.7). It wakes no reconciler.
 */
final class Tap<P extends HasMetadata> extends AbstractEventSource<Void, P>
    implements ResourceEventAware<P> {
  private final EventSourceContext<P> context;
  private final Intake<P> intake;

  Tap(EventSourceContext<P> context, Intake<P> intake) {
    super(Void.class, "tap");
    this.context = context;
    this.intake = intake;
  }

  @Override
  public void start() {
    super.start();
    intake.listed(() -> context.getPrimaryCache().list().toList());
  }

  @Override
  public void onResourceCreated(P now) {
    intake.seen(now);
  }

  @Override
  public void onResourceUpdated(P now, P before) {
    intake.seen(now);
  }

  @Override
  public void onResourceDeleted(P last) {
    intake.gone(last);
  }

  @Override
  public Set<Void> getSecondaryResources(P primary) {
    return Set.of();
  }
}
