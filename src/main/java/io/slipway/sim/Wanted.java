package io.slipway.sim;

import io.slipway.core.value.ConfigObject;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.ObjectKind;
import io.slipway.core.value.ObjectRef;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the user asks for, module by module, and since when. */
final class Wanted {
  /**
   * @param source empty when none is named
   * @param policy name of the update policy, empty for the default one
   * @param since when it was switched on or off, or moved to another source
   */
  record Wish(boolean enabled, String source, String policy, String settings, Instant since) {
    static final Wish NONE = new Wish(false, "", "", "{}", Instant.MIN);
  }

  private final SimCluster cluster;
  private final Agenda agenda;
  private final Map<ModuleName, Wish> wishes =
      new TreeMap<>(Comparator.comparing(ModuleName::value));

  Wanted(SimCluster cluster, Agenda agenda) {
    this.cluster = cluster;
    this.agenda = agenda;
  }

  Wish of(ModuleName module) {
    return wishes.getOrDefault(module, Wish.NONE);
  }

  Map<ModuleName, Wish> all() {
    return new HashMap<>(wishes);
  }

  void enable(ModuleName module, boolean enabled) {
    var wish = of(module);
    var since = wish.enabled() == enabled ? wish.since() : agenda.instant();
    put(module, new Wish(enabled, wish.source(), wish.policy(), wish.settings(), since));
  }

  void set(ModuleName module, String settings) {
    var wish = of(module);
    put(module, new Wish(wish.enabled(), wish.source(), wish.policy(), settings, wish.since()));
  }

  /** Sets again what is refused. */
  void correct(ModuleName module) {
    if (of(module).settings().equals(SimInstaller.REFUSED_SETTINGS)) {
      set(module, "{}");
    }
  }

  void choose(ModuleName module, String source) {
    var wish = of(module);
    put(module, new Wish(wish.enabled(), source, wish.policy(), wish.settings(), agenda.instant()));
  }

  void follow(ModuleName module, String policy) {
    var wish = of(module);
    put(module, new Wish(wish.enabled(), wish.source(), policy, wish.settings(), wish.since()));
  }

  /** Deleting the ModuleConfig means: not wanted, and nothing set. */
  void forget(ModuleName module) {
    wishes.put(module, new Wish(false, "", "", "{}", agenda.instant()));
    cluster.remove(ref(module));
  }

  /** Writes every wish again, as a GitOps tool does. */
  void applyAll() {
    Map.copyOf(wishes)
        .forEach(
            (module, wish) -> {
              if (cluster.get(ref(module)).isPresent() || wish.enabled()) {
                put(module, wish);
              }
            });
  }

  private static ObjectRef ref(ModuleName module) {
    return new ObjectRef(ObjectKind.CONFIG, module.value());
  }

  private void put(ModuleName module, Wish wish) {
    wishes.put(module, wish);
    var known = cluster.get(ref(module)).map(ConfigObject.class::cast);
    var version = cluster.nextVersion();
    var meta =
        known
            .map(config -> SimObjects.withVersion(config.meta(), version))
            .orElseGet(() -> SimObjects.newMeta(module.value(), version));
    cluster.put(
        ref(module),
        new ConfigObject(
            meta,
            Optional.of(wish.enabled()),
            wish.source(),
            wish.policy(),
            1,
            wish.settings(),
            Optional.empty(),
            known.map(ConfigObject::status).orElse(ConfigObject.Status.EMPTY)));
  }
}
