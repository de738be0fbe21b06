package io.slipway.core.projection;

import io.slipway.core.value.ConfigObject;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.NotificationSettings;
import io.slipway.core.value.ObjectRef;
import io.slipway.core.value.PlatformSettings;
import io.slipway.core.value.PolicyObject;
import io.slipway.core.value.SourceName;
import io.slipway.core.value.UpdatePolicy;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.pcollections.HashTreePMap;
import org.pcollections.HashTreePSet;
import org.pcollections.PMap;
import org.pcollections.PSet;

/**
 * Everything Slipway knows, immutable. Product of small projections.
 *
 * @param releaseOwners module of each observed ModuleRelease, by object name
 * @param deployed names of the releases that are Deployed, by the source they come from
 * @param requirers names of the releases that ask something of a module, by that module
 */
public record World(
    Settings settings,
    Standing standing,
    PMap<SourceName, SourceProjection> sources,
    PMap<ModuleName, ModuleProjection> modules,
    PMap<String, ModuleName> releaseOwners,
    PMap<SourceName, PSet<String>> deployed,
    PMap<ModuleName, PSet<String>> requirers,
    PMap<String, PolicyObject> policies,
    EffectsProjection effects) {
  public static World initial(Settings settings) {
    return new World(
        settings,
        Standing.INITIAL,
        HashTreePMap.empty(),
        HashTreePMap.empty(),
        HashTreePMap.empty(),
        HashTreePMap.empty(),
        HashTreePMap.empty(),
        HashTreePMap.empty(),
        EffectsProjection.INITIAL);
  }

  public SourceProjection source(SourceName name) {
    return sources.getOrDefault(name, SourceProjection.unknown(name));
  }

  public ModuleProjection module(ModuleName name) {
    return modules.getOrDefault(name, ModuleProjection.unknown(name));
  }

  /** Whether a release of the source is Deployed (DEL-2). */
  public boolean hasDeployed(SourceName source) {
    return deployed.containsKey(source);
  }

  /** Modules of which some release asks something of this one. */
  public Set<ModuleName> requirersOf(ModuleName module) {
    return requirers.getOrDefault(module, HashTreePSet.empty()).stream()
        .map(releaseOwners::get)
        .filter(Objects::nonNull)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Policy of modules that name none: read live from ModuleConfig {@code deckhouse}. */
  public UpdatePolicy defaultPolicy() {
    return platform()
        .flatMap(ConfigObject::platform)
        .map(PlatformSettings::policy)
        .orElse(UpdatePolicy.DEFAULT);
  }

  /** ModuleConfig {@code deckhouse}, while there is one. */
  public Optional<ConfigObject> platform() {
    return module(new ModuleName(UpdatePolicy.DEFAULT_NAME)).config();
  }

  /** How people are told of releases, whatever policy is in force for a module. */
  public Optional<NotificationSettings> notification() {
    return platform().flatMap(ConfigObject::platform).flatMap(PlatformSettings::notification);
  }

  /** resourceVersion at which the object was last observed; empty when it is not known. */
  public Optional<Long> versionOf(ObjectRef ref) {
    return switch (ref.kind()) {
      case SOURCE -> source(new SourceName(ref.name())).object().map(o -> o.meta().version());
      case MODULE -> module(new ModuleName(ref.name())).module().map(o -> o.meta().version());
      case CONFIG -> module(new ModuleName(ref.name())).configObject().map(o -> o.meta().version());
      case POLICY -> Optional.ofNullable(policies.get(ref.name())).map(o -> o.meta().version());
      case RELEASE -> releaseVersion(ref.name());
    };
  }

  private Optional<Long> releaseVersion(String name) {
    return Optional.ofNullable(releaseOwners.get(name))
        .map(owner -> module(owner).releases().get(name))
        .map(release -> release.meta().version());
  }

  World with(Standing now) {
    return now == standing
        ? this
        : new World(
            settings, now, sources, modules, releaseOwners, deployed, requirers, policies, effects);
  }

  World with(EffectsProjection now) {
    return now == effects
        ? this
        : new World(
            settings,
            standing,
            sources,
            modules,
            releaseOwners,
            deployed,
            requirers,
            policies,
            now);
  }

  World with(SourceProjection now) {
    return now.equals(sources.get(now.name())) ? this : withSources(sources.plus(now.name(), now));
  }

  World withSources(PMap<SourceName, SourceProjection> now) {
    return now == sources
        ? this
        : new World(
            settings,
            standing,
            now,
            modules,
            releaseOwners,
            deployed,
            requirers,
            policies,
            effects);
  }

  World with(ModuleProjection now) {
    if (now.isEmpty()) {
      return withModules(modules.minus(now.name()));
    }
    return now.equals(modules.get(now.name())) ? this : withModules(modules.plus(now.name(), now));
  }

  World withModules(PMap<ModuleName, ModuleProjection> now) {
    return now == modules
        ? this
        : new World(
            settings,
            standing,
            sources,
            now,
            releaseOwners,
            deployed,
            requirers,
            policies,
            effects);
  }

  World withReleaseOwners(PMap<String, ModuleName> now) {
    return now == releaseOwners
        ? this
        : new World(
            settings, standing, sources, modules, now, deployed, requirers, policies, effects);
  }

  World withDeployed(PMap<SourceName, PSet<String>> now) {
    return now == deployed
        ? this
        : new World(
            settings, standing, sources, modules, releaseOwners, now, requirers, policies, effects);
  }

  World withRequirers(PMap<ModuleName, PSet<String>> now) {
    return now == requirers
        ? this
        : new World(
            settings, standing, sources, modules, releaseOwners, deployed, now, policies, effects);
  }

  World withPolicies(PMap<String, PolicyObject> now) {
    return now.equals(policies)
        ? this
        : new World(
            settings, standing, sources, modules, releaseOwners, deployed, requirers, now, effects);
  }
}
