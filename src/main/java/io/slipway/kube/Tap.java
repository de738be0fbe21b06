package io.slipway.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Sees every addition, change and deletion of a controller's primary resource, before any filter
 * and without a finalizer (style.md 3.7). It wakes no reconciler. When the kind as such goes away
 * it says so, and when the kind is back it lists again.
 */
final class Tap<P extends HasMetadata> extends AbstractEventSource<Void, P>
    implements ResourceEventAware<P> {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

  private final EventSourceContext<P> context;
  private final Intake<P> intake;
  private final DefinitionWatch definition;
  private Optional<String> definedAs = Optional.empty();
  private boolean lost;

  Tap(EventSourceContext<P> context, Intake<P> intake) {
    super(Void.class, "tap");
    this.context = context;
    this.intake = intake;
    this.definition =
        new DefinitionWatch(
            context.getClient(),
            HasMetadata.getFullResourceName(context.getPrimaryResourceClass()),
            this::definition);
  }

  @Override
  public void start() {
    super.start();
    listed();
    definition.start();
  }

  @Override
  public void stop() {
    definition.stop();
    super.stop();
  }

  private void listed() {
    intake.listed(() -> context.getPrimaryCache().list().toList());
  }

  private synchronized void definition(Optional<String> uid) {
    if (uid.isEmpty() || definedAs.isPresent()) {
      lost = true;
      intake.lost();
    }
    definedAs = uid;
    uid.ifPresent(intake::defined);
    if (uid.isPresent() && lost) {
      Thread.ofVirtual().name("list-again").start(() -> listAgain(uid));
    }
  }

  /**
   * The cache is believed again when it agrees with a fresh list: until then it may hold objects of
   * the kind as it was before.
   */
  private void listAgain(Optional<String> uid) {
    try {
      while (isRunning() && isDefinedAs(uid) && !listedAgain(uid)) {
        Thread.sleep(LOOK_AGAIN);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized boolean isDefinedAs(Optional<String> uid) {
    return definedAs.equals(uid);
  }

  private boolean listedAgain(Optional<String> uid) {
    var agrees = agreesWithCluster();
    synchronized (this) {
      if (agrees && isDefinedAs(uid)) {
        lost = false;
        listed();
        return true;
      }
    }
    return false;
  }

  private boolean agreesWithCluster() {
    try {
      var fresh = context.getClient().resources(context.getPrimaryResourceClass()).list();
      return identities(fresh.getItems().stream())
          .equals(identities(context.getPrimaryCache().list()));
    } catch (KubernetesClientException notServedYet) {
      return false;
    }
  }

  private static Set<String> identities(Stream<? extends HasMetadata> objects) {
    var identities = new HashSet<String>();
    objects.forEach(object -> identities.add(object.getMetadata().getUid()));
    return identities;
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
