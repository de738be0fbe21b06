package io.slipway.sim;

import io.slipway.core.value.ObjectMeta;
import io.slipway.core.value.ObjectRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Labels, annotations and finalizers that somebody else puts on objects, and expects to find. */
final class ForeignMarks {
  private static final String MARK = "example.com/mark";
  private static final String FINALIZER = "example.com/finalizer";

  /**
   * @param uid of the object: one that was made anew is another
   */
  private record Mark(String uid, String value) {}

  private final SimCluster cluster;
  private boolean released;
  private final Map<ObjectRef, Mark> marks =
      new TreeMap<>(Comparator.comparing(ObjectRef::toString));

  ForeignMarks(SimCluster cluster) {
    this.cluster = cluster;
  }

  void put(ObjectRef ref, String value) {
    cluster
        .get(ref)
        .filter(object -> !SimObjects.meta(object).deleting()) // Kubernetes refuses that
        .ifPresent(
            object -> {
              var meta = SimObjects.meta(object);
              marks.put(ref, new Mark(meta.uid(), value));
              change(
                  ref, object, with(meta.labels(), value), with(meta.annotations(), value), true);
            });
  }

  /** Takes the finalizers away, so that what was deleted can go. */
  void release() {
    released = true;
    for (var ref : List.copyOf(marks.keySet())) {
      cluster
          .get(ref)
          .ifPresent(
              object -> {
                var meta = SimObjects.meta(object);
                change(ref, object, meta.labels(), meta.annotations(), false);
              });
    }
  }

  private void change(
      ObjectRef ref,
      Object object,
      Map<String, String> labels,
      Map<String, String> annotations,
      boolean holds) {
    var finalizers = new ArrayList<>(SimObjects.meta(object).finalizers());
    finalizers.remove(FINALIZER);
    if (holds) {
      finalizers.add(FINALIZER);
    }
    cluster.put(
        ref, SimObjects.marked(object, labels, annotations, finalizers, cluster.nextVersion()));
  }

  private static Map<String, String> with(Map<String, String> marks, String value) {
    var more = new HashMap<>(marks);
    more.put(MARK, value);
    return more;
  }

  /** Fails when a mark is gone from an object that is still there. */
  void check() {
    marks.forEach(
        (ref, mark) ->
            cluster
                .get(ref)
                .map(SimObjects::meta)
                .filter(meta -> meta.uid().equals(mark.uid()))
                .filter(meta -> !bears(meta, mark.value()))
                .ifPresent(
                    meta -> {
                      throw new Invariant.Violated(
                          Invariant.FOREIGN_MARKS_STAY, ref + " lost its marks");
                    }));
  }

  private boolean bears(ObjectMeta meta, String value) {
    return value.equals(meta.labels().get(MARK))
        && value.equals(meta.annotations().get(MARK))
        && (released || meta.bears(FINALIZER));
  }
}
