package io.slipway.sim;

import io.slipway.core.effect.Cluster;
import io.slipway.core.effect.WriteEffect;
import io.slipway.core.event.ClusterEvent;
import io.slipway.core.event.Event;
import io.slipway.core.value.ConfigObject;
import io.slipway.core.value.ModuleObject;
import io.slipway.core.value.ObjectKind;
import io.slipway.core.value.ObjectMeta;
import io.slipway.core.value.ObjectRef;
import io.slipway.core.value.PolicyObject;
import io.slipway.core.value.ReleaseObject;
import io.slipway.core.value.SourceObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A Kubernetes API that keeps core objects: numbered versions, rejected stale writes, failures, and
 * one watcher that is told late, twice, or of the newest state only.
 */
final class SimCluster implements Cluster {
  private final Faults faults;
  private final Map<ObjectRef, Object> objects = new TreeMap<>(SimCluster::order);
  private final List<WriteEffect> writes = new ArrayList<>();
  private Consumer<ObjectRef> watcher = _ -> {};
  private long version;

  SimCluster(Faults faults) {
    this.faults = faults;
  }

  private static int order(ObjectRef left, ObjectRef right) {
    return left.toString().compareTo(right.toString());
  }

  void watch(Consumer<ObjectRef> watcher) {
    this.watcher = watcher;
  }

  /** Writes that were accepted since the last call. */
  List<WriteEffect> takeWrites() {
    var taken = List.copyOf(writes);
    writes.clear();
    return taken;
  }

  Optional<Object> get(ObjectRef ref) {
    return Optional.ofNullable(objects.get(ref));
  }

  /** What a watch would tell of the object now. */
  Event seen(ObjectRef ref) {
    return get(ref)
        .<Event>map(
            object ->
                switch (object) {
                  case SourceObject source -> new ClusterEvent.SourceObserved(source);
                  case ModuleObject module -> new ClusterEvent.ModuleObserved(module);
                  case ConfigObject config -> new ClusterEvent.ConfigObserved(config);
                  case ReleaseObject release -> new ClusterEvent.ReleaseObserved(release);
                  case PolicyObject policy -> new ClusterEvent.PolicyObserved(policy);
                  default -> throw new IllegalStateException("no such kind: " + object);
                })
        .orElse(new ClusterEvent.Gone(ref));
  }

  <T> List<T> list(Class<T> type) {
    return objects.values().stream().filter(type::isInstance).map(type::cast).toList();
  }

  long nextVersion() {
    return ++version;
  }

  /** What a user does; always succeeds. */
  void put(ObjectRef ref, Object object) {
    objects.put(ref, object);
    watcher.accept(ref);
  }

  void remove(ObjectRef ref) {
    if (objects.remove(ref) != null) {
      watcher.accept(ref);
    }
  }

  @Override
  public Outcome write(WriteEffect effect) {
    if (effect instanceof WriteEffect.RefreshObject) {
      watcher.accept(effect.ref());
      return new Outcome.Written(SimObjects.meta(objects.get(effect.ref())).version());
    }
    if (faults.writeFails()) {
      return new Outcome.Failed("the server is currently unable to handle the request");
    }
    if (faults.foreignWrite()) {
      get(effect.ref()).ifPresent(o -> put(effect.ref(), SimObjects.touched(o, nextVersion())));
    }
    var outcome = apply(effect);
    if (outcome instanceof Outcome.Written) {
      writes.add(effect);
      watcher.accept(effect.ref());
    }
    return outcome;
  }

  private Outcome apply(WriteEffect effect) {
    return switch (effect) {
      case WriteEffect.CreateModule create ->
          create(effect.ref(), SimObjects.module(create, meta(effect)));
      case WriteEffect.CreateRelease create ->
          create(effect.ref(), SimObjects.release(create, nextVersion()));
      case WriteEffect.WriteModuleProperties(var meta, var properties) ->
          update(
              effect.ref(),
              meta,
              o -> new ModuleObject(meta(o), properties, ((ModuleObject) o).status()));
      case WriteEffect.WriteModuleStatus(var meta, var status, _) ->
          update(
              effect.ref(),
              meta,
              o -> new ModuleObject(meta(o), ((ModuleObject) o).properties(), status));
      case WriteEffect.WriteSourceStatus(var meta, var status, _) ->
          update(
              effect.ref(),
              meta,
              o -> new SourceObject(meta(o), ((SourceObject) o).access(), status));
      case WriteEffect.WriteConfigStatus(var meta, var status, _) ->
          update(effect.ref(), meta, o -> SimObjects.with((ConfigObject) o, meta(o), status));
      case WriteEffect.WriteReleaseStatus(var meta, var status, _) ->
          update(
              effect.ref(),
              meta,
              o -> new ReleaseObject(meta(o), ((ReleaseObject) o).spec(), status));
      case WriteEffect.PatchRelease patch ->
          update(
              effect.ref(),
              patch.meta(),
              o -> SimObjects.patched((ReleaseObject) o, patch, nextVersion()));
      case WriteEffect.DeleteObject(var ref, var meta) -> delete(ref, meta);
      case WriteEffect.RefreshObject _ -> throw new IllegalStateException("handled before");
    };
  }

  private ObjectMeta meta(WriteEffect effect) {
    return SimObjects.newMeta(effect.ref().name(), nextVersion());
  }

  private ObjectMeta meta(Object of) {
    return SimObjects.withVersion(SimObjects.meta(of), nextVersion());
  }

  private Outcome create(ObjectRef ref, Object object) {
    var known = objects.putIfAbsent(ref, object);
    return new Outcome.Written(SimObjects.meta(known == null ? object : known).version());
  }

  private Outcome update(
      ObjectRef ref, ObjectMeta observed, java.util.function.UnaryOperator<Object> change) {
    var known = objects.get(ref);
    if (known == null || SimObjects.meta(known).version() != observed.version()) {
      return new Outcome.Conflicted();
    }
    var changed = change.apply(known);
    objects.put(ref, changed);
    return new Outcome.Written(SimObjects.meta(changed).version());
  }

  private Outcome delete(ObjectRef ref, ObjectMeta observed) {
    var known = objects.get(ref);
    if (known != null && SimObjects.meta(known).version() != observed.version()) {
      return new Outcome.Conflicted();
    }
    objects.remove(ref);
    return new Outcome.Written(0);
  }

  /** Versions by object, to see whether anything changed. */
  Map<ObjectRef, Long> versions() {
    var versions = new HashMap<ObjectRef, Long>();
    objects.forEach((ref, object) -> versions.put(ref, SimObjects.meta(object).version()));
    return versions;
  }

  static ObjectRef ref(ObjectKind kind, String name) {
    return new ObjectRef(kind, name);
  }
}
