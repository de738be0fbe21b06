package io.slipway.sim;

import io.slipway.core.value.Keys;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.ObjectKind;
import io.slipway.core.value.ObjectRef;
import io.slipway.core.value.ReleaseObject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whoever works on ModuleReleases by hand. */
final class Hand {
  private final SimCluster cluster;
  private final Agenda agenda;
  private final Set<String> forced = new HashSet<>();

  Hand(SimCluster cluster, Agenda agenda) {
    this.cluster = cluster;
    this.agenda = agenda;
  }

  /** One that waits, as a rule the lowest. */
  private Optional<ReleaseObject> waiting(ModuleName module, int number) {
    var waiting = of(module).stream().filter(release -> release.status().phase().isOpen()).toList();
    return waiting.isEmpty()
        ? Optional.empty()
        : Optional.of(waiting.get(number % 3 == 0 ? number % waiting.size() : 0));
  }

  private List<ReleaseObject> of(ModuleName module) {
    return cluster.list(ReleaseObject.class).stream()
        .filter(release -> release.spec().moduleName().equals(module.value()))
        .filter(release -> !release.meta().deleting())
        .toList();
  }

  void approve(ModuleName module, int number) {
    var key = number % 2 == 0 ? Keys.APPROVED : Keys.APPROVED_OLD;
    waiting(module, number).ifPresent(release -> annotate(release, key, Optional.of("true")));
  }

  void takeBack(ModuleName module) {
    of(module).forEach(this::takeBack);
  }

  private void takeBack(ReleaseObject release) {
    for (var key : List.of(Keys.APPROVED, Keys.APPROVED_OLD)) {
      if (release.meta().annotations().containsKey(key)) {
        annotate(release, key, key.equals(Keys.APPROVED) ? Optional.of("false") : Optional.empty());
      }
    }
  }

  void applyNow(ModuleName module, int number) {
    waiting(module, number)
        .ifPresent(release -> annotate(release, Keys.APPLY_NOW, Optional.of("true")));
  }

  /** Of any release, though only one that waits can be forced. */
  void force(ModuleName module, int number) {
    var all = of(module);
    var chosen =
        number % 4 == 0 && !all.isEmpty()
            ? Optional.of(all.get(number / 4 % all.size()))
            : waiting(module, number);
    chosen.ifPresent(
        release -> {
          forced.add(release.meta().uid());
          annotate(release, Keys.FORCE, Optional.of("true"));
        });
  }

  /** Whether it was ever forced, e.g. below what was Deployed before. */
  boolean hasForced(ReleaseObject release) {
    return forced.contains(release.meta().uid());
  }

  void postpone(ModuleName module, int number) {
    var until = agenda.instant().plus(Duration.ofMinutes(7L * number));
    waiting(module, number).ifPresent(release -> applyAfter(release, Optional.of(until)));
  }

  void postponeNoMore() {
    cluster.list(ReleaseObject.class).stream()
        .filter(release -> release.spec().applyAfter().isPresent())
        .forEach(release -> applyAfter(release, Optional.empty()));
  }

  private void applyAfter(ReleaseObject release, Optional<Instant> time) {
    var spec = release.spec();
    put(
        new ReleaseObject(
            SimObjects.withVersion(release.meta(), cluster.nextVersion()),
            new ReleaseObject.Spec(
                spec.moduleName(),
                spec.version(),
                spec.definition(),
                time,
                spec.changelogJson(),
                spec.security()),
            release.status()));
  }

  void delete(ModuleName module, int number) {
    var all = of(module);
    if (!all.isEmpty()) {
      cluster.remove(ref(all.get(number % all.size())));
    }
  }

  private void annotate(ReleaseObject release, String key, Optional<String> value) {
    var object = (ReleaseObject) cluster.get(ref(release)).orElse(release);
    var meta = object.meta();
    Map<String, String> annotations = new HashMap<>(meta.annotations());
    value.ifPresentOrElse(text -> annotations.put(key, text), () -> annotations.remove(key));
    put(
        (ReleaseObject)
            SimObjects.marked(
                object, meta.labels(), annotations, meta.finalizers(), cluster.nextVersion()));
  }

  private void put(ReleaseObject release) {
    cluster.put(ref(release), release);
  }

  private static ObjectRef ref(ReleaseObject release) {
    return new ObjectRef(ObjectKind.RELEASE, release.name());
  }
}
