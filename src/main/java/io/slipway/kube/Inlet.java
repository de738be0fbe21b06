package io.slipway.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.slipway.core.event.ClusterEvent;
import java.util.List;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Turns what a tap sees into events of core. */
final class Inlet<P extends HasMetadata> implements Intake<P> {
  private static final Logger LOG = Logger.getLogger(Inlet.class);

  private final WireKind<P, ?> kind;
  private final Observations observations;

  Inlet(WireKind<P, ?> kind, Observations observations) {
    this.kind = kind;
    this.observations = observations;
  }

  /**
   * The informer fills its cache before it calls {@link #seen}. With the listing taken and appended
   * in one piece it is therefore never older than an event in front of it, and an object that
   * appears meanwhile is not lost.
   */
  @Override
  public synchronized void listed(Supplier<List<P>> all) {
    observations.append(kind.listing(all.get()));
  }

  @Override
  public synchronized void seen(P now) {
    observations.append(kind.observation(now));
  }

  @Override
  public synchronized void gone(P last) {
    observations.append(kind.absence(last.getMetadata().getName()));
  }

  @Override
  public synchronized void defined(String uid) {
    observations.append(new ClusterEvent.KindDefined(kind.kind(), uid));
  }

  @Override
  public synchronized void lost() {
    LOG.warnf(
        "%s is not defined in the cluster any more: until it is, and its objects are known, nothing"
            + " is done for any module",
        kind.kind().label());
    observations.append(new ClusterEvent.KindLost(kind.kind()));
  }
}
