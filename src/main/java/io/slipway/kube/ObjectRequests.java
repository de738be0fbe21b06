package io.slipway.kube;

import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PreconditionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.slipway.core.value.ObjectMeta;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The requests of which every write consists, one HTTP request each. They throw the client's
 * exceptions; the answer is the resulting resourceVersion.
 */
final class ObjectRequests {
  private static final PatchContext MERGE = PatchContext.of(PatchType.JSON_MERGE);

  private final KubernetesClient client;

  ObjectRequests(KubernetesClient client) {
    this.client = client;
  }

  <P extends HasMetadata> Optional<P> read(WireKind<P, ?> kind, String name) {
    return Optional.ofNullable(client.resources(kind.type()).withName(name).get());
  }

  long create(HasMetadata object) {
    return versionOf(client.resource(object).create());
  }

  /**
   * JSON merge patch of the object itself. It is refused with 409 when the object is not at the
   * observed version any more: the API server takes a resourceVersion in a patch as a precondition.
   */
  long patch(WireKind<?, ?> kind, ObjectMeta observed, Map<String, ? extends @Nullable Object> of) {
    return versionOf(
        client
            .genericKubernetesResources(context(kind))
            .resource(stub(kind, observed))
            .patch(MERGE, body(observed, of)));
  }

  /** As {@link #patch}, of the status subresource. */
  long patchStatus(
      WireKind<?, ?> kind, ObjectMeta observed, Map<String, ? extends @Nullable Object> status) {
    return versionOf(
        client
            .genericKubernetesResources(context(kind))
            .resource(stub(kind, observed))
            .subresource("status")
            .patch(MERGE, body(observed, Map.of("status", status))));
  }

  /** Refused with 409 when the object is another one or at another version. */
  void delete(WireKind<?, ?> kind, ObjectMeta observed) {
    var options =
        new DeleteOptionsBuilder()
            .withApiVersion("v1")
            .withKind("DeleteOptions")
            .withPreconditions(
                new PreconditionsBuilder()
                    .withUid(Wire.orNull(observed.uid()))
                    .withResourceVersion(version(observed))
                    .build())
            .build();
    client.raw(kind.path(observed.name()), "DELETE", options);
  }

  private static ResourceDefinitionContext context(WireKind<?, ?> kind) {
    return ResourceDefinitionContext.fromResourceType(kind.type());
  }

  /** With an item at hand the client patches at once, without reading the object first. */
  private static GenericKubernetesResource stub(WireKind<?, ?> kind, ObjectMeta observed) {
    var stub = new GenericKubernetesResource();
    stub.setApiVersion(kind.apiVersion());
    stub.setKind(kind.kind().label());
    stub.setMetadata(new ObjectMetaBuilder().withName(observed.name()).build());
    return stub;
  }

  private static String body(ObjectMeta observed, Map<String, ? extends @Nullable Object> of) {
    var metadata = new HashMap<String, @Nullable Object>();
    if (of.get("metadata") instanceof Map<?, ?> given) {
      given.forEach((key, value) -> metadata.put(String.valueOf(key), value));
    }
    if (observed.version() > 0) {
      metadata.put("resourceVersion", version(observed));
    }
    var body = new HashMap<String, @Nullable Object>(of);
    body.put("metadata", metadata);
    return CanonicalJson.of(body);
  }

  private static @Nullable String version(ObjectMeta observed) {
    return observed.version() > 0 ? String.valueOf(observed.version()) : null;
  }

  private static long versionOf(HasMetadata answer) {
    return Wire.meta(answer.getMetadata()).version();
  }
}
