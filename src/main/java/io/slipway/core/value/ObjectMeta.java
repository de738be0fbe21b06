package io.slipway.core.value;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The part of an object's metadata that decisions need.
 *
 * @param version {@code resourceVersion} as a number (Kubernetes guarantees since 1.35 that they
 *     are comparable); 0 when unknown
 * @param deleting whether a deletion timestamp is set
 * @param created when the API server took it in; empty when unknown
 */
public record ObjectMeta(
    String name,
    String uid,
    long version,
    long generation,
    Map<String, String> labels,
    Map<String, String> annotations,
    List<String> finalizers,
    boolean deleting,
    Optional<Instant> created) {
  public ObjectMeta {
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
    finalizers = List.copyOf(finalizers);
  }

  /** Of an object whose age does not matter. */
  public ObjectMeta(
      String name,
      String uid,
      long version,
      long generation,
      Map<String, String> labels,
      Map<String, String> annotations,
      List<String> finalizers,
      boolean deleting) {
    this(
        name,
        uid,
        version,
        generation,
        labels,
        annotations,
        finalizers,
        deleting,
        Optional.empty());
  }

  public String label(String key) {
    return labels.getOrDefault(key, "");
  }

  public boolean bears(String finalizer) {
    return finalizers.contains(finalizer);
  }

  /** Whether the annotation has exactly the value {@code true} (releases.md 1.6). */
  public boolean isMarked(String annotation) {
    return "true".equals(annotations.get(annotation));
  }
}
