package io.slipway.core.projection;

import io.slipway.core.event.ClusterEvent;
import io.slipway.core.value.EffectKey;
import io.slipway.core.value.HelmRecord;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.ObjectKind;
import io.slipway.core.value.ObjectMeta;
import io.slipway.core.value.ObjectRef;
import io.slipway.core.value.PolicyObject;
import io.slipway.core.value.SourceName;
import io.slipway.core.value.SourceObject;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.pcollections.HashTreePMap;

/** Folds what was seen in the cluster. A listing replaces the slice of its kind. */
final class ClusterReducer {
  private ClusterReducer() {}

  static World evolve(World world, ClusterEvent event) {
    return switch (event) {
      case ClusterEvent.SourceObserved(var source) -> observed(world, source);
      case ClusterEvent.ModuleObserved(var module) ->
          seen(ModuleSlices.module(world, module), ObjectKind.MODULE, module.meta());
      case ClusterEvent.ConfigObserved(var config) ->
          seen(ModuleSlices.config(world, config), ObjectKind.CONFIG, config.meta());
      case ClusterEvent.ReleaseObserved(var release) ->
          seen(ModuleSlices.release(world, release), ObjectKind.RELEASE, release.meta());
      case ClusterEvent.PolicyObserved(var policy) ->
          world.withPolicies(world.policies().plus(policy.meta().name(), policy));
      case ClusterEvent.Gone(var ref) -> gone(world, ref);
      case ClusterEvent.KindDefined(var kind, var uid) -> defined(world, kind, uid);
      case ClusterEvent.KindLost(var kind) -> lost(world, kind);
      case ClusterEvent.SourcesListed(var all) ->
          listed(
              fold(
                  absent(world, ObjectKind.SOURCE, names(all, SourceObject::meta)),
                  all,
                  ClusterReducer::observed),
              ObjectKind.SOURCE);
      case ClusterEvent.ModulesListed(var all) ->
          listed(
              fold(
                  absent(world, ObjectKind.MODULE, names(all, m -> m.meta())),
                  all,
                  (w, m) -> evolve(w, new ClusterEvent.ModuleObserved(m))),
              ObjectKind.MODULE);
      case ClusterEvent.ConfigsListed(var all) ->
          listed(
              fold(
                  absent(world, ObjectKind.CONFIG, names(all, c -> c.meta())),
                  all,
                  (w, c) -> evolve(w, new ClusterEvent.ConfigObserved(c))),
              ObjectKind.CONFIG);
      case ClusterEvent.ReleasesListed(var all) ->
          listed(
              fold(
                  absent(world, ObjectKind.RELEASE, names(all, r -> r.meta())),
                  all,
                  (w, r) -> evolve(w, new ClusterEvent.ReleaseObserved(r))),
              ObjectKind.RELEASE);
      case ClusterEvent.PoliciesListed(var all) -> listed(policies(world, all), ObjectKind.POLICY);
      case ClusterEvent.HelmRecordsListed(var all) -> helmListed(world, all);
      case ClusterEvent.HelmRecordObserved(var record) -> ModuleSlices.helm(world, record);
      case ClusterEvent.HelmRecordGone(var release, var revision) ->
          ModuleSlices.helmGone(world, release, revision);
      case ClusterEvent.ServerVersionObserved(var version) ->
          world.with(world.standing().with(version));
    };
  }

  private static World listed(World world, ObjectKind kind) {
    return world.with(world.standing().with(world.standing().kinds().withListed(kind)));
  }

  private static World defined(World world, ObjectKind kind, String uid) {
    var isAnother = world.standing().definition(kind).filter(u -> !u.equals(uid)).isPresent();
    var before = isAnother ? lost(world, kind) : world;
    var standing = before.standing();
    return before.with(standing.with(standing.kinds().withDefinition(kind, uid)));
  }

  private static World lost(World world, ObjectKind kind) {
    var after = kind == ObjectKind.CONFIG ? ModuleSlices.configsLost(world) : world;
    return after.with(after.standing().with(after.standing().kinds().withLost(kind)));
  }

