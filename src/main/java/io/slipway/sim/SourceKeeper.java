package io.slipway.sim;

import io.slipway.core.value.Keys;
import io.slipway.core.value.ObjectKind;
import io.slipway.core.value.ObjectMeta;
import io.slipway.core.value.ObjectRef;
import io.slipway.core.value.SourceObject;
import java.time.Duration;
import java.util.HashMap;

/** Whoever keeps the ModuleSources: deletes one now and then, and makes it anew. */
final class SourceKeeper {
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

  private final SimCluster cluster;
  private final Offers offers;
  private final Agenda agenda;

  SourceKeeper(SimCluster cluster, Offers offers, Agenda agenda) {
    this.cluster = cluster;
    this.offers = offers;
    this.agenda = agenda;
  }

  static ObjectRef ref(Offers.Source source) {
    return new ObjectRef(ObjectKind.SOURCE, source.title());
  }

  void create(Offers.Source source) {
    offers.withdraw(source, false);
    cluster.put(
        ref(source),
        new SourceObject(
            SimObjects.newMeta(source.title(), cluster.nextVersion()),
            source.access(),
            SourceObject.Status.EMPTY));
  }

  /** Deletes it, and wants it back after the time: what is held back by then is forced. */
  void replace(Offers.Source source, boolean forced, Duration time) {
    offers.withdraw(source, true);
    if (forced) {
      force(source);
    }
    cluster.remove(ref(source));
    agenda.after(time, () -> restore(source));
  }

  private void restore(Offers.Source source) {
    var known = cluster.get(ref(source)).map(SimObjects::meta);
    if (known.isEmpty()) {
      create(source);
    } else if (known.filter(ObjectMeta::deleting).isPresent()) {
      force(source);
      agenda.after(LOOK_AGAIN, () -> restore(source));
    }
  }

  private void force(Offers.Source source) {
    cluster
        .get(ref(source))
        .filter(object -> !SimObjects.meta(object).isMarked(Keys.FORCE_DELETE))
        .ifPresent(object -> cluster.put(ref(source), forced(object)));
  }

  private Object forced(Object source) {
    var meta = SimObjects.meta(source);
    var annotations = new HashMap<>(meta.annotations());
    annotations.put(Keys.FORCE_DELETE, "true");
    return SimObjects.marked(
        source, meta.labels(), annotations, meta.finalizers(), cluster.nextVersion());
  }
}
