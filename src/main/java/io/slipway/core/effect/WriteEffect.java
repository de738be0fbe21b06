package io.slipway.core.effect;

import io.slipway.core.value.ConfigObject;
import io.slipway.core.value.EffectKey;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.ModuleObject;
import io.slipway.core.value.ObjectKind;
import io.slipway.core.value.ObjectMeta;
import io.slipway.core.value.ObjectRef;
import io.slipway.core.value.ReleaseObject;
import io.slipway.core.value.SourceName;
import io.slipway.core.value.SourceObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes of objects of the group {@code deckhouse.io}; one at a time for an object. Status and
 * merge writes carry the version that was observed, so that a foreign change in between is never
 * overwritten.
 */
public sealed interface WriteEffect extends Effect {
  ObjectRef ref();

  /** resourceVersion of the observation it builds upon; 0 when there is none. */
  default long base() {
    return switch (this) {
      case CreateModule _, CreateRelease _, RefreshObject _ -> 0;
      case WriteModuleProperties write -> write.meta().version();
      case WriteModuleStatus write -> write.meta().version();
      case WriteSourceStatus write -> write.meta().version();
      case WriteSourceFinalizers write -> write.meta().version();
      case WriteConfigStatus write -> write.meta().version();
      case WriteReleaseStatus write -> write.meta().version();
      case PatchRelease write -> write.meta().version();
      case DeleteObject delete -> delete.meta().version();
    };
  }

  /** Wishes that build upon one observation share their pause: see {@link Effect#identity}. */
  @Override
  default String identity() {
    return String.valueOf(base());
  }

  @Override
  default EffectKey key() {
    return new EffectKey("Write", ref().toString());
  }

  /** Creates a Module that a source offers (MOD-1). */
  record CreateModule(ModuleName module, ModuleObject.Properties properties)
      implements WriteEffect {
    @Override
    public ObjectRef ref() {
      return new ObjectRef(ObjectKind.MODULE, module.value());
    }

    @Override
    public String identity() {
      return "create";
    }
  }

  /** Creates a ModuleRelease owned by its source (REL-40 to REL-52). */
  record CreateRelease(
      String name,
      Map<String, String> labels,
      Map<String, String> annotations,
      SourceName owner,
      String ownerUid,
      ReleaseObject.Spec spec)
      implements WriteEffect {
    @Override
    public ObjectRef ref() {
      return new ObjectRef(ObjectKind.RELEASE, name);
    }

    @Override
    public String identity() {
      return "create";
    }
  }

  /** Replaces section {@code properties} of a Module. */
  record WriteModuleProperties(ObjectMeta meta, ModuleObject.Properties properties)
      implements WriteEffect {
    @Override
    public ObjectRef ref() {
      return new ObjectRef(ObjectKind.MODULE, meta.name());
    }
  }

  record WriteModuleStatus(ObjectMeta meta, ModuleObject.Status status, List<Notice> notices)
      implements WriteEffect {
    @Override
    public ObjectRef ref() {
      return new ObjectRef(ObjectKind.MODULE, meta.name());
    }
  }

  record WriteSourceStatus(ObjectMeta meta, SourceObject.Status status, List<Notice> notices)
      implements WriteEffect {
    @Override
    public ObjectRef ref() {
      return new ObjectRef(ObjectKind.SOURCE, meta.name());
    }
  }

  /**
   * Replaces the finalizers of a source.
   *
   * @param finalizers all it is to have, those of others included
   */
  record WriteSourceFinalizers(ObjectMeta meta, List<String> finalizers) implements WriteEffect {
    public WriteSourceFinalizers {
      finalizers = List.copyOf(finalizers);
    }

    @Override
    public ObjectRef ref() {
      return new ObjectRef(ObjectKind.SOURCE, meta.name());
    }

    /** Whether the object is gone as soon as this is written. */
    public boolean isLast() {
      return meta.deleting() && finalizers.isEmpty();
    }
  }

  record WriteConfigStatus(ObjectMeta meta, ConfigObject.Status status, List<Notice> notices)
      implements WriteEffect {
    @Override
    public ObjectRef ref() {
      return new ObjectRef(ObjectKind.CONFIG, meta.name());
    }
  }

  record WriteReleaseStatus(ObjectMeta meta, ReleaseObject.Status status, List<Notice> notices)
      implements WriteEffect {
    @Override
    public ObjectRef ref() {
      return new ObjectRef(ObjectKind.RELEASE, meta.name());
    }
  }

  /**
   * Sets or removes (absent value) just these labels and annotations of a release.
   *
   * @param owner new owner by name and uid; absent leaves the owner references alone
   * @param applyAfter new {@code spec.applyAfter}; absent leaves it alone
   */
  record PatchRelease(
      ObjectMeta meta,
      Map<String, Optional<String>> labels,
      Map<String, Optional<String>> annotations,
      Optional<Owner> owner,
      Optional<Instant> applyAfter)
      implements WriteEffect {
    /** ModuleSource that a release is garbage-collected with (REL-42). */
    public record Owner(SourceName source, String uid) {}

    /** A change of metadata alone. */
    public PatchRelease(
        ObjectMeta meta,
        Map<String, Optional<String>> labels,
        Map<String, Optional<String>> annotations,
        Optional<Owner> owner) {
      this(meta, labels, annotations, owner, Optional.empty());
    }

    @Override
    public ObjectRef ref() {
      return new ObjectRef(ObjectKind.RELEASE, meta.name());
    }
  }

  /** Deletes an object, if it is still the one observed. */
  record DeleteObject(ObjectRef ref, ObjectMeta meta) implements WriteEffect {}

  /** Reads an object afresh, because the echo of its last write has not come (style.md 3.9). */
  record RefreshObject(ObjectRef ref) implements WriteEffect {
    public static RefreshObject of(ReleaseObject release) {
      return new RefreshObject(new ObjectRef(ObjectKind.RELEASE, release.name()));
    }

    @Override
    public String identity() {
      return "refresh";
    }
  }
}