  private static World seen(World world, ObjectKind kind, ObjectMeta meta) {
    var ref = new ObjectRef(kind, meta.name());
    return world.with(EffectsReducer.observed(world.effects(), ref, meta.version()));
  }

  private static World observed(World world, SourceObject source) {
    var known = world.source(source.name());
    var after = world.with(known.with(source));
    var isNew = known.object().filter(o -> o.access().equals(source.access())).isEmpty();
    return seen(isNew ? retried(after, source) : after, ObjectKind.SOURCE, source.meta());
  }

  /** Who corrects a source wants to see the effect at once, whatever failed before. */
  private static World retried(World world, SourceObject source) {
    return world.with(
        EffectsReducer.forgiven(
            world.effects(), new EffectKey("ListModules", source.name().subject())));
  }

  private static World gone(World world, ObjectRef ref) {
    var released = world.with(EffectsReducer.released(world.effects(), ref));
    return switch (ref.kind()) {
      case SOURCE -> sourceGone(released, new SourceName(ref.name()));
      case MODULE -> ModuleSlices.moduleGone(released, new ModuleName(ref.name()));
      case CONFIG -> ModuleSlices.configGone(released, new ModuleName(ref.name()));
      case RELEASE -> ModuleSlices.releaseGone(released, ref.name());
      case POLICY -> released.withPolicies(released.policies().minus(ref.name()));
    };
  }

  private static World sourceGone(World world, SourceName name) {
    var offered = world.source(name).listing().map(SourceProjection.Listing::modules);
    var after = world.withSources(world.sources().minus(name));
    return ModuleSlices.notOffered(after, name, offered.orElse(List.of()));
  }

  private static World absent(World world, ObjectKind kind, Set<String> present) {
    var after = world;
    for (var name : known(world, kind)) {
      if (!present.contains(name)) {
        after = gone(after, new ObjectRef(kind, name));
      }
    }
    return after;
  }

  private static List<String> known(World world, ObjectKind kind) {
    return switch (kind) {
      case SOURCE -> world.sources().keySet().stream().map(SourceName::value).toList();
      case RELEASE -> List.copyOf(world.releaseOwners().keySet());
      case POLICY -> List.copyOf(world.policies().keySet());
      case MODULE ->
          world.modules().values().stream()
              .filter(m -> m.module().isPresent())
              .map(m -> m.name().value())
              .toList();
      case CONFIG ->
          world.modules().values().stream()
              .filter(m -> m.configObject().isPresent())
              .map(m -> m.name().value())
              .toList();
    };
  }

  private static World policies(World world, List<PolicyObject> all) {
    Map<String, PolicyObject> byName =
        all.stream().collect(Collectors.toMap(p -> p.meta().name(), Function.identity()));
    return world.withPolicies(HashTreePMap.from(byName));
  }

  private static World helmListed(World world, List<HelmRecord> all) {
    var present = names(all, HelmRecord::release, Function.identity());
    var after = world;
    for (var module : world.modules().values()) {
      if (module.run().helm().isPresent() && !present.contains(module.name().value())) {
        after = ModuleSlices.helmGone(after, module.name().value(), Integer.MAX_VALUE);
      }
    }
    after = fold(after, all, ModuleSlices::helm);
    return after.with(after.standing().withHelmListed());
  }

  private static <T> World fold(
      World world, List<T> all, java.util.function.BiFunction<World, T, World> step) {
    var after = world;
    for (var one : all) {
      after = step.apply(after, one);
    }
    return after;
  }

  private static <T> Set<String> names(List<T> all, Function<T, ObjectMeta> meta) {
    return names(all, meta, ObjectMeta::name);
  }

  private static <T, M> Set<String> names(
      List<T> all, Function<T, M> part, Function<M, String> name) {
    var names = new HashSet<String>();
    all.forEach(one -> names.add(name.apply(part.apply(one))));
    return names;
  }
}
