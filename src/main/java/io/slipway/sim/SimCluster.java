package io.slipway.sim;

import io.slipway.core.effect.Cluster;
import io.slipway.core.effect.WriteEffect;
import io.slipway.core.event.ClusterEvent;
import io.slipway.core.value.ConfigObject;
import io.slipway.core.value.ModuleObject;
import io.slipway.core.value.ObjectKind;
import io.slipway.core.value.ObjectMeta;
import io.slipway.core.value.ObjectRef;
import io.slipway.core.value.PolicyObject;
import io.slipway.core.value.ReleaseObject;
import io.slipway.core.value.SourceObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A Kubernetes API that keeps core objects: numbered versions, rejected stale writes, failures, and
 * one watcher that is told late, twice, or of the newest state only.
 */
final class SimCluster implements Cluster {
  private static final Duration WIRE_MAX = Duration.ofMillis(1_500);

  private final Faults faults;
  private final InstantSource clock;
  private final TreeMap<ObjectRef, Object> objects =
      new TreeMap<>(Comparator.comparing(ObjectRef::toString));
  private final History<ObjectRef, Object> history;
  private final Map<Long, Object> archive = new HashMap<>();
  private final Map<ObjectRef, String> owners = new HashMap<>();
  private final List<WriteEffect> writes = new ArrayList<>();
  private Consumer<ObjectRef> watcher = _ -> {};
  private Consumer<WriteEffect> guard = _ -> {};
  private Predicate<WriteEffect> overwrites = _ -> false;
  private long version;

  SimCluster(Faults faults, InstantSource clock) {
    this.faults = faults;
    this.clock = clock;
    this.history = new History<>(clock);
  }

  void watch(Consumer<ObjectRef> watcher) {
    this.watcher = watcher;
  }

  /** Who looks at each write just before it is done. */
  void guard(Consumer<WriteEffect> guard) {
    this.guard = guard;
  }

  /** Writes that wipe off what others have put on the object. */
  void overwrites(Predicate<WriteEffect> overwrites) {
    this.overwrites = overwrites;
  }

  /** Everything of a kind as it was then. */
  ClusterEvent listing(ObjectKind kind, Instant then) {
    var past = history.at(then, objects).values();
    return switch (kind) {
      case SOURCE -> new ClusterEvent.SourcesListed(only(SourceObject.class, past));
      case MODULE -> new ClusterEvent.ModulesListed(only(ModuleObject.class, past));
      case CONFIG -> new ClusterEvent.ConfigsListed(only(ConfigObject.class, past));
      case RELEASE -> new ClusterEvent.ReleasesListed(only(ReleaseObject.class, past));
      case POLICY -> new ClusterEvent.PoliciesListed(only(PolicyObject.class, past));
    };
  }

  List<ObjectRef> changedSince(ObjectKind kind, Instant then) {
    return history.changedSince(then).stream().filter(ref -> ref.kind() == kind).toList();
  }

  /** The newest state of an object, as a watch tells it. */
  ClusterEvent seen(ObjectRef ref) {
    return switch (objects.get(ref)) {
      case SourceObject source -> new ClusterEvent.SourceObserved(source);
      case ModuleObject module -> new ClusterEvent.ModuleObserved(module);
      case ConfigObject config -> new ClusterEvent.ConfigObserved(config);
      case ReleaseObject release -> new ClusterEvent.ReleaseObserved(release);
      case PolicyObject policy -> new ClusterEvent.PolicyObserved(policy);
      case null -> new ClusterEvent.Gone(ref);
      default -> throw new IllegalStateException("no such kind: " + ref);
    };
  }

  /** Writes that were accepted since the last call. */
  List<WriteEffect> takeWrites() {
    var taken = List.copyOf(writes);
    writes.clear();
    return taken;
  }

  /** How many of the writes kept are of this object. */
  long writesOf(ObjectRef ref) {
    return writes.stream().filter(write -> write.ref().equals(ref)).count();
  }

  Optional<Object> get(ObjectRef ref) {
    return Optional.ofNullable(objects.get(ref));
  }

  /** An object as it was at a version; every version is of one object only. */
  <T> Optional<T> archived(long version, Class<T> type) {
    return Optional.ofNullable(archive.get(version)).filter(type::isInstance).map(type::cast);
  }

  /** Uid of the source that owns a release. */
  Optional<String> ownerOf(ObjectRef release) {
    return Optional.ofNullable(owners.get(release));
  }

  <T> List<T> list(Class<T> type) {
    return only(type, objects.values());
  }

  private static <T> List<T> only(Class<T> type, Collection<Object> of) {
    return of.stream().filter(type::isInstance).map(type::cast).toList();
  }

  List<ObjectRef> refs() {
    return List.copyOf(objects.keySet());
  }

  long nextVersion() {
    return ++version;
  }

