package io.slipway.kube;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.slipway.api.v1alpha1.Module;
import io.slipway.api.v1alpha1.ModuleProperties;
import io.slipway.api.v1alpha1.ModuleRequirements;
import io.slipway.api.v1alpha1.ModuleStatus;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.ModuleObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads and writes Modules (modules.md 1). */
public final class ModuleMapper {
  /** Keys of {@code properties} that Slipway owns. */
  static final List<String> PROPERTY_KEYS =
      List.of(
          "weight",
          "source",
          "availableSources",
          "releaseChannel",
          "stage",
          "version",
          "updatePolicy",
          "requirements");

  /** Keys of the status that Slipway owns. */
  static final List<String> STATUS_KEYS = List.of("phase", "ready", "conditions");

  private ModuleMapper() {}

  public static ModuleObject toCore(Module wire) {
    return new ModuleObject(
        Wire.meta(wire.getMetadata()), properties(wire.getProperties()), status(wire.getStatus()));
  }

  private static ModuleObject.Properties properties(@Nullable ModuleProperties given) {
    var wire = given == null ? new ModuleProperties() : given;
    var requirements =
        Optional.ofNullable(wire.getRequirements()).orElseGet(ModuleRequirements::new);
    return new ModuleObject.Properties(
        Wire.list(wire.getAvailableSources()),
        Wire.text(wire.getSource()),
        Wire.text(wire.getVersion()),
        Optional.ofNullable(wire.getWeight()).map(Wire::integer),
        Wire.text(wire.getReleaseChannel()),
        Wire.text(wire.getUpdatePolicy()),
        Wire.text(wire.getStage()),
        subjects(requirements),
        Wire.map(requirements.getModules()));
  }

  private static Map<String, String> subjects(ModuleRequirements wire) {
    var subjects = new HashMap<String, String>();
    wire.getOthers().forEach((name, value) -> put(subjects, name, UpdateRules.text(value)));
    put(subjects, "deckhouse", Wire.text(wire.getDeckhouse()));
    put(subjects, "kubernetes", Wire.text(wire.getKubernetes()));
    put(subjects, "bootstrapped", Wire.text(wire.getBootstrapped()));
    return subjects;
  }

  private static void put(Map<String, String> subjects, String name, String constraint) {
    if (!constraint.isEmpty()) {
      subjects.put(name, constraint);
    }
  }

  private static ModuleObject.Status status(@Nullable ModuleStatus wire) {
    return wire == null
        ? ModuleObject.Status.EMPTY
        : new ModuleObject.Status(
            Wire.text(wire.getPhase()),
            Wire.text(wire.getReady()),
            Wire.list(wire.getConditions()).stream().map(ConditionMapper::toCore).toList());
  }

  /** A new Module, without labels and annotations (MOD-1). */
  public static Module toWire(ModuleName name, ModuleObject.Properties properties) {
    var wire = new Module();
    wire.setMetadata(new ObjectMetaBuilder().withName(name.value()).build());
    wire.setProperties(toWire(properties));
    return wire;
  }

  public static ModuleProperties toWire(ModuleObject.Properties properties) {
    var wire = new ModuleProperties();
    wire.setAvailableSources(properties.availableSources());
    wire.setSource(Wire.orNull(properties.source()));
    wire.setVersion(Wire.orNull(properties.version()));
    wire.setWeight(properties.weight().map(Integer::longValue).orElse(null));
    wire.setReleaseChannel(Wire.orNull(properties.releaseChannel()));
    wire.setUpdatePolicy(Wire.orNull(properties.updatePolicy()));
    wire.setStage(Wire.orNull(properties.stage()));
    if (!properties.requirements().isEmpty() || !properties.moduleRequirements().isEmpty()) {
      wire.setRequirements(requirements(properties));
    }
    return wire;
  }

  private static ModuleRequirements requirements(ModuleObject.Properties properties) {
    var wire = new ModuleRequirements();
    properties.requirements().forEach((subject, text) -> require(wire, subject, text));
    wire.setModules(Wire.orNull(properties.moduleRequirements()));
    return wire;
  }

  private static void require(ModuleRequirements wire, String subject, String constraint) {
    switch (subject) {
      case "deckhouse" -> wire.setDeckhouse(constraint);
      case "kubernetes" -> wire.setKubernetes(constraint);
      case "bootstrapped" -> wire.setBootstrapped(constraint);
      default -> wire.setOther(subject, constraint);
    }
  }

  public static ModuleStatus toWire(ModuleObject.Status status) {
    var wire = new ModuleStatus();
    wire.setPhase(Wire.orNull(status.phase()));
    wire.setReady(Wire.orNull(status.ready()));
    if (!status.conditions().isEmpty()) {
      wire.setConditions(status.conditions().stream().map(ConditionMapper::toWire).toList());
    }
    return wire;
  }
}
