package io.slipway.sim;

import io.slipway.core.value.ObjectKind;
import io.slipway.core.value.ObjectRef;
import io.slipway.core.value.ReleaseObject;
import io.slipway.core.value.SourceObject;
import java.time.Duration;

/** The one of Kubernetes: releases go some time after the source that owns them (DEL-8). */
final class GarbageCollector {
  private static final Duration LATE = Duration.ofSeconds(30);

  private final SimCluster cluster;
  private final Agenda agenda;

  GarbageCollector(SimCluster cluster, Agenda agenda) {
    this.cluster = cluster;
    this.agenda = agenda;
  }

  void changed(ObjectRef ref) {
    var concerns =
        switch (ref.kind()) {
          case SOURCE -> cluster.get(ref).isEmpty();
          case RELEASE -> isGarbage(ref);
          case MODULE, CONFIG, POLICY -> false;
        };
    if (concerns) {
      agenda.within(LATE, this::collect);
    }
  }

  private void collect() {
    cluster.list(ReleaseObject.class).stream()
        .map(release -> new ObjectRef(ObjectKind.RELEASE, release.name()))
        .filter(this::isGarbage)
        .forEach(cluster::remove);
  }

  private boolean isGarbage(ObjectRef release) {
    var isStaying =
        cluster.get(release).map(SimObjects::meta).filter(meta -> !meta.deleting()).isPresent();
    return isStaying
        && cluster
            .ownerOf(release)
            .filter(
                uid ->
                    cluster.list(SourceObject.class).stream()
                        .noneMatch(source -> source.meta().uid().equals(uid)))
            .isPresent();
  }
}
