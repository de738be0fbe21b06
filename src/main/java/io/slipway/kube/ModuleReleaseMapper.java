package io.slipway.kube;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.slipway.api.v1alpha1.ModuleRelease;
import io.slipway.api.v1alpha1.ModuleReleaseSpec;
import io.slipway.api.v1alpha1.ModuleReleaseStatus;
import io.slipway.api.v1alpha1.ReleaseRequirements;
import io.slipway.api.v1alpha1.ReleaseUpdate;
import io.slipway.api.v1alpha1.UpdateJump;
import io.slipway.core.effect.WriteEffect.CreateRelease;
import io.slipway.core.effect.WriteEffect.PatchRelease.Owner;
import io.slipway.core.value.ModuleDefinition;
import io.slipway.core.value.ReleaseObject;
import io.slipway.core.value.ReleasePhase;
import io.slipway.core.value.SemVer;
import io.slipway.core.value.VersionJump;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads and writes ModuleReleases (releases.md 1, sources.md 3.10). */
public final class ModuleReleaseMapper {
  /** Keys of the status that Slipway owns. */
  static final List<String> STATUS_KEYS =
      List.of(
          "phase",
          "message",
          "transitionTime",
          "approved",
          "size",
          "pullDuration",
          "observedGeneration",
          "conditions");

  private ModuleReleaseMapper() {}

  public static ReleaseObject toCore(ModuleRelease wire) {
    var spec = Optional.ofNullable(wire.getSpec()).orElseGet(ModuleReleaseSpec::new);
    return new ReleaseObject(Wire.meta(wire.getMetadata()), spec(spec), status(wire.getStatus()));
  }

  private static ReleaseObject.Spec spec(ModuleReleaseSpec wire) {
    return new ReleaseObject.Spec(
        Wire.text(wire.getModuleName()),
        SemVer.parse(Wire.text(wire.getVersion())),
        definition(wire),
        Wire.instant(wire.getApplyAfter()),
        CanonicalJson.of(wire.getChangelog()),
        Changelog.namesSecurity(wire.getChangelog()));
  }

  private static ModuleDefinition definition(ModuleReleaseSpec wire) {
    var requirements =
        Optional.ofNullable(wire.getRequirements()).orElseGet(ReleaseRequirements::new);
    var subjects = new HashMap<String, String>();
    subjects.put("deckhouse", Wire.text(requirements.getDeckhouse()));
    subjects.put("kubernetes", Wire.text(requirements.getKubernetes()));
    subjects.values().removeIf(String::isEmpty);
    return new ModuleDefinition(
        Optional.ofNullable(wire.getWeight()).map(Wire::integer),
        "",
        subjects,
        Wire.map(requirements.getModules()),
        jumps(wire));
  }

  private static List<VersionJump> jumps(ModuleReleaseSpec wire) {
    return Optional.ofNullable(wire.getUpdate()).map(ReleaseUpdate::getVersions).stream()
        .flatMap(versions -> Wire.list(versions).stream())
        .map(jump -> new VersionJump(Wire.text(jump.getFrom()), Wire.text(jump.getTo())))
        .toList();
  }

  private static ReleaseObject.Status status(@Nullable ModuleReleaseStatus wire) {
    return wire == null
        ? ReleaseObject.Status.EMPTY
        : new ReleaseObject.Status(
            ReleasePhase.parse(Wire.text(wire.getPhase())),
            Wire.text(wire.getMessage()),
            Wire.instant(wire.getTransitionTime()),
            Boolean.TRUE.equals(wire.getApproved()),
            wire.getSize() == null ? 0 : wire.getSize(),
            Wire.text(wire.getPullDuration()),
            standing(wire));
  }

  private static ReleaseObject.Standing standing(ModuleReleaseStatus wire) {
    return new ReleaseObject.Standing(
        wire.getObservedGeneration() == null ? 0 : wire.getObservedGeneration(),
        Wire.list(wire.getConditions()).stream().map(ConditionMapper::toCore).toList());
  }

  /** A new release with its labels, annotations and owner (REL-40 to REL-51). */
  public static ModuleRelease toWire(CreateRelease wish) {
    var wire = new ModuleRelease();
    wire.setMetadata(
        new ObjectMetaBuilder()
            .withName(wish.name())
            .withLabels(wish.labels())
            .withAnnotations(Wire.orNull(wish.annotations()))
            .withOwnerReferences(toWire(new Owner(wish.owner(), wish.ownerUid())))
            .build());
    wire.setSpec(toWire(wish.spec()));
    return wire;
  }

  /** The controlling source (REL-42). */
  static OwnerReference toWire(Owner owner) {
    return new OwnerReferenceBuilder()
        .withApiVersion(WireKind.SOURCE.apiVersion())
        .withKind(WireKind.SOURCE.kind().label())
        .withName(owner.source().value())
        .withUid(owner.uid())
        .withController(true)
        .build();
  }

  /** The stage has no place in a release; everything else comes back unchanged. */
  public static ModuleReleaseSpec toWire(ReleaseObject.Spec spec) {
    var definition = spec.definition();
    var wire = new ModuleReleaseSpec();
    wire.setModuleName(spec.moduleName());
    wire.setVersion(spec.version().map(SemVer::toString).orElse(""));
    wire.setWeight(definition.weight().map(Integer::longValue).orElse(null));
    wire.setApplyAfter(Wire.orNull(spec.applyAfter()));
    wire.setChangelog(Wire.orNull(CanonicalJson.parse(spec.changelogJson())));
    var requirements = requirements(definition);
    wire.setRequirements(requirements);
    wire.setUpdate(update(definition));
    return wire;
  }

  /** Both texts are required, so an empty one is written too (REL-49). */
  private static @Nullable ReleaseUpdate update(ModuleDefinition definition) {
    if (definition.jumps().isEmpty()) {
      return null;
    }
    var wire = new ReleaseUpdate();
    wire.setVersions(definition.jumps().stream().map(ModuleReleaseMapper::toWire).toList());
    return wire;
  }

  private static UpdateJump toWire(VersionJump jump) {
    var wire = new UpdateJump();
    wire.setFrom(jump.from());
    wire.setTo(jump.to());
    return wire;
  }

  private static @Nullable ReleaseRequirements requirements(ModuleDefinition definition) {
    Map<String, String> subjects = definition.requirements();
    var wire = new ReleaseRequirements();
    wire.setDeckhouse(Wire.orNull(subjects.getOrDefault("deckhouse", "")));
    wire.setKubernetes(Wire.orNull(subjects.getOrDefault("kubernetes", "")));
    wire.setModules(Wire.orNull(definition.moduleRequirements()));
    var isEmpty =
        wire.getDeckhouse() == null && wire.getKubernetes() == null && wire.getModules() == null;
    return isEmpty ? null : wire;
  }

  public static ModuleReleaseStatus toWire(ReleaseObject.Status status) {
    var wire = new ModuleReleaseStatus();
    wire.setPhase(Wire.orNull(status.phase().label()));
    wire.setMessage(Wire.orNull(status.message()));
    wire.setTransitionTime(Wire.orNull(status.transitionTime()));
    wire.setApproved(status.approved());
    wire.setSize(Wire.orNull(status.sizeBytes()));
    wire.setPullDuration(Wire.orNull(status.pullDuration()));
    var standing = status.standing();
    wire.setObservedGeneration(Wire.orNull(standing.observedGeneration()));
    if (!standing.conditions().isEmpty()) {
      wire.setConditions(standing.conditions().stream().map(ConditionMapper::toWire).toList());
    }
    return wire;
  }
}
