package io.slipway.kube;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Watches one CustomResourceDefinition. An object that vanishes together with its kind looks
 * exactly like one that somebody deleted; only the definition tells the difference.
 */
final class DefinitionWatch implements ResourceEventHandler<CustomResourceDefinition> {
  private final SharedIndexInformer<CustomResourceDefinition> informer;
  private final Consumer<Optional<String>> listener;
  private @Nullable Optional<String> told;

  /**
   * @param listener told of the definition's uid, empty while the kind is not served
   */
  DefinitionWatch(KubernetesClient client, String name, Consumer<Optional<String>> listener) {
    this.listener = listener;
    this.informer =
        client.apiextensions().v1().customResourceDefinitions().withName(name).runnableInformer(0);
    informer.exceptionHandler((started, failure) -> true);
    informer.addEventHandler(this);
  }

  /** Begins to watch, and tries until it succeeds; returns at once. */
  void start() {
    var _ = informer.start().thenRun(this::tellWhenMissing);
  }

  void stop() {
    informer.stop();
  }

  @Override
  public void onAdd(CustomResourceDefinition now) {
    tell(servedAs(now));
  }

  @Override
  public void onUpdate(CustomResourceDefinition before, CustomResourceDefinition now) {
    tell(servedAs(now));
  }

  @Override
  public void onDelete(CustomResourceDefinition last, boolean stateUnknown) {
    tell(Optional.empty());
  }

  private synchronized void tellWhenMissing() {
    if (told == null && informer.getStore().listKeys().isEmpty()) {
      tell(Optional.empty());
    }
  }

  private synchronized void tell(Optional<String> uid) {
    if (!uid.equals(told)) {
      told = uid;
      listener.accept(uid);
    }
  }

  /** Uid of the definition; empty when it is being removed, or not in force yet. */
  static Optional<String> servedAs(CustomResourceDefinition definition) {
    var isGoing = definition.getMetadata().getDeletionTimestamp() != null;
    return Optional.of(definition.getMetadata().getUid())
        .filter(_ -> !isGoing && isEstablished(definition));
  }

  private static boolean isEstablished(CustomResourceDefinition definition) {
    return Stream.ofNullable(definition.getStatus())
        .flatMap(status -> Wire.list(status.getConditions()).stream())
        .anyMatch(c -> c.getType().equals("Established") && c.getStatus().equals("True"));
  }
}