  /** What a user does; always succeeds. */
  void put(ObjectRef ref, Object object) {
    set(ref, object);
    watcher.accept(ref);
  }

  /** An object with finalizers stays until they are taken away. */
  void remove(ObjectRef ref) {
    if (objects.containsKey(ref)) {
      unset(ref);
      watcher.accept(ref);
    }
  }

  private void set(ObjectRef ref, Object object) {
    var meta = SimObjects.meta(object);
    var isOver = meta.deleting() && meta.finalizers().isEmpty();
    var before = isOver ? objects.remove(ref) : objects.put(ref, object);
    history.changed(ref, Optional.ofNullable(before));
    archive.put(meta.version(), object);
  }

  private void unset(ObjectRef ref) {
    set(ref, SimObjects.deleting(objects.get(ref), nextVersion()));
  }

  @Override
  public Outcome write(WriteEffect effect) {
    if (effect instanceof WriteEffect.RefreshObject) {
      Strand.midst(WIRE_MAX);
      watcher.accept(effect.ref());
      return new Outcome.Written(SimObjects.meta(objects.get(effect.ref())).version());
    }
    Strand.onTheWire(WIRE_MAX);
    if (faults.happens(Fault.WRITE_FAILS) || !isReached()) {
      return new Outcome.Failed("the server is currently unable to handle the request");
    }
    if (faults.happens(Fault.FOREIGN_WRITE)) {
      get(effect.ref()).ifPresent(o -> put(effect.ref(), SimObjects.touched(o, nextVersion())));
    }
    guard.accept(effect);
    var outcome = apply(effect);
    if (outcome instanceof Outcome.Written) {
      if (overwrites.test(effect)) {
        objects.computeIfPresent(effect.ref(), (_, object) -> SimObjects.wiped(object));
      }
      writes.add(effect);
      watcher.accept(effect.ref());
    }
    Strand.midst(WIRE_MAX);
    return faults.happens(Fault.ANSWER_IS_LOST) || !isReached()
        ? new Outcome.Failed("timeout")
        : outcome;
  }

  private static boolean isReached() {
    return Strand.caller().map(SimProcess::isConnected).orElse(true);
  }

  private Outcome apply(WriteEffect effect) {
    return switch (effect) {
      case WriteEffect.CreateModule create ->
          create(effect.ref(), SimObjects.module(create, meta(effect)));
      case WriteEffect.CreateRelease create -> createRelease(create);
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
      case WriteEffect.WriteSourceFinalizers wish ->
          update(
              effect.ref(),
              wish.meta(),
              o -> SimObjects.withFinalizers(o, wish.finalizers(), nextVersion()));
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
              o -> {
                patch.owner().ifPresent(owner -> owners.put(patch.ref(), owner.uid()));
                return SimObjects.patched((ReleaseObject) o, patch, nextVersion());
              });
      case WriteEffect.DeleteObject(var ref, var meta) -> delete(ref, meta);
      case WriteEffect.RefreshObject _ -> throw new IllegalStateException("handled before");
    };
  }

  private Outcome createRelease(WriteEffect.CreateRelease create) {
    if (!objects.containsKey(create.ref())) {
      owners.put(create.ref(), create.ownerUid());
    }
    return create(create.ref(), SimObjects.release(create, nextVersion(), clock.instant()));
  }

  private ObjectMeta meta(WriteEffect effect) {
    return SimObjects.newMeta(effect.ref().name(), nextVersion());
  }

  private ObjectMeta meta(Object of) {
    return SimObjects.withVersion(SimObjects.meta(of), nextVersion());
  }

  private Outcome create(ObjectRef ref, Object object) {
    var known = objects.get(ref);
    if (known == null) {
      set(ref, object);
    }
    return new Outcome.Written(SimObjects.meta(known == null ? object : known).version());
  }

  private Outcome update(ObjectRef ref, ObjectMeta observed, UnaryOperator<Object> change) {
    var known = objects.get(ref);
    if (known == null || SimObjects.meta(known).version() != observed.version()) {
      return new Outcome.Conflicted();
    }
    var changed = change.apply(known);
    set(ref, changed);
    return new Outcome.Written(objects.containsKey(ref) ? SimObjects.meta(changed).version() : 0);
  }

  private Outcome delete(ObjectRef ref, ObjectMeta observed) {
    var known = objects.get(ref);
    if (known != null && SimObjects.meta(known).version() != observed.version()) {
      return new Outcome.Conflicted();
    }
    if (known != null) {
      unset(ref);
    }
    return new Outcome.Written(0);
  }

  /** Versions by object, to see whether anything changed. */
  Map<ObjectRef, Long> versions() {
    var versions = new HashMap<ObjectRef, Long>();
    objects.forEach((ref, object) -> versions.put(ref, SimObjects.meta(object).version()));
    return versions;
  }
}
