package io.slipway.sim;

import io.slipway.core.projection.World;
import io.slipway.core.value.ConfigObject;
import io.slipway.core.value.HelmRecord;
import io.slipway.core.value.InstallationId;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.ObjectKind;
import io.slipway.core.value.ObjectRef;
import io.slipway.core.value.PlatformSettings;
import io.slipway.core.value.PolicyObject;
import io.slipway.core.value.ReleaseChannel;
import io.slipway.core.value.ReleaseObject;
import io.slipway.core.value.ReleasePhase;
import io.slipway.core.value.SemVer;
import io.slipway.core.value.UpdateMode;
import io.slipway.core.value.UpdatePolicy;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What is known of a module at an instant, from the objects as people wrote them: either as they
 * are, or in the versions that a process has seen, which may be older.
 *
 * @param policyName that the user has chosen
 * @param policy absent when there is none of that name
 * @param releases that are not being deleted, ascending
 * @param inForce the Deployed release; while one takes over, the one before that still runs
 * @param runs version that is installed
 * @param hasRun whether a version is installed
 * @param cluster version of it
 * @param platform version of it
 * @param others version in force of another module, while that is enabled
 */
record Facts(
    Instant now,
    String policyName,
    Optional<UpdatePolicy> policy,
    List<ReleaseObject> releases,
    Optional<ReleaseObject> inForce,
    Optional<SemVer> runs,
    Predicate<SemVer> hasRun,
    SemVer cluster,
    SemVer platform,
    Function<ModuleName, Optional<SemVer>> others) {
  private static final String DEFAULT = "deckhouse";

  /** As they are in the cluster. */
  static Facts of(Simulation sim, ModuleName module) {
    return of(
        sim.agenda.instant(),
        ref -> sim.cluster.get(ref),
        module,
        _ -> sim.cluster.list(ReleaseObject.class),
        name -> sim.installer.record(name).flatMap(HelmRecord::id).map(InstallationId::version),
        version ->
            sim.installer
                .record(module)
                .filter(HelmRecord::isDeployed)
                .filter(r -> r.chartVersion().equals(version.toString()))
                .isPresent(),
        sim.surroundings.cluster(),
        sim.surroundings.platform());
  }

  /** In the versions a process has seen. */
  static Facts seenBy(SimProcess process, Simulation sim, World world, ModuleName module) {
    return of(
        process.now(),
        ref -> world.versionOf(ref).flatMap(version -> sim.cluster.archived(version, Object.class)),
        module,
        name ->
            world.module(name).releases().values().stream()
                .flatMap(
                    r -> sim.cluster.archived(r.meta().version(), ReleaseObject.class).stream())
                .toList(),
        name -> installed(world, name),
        version -> sim.installer.hasRun(module, version),
        world.standing().serverVersion().orElse(SemVer.of(0, 0, 0)),
        world.settings().platformVersion());
  }

  private static Optional<SemVer> installed(World world, ModuleName name) {
    var run = world.module(name).run();
    return run.installed()
        .or(() -> run.helm().flatMap(HelmRecord::id))
        .map(InstallationId::version);
  }

  private static Facts of(
      Instant now,
      Function<ObjectRef, Optional<Object>> objects,
      ModuleName module,
      Function<ModuleName, List<ReleaseObject>> all,
      Function<ModuleName, Optional<SemVer>> installed,
      Predicate<SemVer> hasRun,
      SemVer cluster,
      SemVer platform) {
    var name = config(objects, module.value()).map(ConfigObject::updatePolicy).orElse("");
    var releases = of(module, all);
    return new Facts(
        now,
        name,
        policy(objects, name),
        releases,
        inForce(releases, installed.apply(module)),
        installed.apply(module),
        hasRun,
        cluster,
        platform,
        other ->
            config(objects, other.value())
                .filter(ConfigObject::switchesOn)
                .flatMap(_ -> inForce(of(other, all), installed.apply(other)))
                .map(Facts::version));
  }

  private static List<ReleaseObject> of(
      ModuleName module, Function<ModuleName, List<ReleaseObject>> all) {
    return all.apply(module).stream()
        .filter(release -> release.spec().moduleName().equals(module.value()))
        .filter(release -> !release.meta().deleting())
        .sorted(Comparator.comparing(Facts::version))
        .toList();
  }

  private static Optional<ConfigObject> config(
      Function<ObjectRef, Optional<Object>> objects, String name) {
    return objects.apply(new ObjectRef(ObjectKind.CONFIG, name)).map(ConfigObject.class::cast);
  }

  private static Optional<UpdatePolicy> policy(
      Function<ObjectRef, Optional<Object>> objects, String name) {
    return name.isEmpty()
        ? config(objects, DEFAULT)
            .flatMap(ConfigObject::platform)
            .map(PlatformSettings::policy)
            .or(
                () ->
                    Optional.of(
                        new UpdatePolicy(
                            DEFAULT, ReleaseChannel.STABLE, UpdateMode.AUTO, List.of())))
        : objects
            .apply(new ObjectRef(ObjectKind.POLICY, name))
            .map(object -> ((PolicyObject) object).policy());
  }

  private static Optional<ReleaseObject> inForce(
      List<ReleaseObject> releases, Optional<SemVer> installed) {
    return releases.stream()
        .filter(release -> release.is(ReleasePhase.DEPLOYED))
        .reduce((lower, higher) -> higher)
        .or(
            () ->
                releases.stream()
                    .filter(release -> release.is(ReleasePhase.SUPERSEDED))
                    .filter(release -> installed.filter(version(release)::equals).isPresent())
                    .findFirst());
  }

  static SemVer version(ReleaseObject release) {
    return release.spec().version().orElseThrow();
  }

  /** Whether what runs has lost its place, and nothing has taken it. */
  boolean isBetween() {
    return inForce.filter(release -> release.is(ReleasePhase.SUPERSEDED)).isPresent();
  }
}
