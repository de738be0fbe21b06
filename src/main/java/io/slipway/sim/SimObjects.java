package io.slipway.sim;

import io.slipway.core.effect.WriteEffect.CreateModule;
import io.slipway.core.effect.WriteEffect.CreateRelease;
import io.slipway.core.effect.WriteEffect.PatchRelease;
import io.slipway.core.value.ConfigObject;
import io.slipway.core.value.ModuleObject;
import io.slipway.core.value.ObjectMeta;
import io.slipway.core.value.PolicyObject;
import io.slipway.core.value.ReleaseObject;
import io.slipway.core.value.SourceObject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds and changes the objects of a {@link SimCluster}. */
final class SimObjects {
  private SimObjects() {}

  static ObjectMeta newMeta(String name, long version) {
    return new ObjectMeta(name, "uid-" + version, version, 1, Map.of(), Map.of(), List.of(), false);
  }

  static ObjectMeta withVersion(ObjectMeta meta, long version) {
    return new ObjectMeta(
        meta.name(),
        meta.uid(),
        version,
        meta.generation(),
        meta.labels(),
        meta.annotations(),
        meta.finalizers(),
        meta.deleting(),
        meta.created());
  }

  static ObjectMeta meta(Object object) {
    return switch (object) {
      case SourceObject source -> source.meta();
      case ModuleObject module -> module.meta();
      case ConfigObject config -> config.meta();
      case ReleaseObject release -> release.meta();
      case PolicyObject policy -> policy.meta();
      case null, default -> newMeta("", 0);
    };
  }

  /** The same object after somebody wrote to a field that Slipway does not know. */
  static Object touched(Object object, long version) {
    return with(object, withVersion(meta(object), version));
  }

  /** The same object with its end in sight. */
  static Object deleting(Object object, long version) {
    var meta = meta(object);
    return with(
        object,
        new ObjectMeta(
            meta.name(),
            meta.uid(),
            version,
            meta.generation(),
            meta.labels(),
            meta.annotations(),
            meta.finalizers(),
            true,
            meta.created()));
  }

  /** The same object with these labels, annotations and finalizers. */
  static Object marked(
      Object object,
      Map<String, String> labels,
      Map<String, String> annotations,
      List<String> finalizers,
      long version) {
    var meta = meta(object);
    return with(
        object,
        new ObjectMeta(
            meta.name(),
            meta.uid(),
            version,
            meta.generation(),
            labels,
            annotations,
            finalizers,
            meta.deleting()));
  }

  static Object withFinalizers(Object object, List<String> finalizers, long version) {
    var meta = meta(object);
    return marked(object, meta.labels(), meta.annotations(), finalizers, version);
  }

  /** The same object without what anybody has put on it. */
  static Object wiped(Object object) {
    return marked(object, Map.of(), Map.of(), List.of(), meta(object).version());
  }

  static Object with(Object object, ObjectMeta meta) {
    return switch (object) {
      case SourceObject source -> new SourceObject(meta, source.access(), source.status());
      case ModuleObject module -> new ModuleObject(meta, module.properties(), module.status());
      case ConfigObject config -> with(config, meta, config.status());
      case ReleaseObject release -> new ReleaseObject(meta, release.spec(), release.status());
      case PolicyObject policy -> new PolicyObject(meta, policy.policy());
      default -> object;
    };
  }

  static ConfigObject with(ConfigObject config, ObjectMeta meta, ConfigObject.Status status) {
    return new ConfigObject(
        meta,
        config.enabled(),
        config.source(),
        config.updatePolicy(),
        config.version(),
        config.settingsJson(),
        config.platform(),
        status);
  }

  static ModuleObject module(CreateModule create, ObjectMeta meta) {
    return new ModuleObject(meta, create.properties(), ModuleObject.Status.EMPTY);
  }

  static ReleaseObject release(CreateRelease create, long version, Instant now) {
    var meta =
        new ObjectMeta(
            create.name(),
            "uid-" + version,
            version,
            1,
            create.labels(),
            create.annotations(),
            List.of(),
            false,
            Optional.of(now));
    return new ReleaseObject(meta, create.spec(), ReleaseObject.Status.EMPTY);
  }

  static ReleaseObject patched(ReleaseObject release, PatchRelease patch, long version) {
    var meta = release.meta();
    var patched =
        new ObjectMeta(
            meta.name(),
            meta.uid(),
            version,
            meta.generation(),
            merged(meta.labels(), patch.labels()),
            merged(meta.annotations(), patch.annotations()),
            meta.finalizers(),
            meta.deleting(),
            meta.created());
    return new ReleaseObject(patched, spec(release.spec(), patch), release.status());
  }

  private static ReleaseObject.Spec spec(ReleaseObject.Spec spec, PatchRelease patch) {
    return new ReleaseObject.Spec(
        spec.moduleName(),
        spec.version(),
        spec.definition(),
        patch.applyAfter().or(spec::applyAfter),
        spec.changelogJson(),
        spec.security());
  }

  private static Map<String, String> merged(
      Map<String, String> into, Map<String, Optional<String>> patch) {
    var merged = new HashMap<>(into);
    patch.forEach(
        (key, value) ->
            value.ifPresentOrElse(text -> merged.put(key, text), () -> merged.remove(key)));
    return merged;
  }
}
