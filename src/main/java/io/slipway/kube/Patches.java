package io.slipway.kube;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.slipway.api.v1alpha1.Module;
import io.slipway.api.v1alpha1.ModuleProperties;
import io.slipway.core.effect.WriteEffect.PatchRelease;
import io.slipway.core.value.ModuleObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Bodies of JSON merge patches. Keys that Slipway does not own are never named, so they stay; an
 * owned key that is absent is named with null, which removes it.
 */
final class Patches {
  private static final String MODULES = "modules";
  private static final String REQUIREMENTS = "requirements";
  private static final KubernetesSerialization WIRE = new KubernetesSerialization();

  private Patches() {}

  /** Exactly the owned keys of a section. */
  static Map<String, @Nullable Object> section(Object bean, List<String> owned) {
    var given = tree(bean);
    var section = new HashMap<String, @Nullable Object>();
    owned.forEach(key -> section.put(key, given.get(key)));
    return section;
  }

  /**
   * Section {@code properties}. Requirements are an open map, and a merge patch replaces no map as
   * a whole, so what the object has and should not keep is removed by name.
   */
  static Map<String, @Nullable Object> properties(Module before, ModuleObject.Properties wished) {
    var section = section(ModuleMapper.toWire(wished), ModuleMapper.PROPERTY_KEYS);
    if (section.get(REQUIREMENTS) instanceof Map<?, ?> after) {
      var had = Optional.ofNullable(before.getProperties()).map(ModuleProperties::getRequirements);
      section.put(REQUIREMENTS, replaced(had.map(Patches::tree).orElse(Map.of()), after));
    }
    return Map.of("properties", section);
  }

  private static Map<String, @Nullable Object> replaced(Map<?, ?> before, Map<?, ?> after) {
    var patch = new HashMap<String, @Nullable Object>();
    keys(before).forEach(key -> patch.put(key, null));
    after.forEach((key, value) -> patch.put(String.valueOf(key), value));
    if (before.get(MODULES) instanceof Map<?, ?> had && after.get(MODULES) instanceof Map<?, ?> m) {
      patch.put(MODULES, replaced(had, m));
    }
    return patch;
  }

  private static Set<String> keys(Map<?, ?> map) {
    return map.keySet().stream().map(String::valueOf).collect(java.util.stream.Collectors.toSet());
  }

  /**
   * Just the named labels and annotations, the time when there is a new one, and the owner when
   * there is a new one, in place of the source that was it before.
   *
   * @param owners of the object as it is, needed only when there is a new one
   */
  static Map<String, @Nullable Object> release(PatchRelease wish, List<OwnerReference> owners) {
    var metadata = new HashMap<String, @Nullable Object>();
    if (!wish.labels().isEmpty()) {
      metadata.put("labels", nullable(wish.labels()));
    }
    if (!wish.annotations().isEmpty()) {
      metadata.put("annotations", nullable(wish.annotations()));
    }
    wish.owner()
        .map(ModuleReleaseMapper::toWire)
        .ifPresent(owner -> metadata.put("ownerReferences", owners(owners, owner)));
    var patch = new HashMap<String, @Nullable Object>();
    patch.put("metadata", metadata);
    wish.applyAfter().ifPresent(at -> patch.put("spec", Map.of("applyAfter", Wire.time(at))));
    return patch;
  }

  private static List<Map<String, @Nullable Object>> owners(
      List<OwnerReference> before, OwnerReference now) {
    var foreign = before.stream().filter(owner -> !owner.getKind().equals(now.getKind()));
    return Stream.concat(foreign, Stream.of(now)).map(Patches::tree).toList();
  }

  private static Map<String, @Nullable Object> nullable(Map<String, Optional<String>> values) {
    var patch = new HashMap<String, @Nullable Object>();
    values.forEach((key, value) -> patch.put(key, value.orElse(null)));
    return patch;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, @Nullable Object> tree(Object bean) {
    return WIRE.convertValue(bean, Map.class);
  }
}
