package io.slipway.sim;

import io.slipway.core.effect.WriteEffect;
import io.slipway.core.effect.WriteEffect.DeleteObject;
import io.slipway.core.effect.WriteEffect.WriteSourceFinalizers;
import io.slipway.core.value.InstallationId;
import io.slipway.core.value.Keys;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.ModuleObject;
import io.slipway.core.value.ObjectKind;
import io.slipway.core.value.ObjectRef;
import io.slipway.core.value.ReleaseObject;
import io.slipway.core.value.ReleasePhase;
import io.slipway.sim.Invariant.Violated;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Watches a simulation for what may never happen. */
final class Invariants {
  /** No view is older: the longest pause, cut and delay together, with some room. */
  static final Duration VIEW_AGE_MAX = Duration.ofMinutes(6);

  /** So old is what a new process may go by: listed late, corrected late, written later. */
  private static final Duration LISTING_AGE_MAX = Duration.ofSeconds(75);

  /** More than any act is followed by. */
  private static final int WRITES_MAX = 2_000;

  private final Simulation sim;
  private final Set<String> wasReady = new HashSet<>();
  private final Map<String, String> supersededFrom = new HashMap<>();
  private final Set<String> wereDeployed = new HashSet<>();
  private final Map<String, Instant> skippedAt = new HashMap<>();
  private final Map<String, ReleaseObject> deployedLast = new HashMap<>();
  private final Map<String, Instant> deployedSince = new HashMap<>();
  private int writes;

  Invariants(Simulation sim) {
    this.sim = sim;
  }

  /** After every change of an object or of Helm's records. */
  void check(ObjectRef changed) {
    switch (changed.kind()) {
      case RELEASE -> releases();
      case MODULE -> neverReadyWithoutInstallation(changed);
      case SOURCE, CONFIG, POLICY -> {}
    }
    sim.marks.check();
  }

  private void releases() {
    var deployed = new HashMap<String, String>();
    for (var release : sim.cluster.list(ReleaseObject.class)) {
      var id = sourceKey(release);
      note(release);
      supersededFrom.computeIfPresent(
          objectKey(release),
          (_, from) -> from.equals(release.meta().label(Keys.SOURCE)) ? from : null);
      if (release.meta().deleting()) {
        continue; // somebody else's finalizer keeps it: it counts as gone
      }
      if (release.is(ReleasePhase.DEPLOYED)) {
        var other = deployed.put(release.spec().moduleName(), release.name());
        require(Invariant.ONE_DEPLOYED, other == null, other + " and " + release.name());
        require(
            Invariant.SUPERSEDED_IS_FINAL,
            !wasSuperseded(release) || ranLast(release) || !deployedLastIsThere(release),
            release.name());
        supersededFrom.remove(objectKey(release));
        skippedStays(release, id);
        deployedLast.put(release.spec().moduleName(), release);
        wereDeployed.add(deployedKey(release));
        require(
            Invariant.PEOPLE_ARE_TOLD,
            !sim.profile.tells() || sim.notifier.wereTold(release.name()),
            release.name());
      } else if (release.is(ReleasePhase.SUPERSEDED) && isKnown(release)) {
        supersededFrom.put(objectKey(release), release.meta().label(Keys.SOURCE));
      } else if (release.is(ReleasePhase.SKIPPED)) {
        skippedAt.putIfAbsent(id, sim.agenda.instant());
      }
    }
  }

  /** As one of the source it is of now: another source that has taken it over deploys it again. */
  private boolean wasSuperseded(ReleaseObject release) {
    var source = release.meta().label(Keys.SOURCE);
    return source.equals(supersededFrom.get(objectKey(release)));
  }

  private void skippedStays(ReleaseObject release, String id) {
    var at = Optional.ofNullable(skippedAt.remove(id));
    var module = new ModuleName(release.spec().moduleName());
    require(
        Invariant.SKIPPED_STAYS,
        sim.hand.hasForced(release)
            || at.filter(then -> !sim.changes.happenedSince(then, VIEW_AGE_MAX, module)).isEmpty(),
        release.name());
  }

  /** Whether it was Deployed, and not overtaken while it waited. */
  private boolean isKnown(ReleaseObject release) {
    return wereDeployed.contains(deployedKey(release));
  }

  private boolean deployedLastIsThere(ReleaseObject release) {
    return Optional.ofNullable(deployedLast.get(release.spec().moduleName()))
        .flatMap(last -> sim.cluster.get(new ObjectRef(ObjectKind.RELEASE, last.name())))
        .map(SimObjects::meta)
        .filter(meta -> !meta.deleting())
        .filter(m -> m.uid().equals(deployedLast.get(release.spec().moduleName()).meta().uid()))
        .isPresent();
  }

  private boolean ranLast(ReleaseObject release) {
    return sim.installer
        .lastRun(new ModuleName(release.spec().moduleName()))
        .equals(release.spec().version());
  }

  private void note(ReleaseObject release) {
    if (release.is(ReleasePhase.DEPLOYED) && !release.meta().deleting()) {
      deployedSince.putIfAbsent(sourceKey(release), sim.agenda.instant());
    } else {
      deployedSince.remove(sourceKey(release));
    }
  }

  private static String sourceKey(ReleaseObject release) {
    return objectKey(release) + " " + release.meta().label(Keys.SOURCE);
  }

  private static String objectKey(ReleaseObject release) {
    return release.name() + " " + release.meta().uid();
  }

  private static String deployedKey(ReleaseObject release) {
    return release.spec().moduleName() + " " + release.spec().version().orElseThrow();
  }

  /** A module may be shown Ready a little longer than it is, never before. */
  private void neverReadyWithoutInstallation(ObjectRef ref) {
    var isReady =
        sim.cluster
            .get(ref)
            .filter(object -> ((ModuleObject) object).status().phase().equals("Ready"))
            .isPresent();
    var becameReady = isReady && !wasReady.contains(ref.name());
    require(
        Invariant.READY_IS_INSTALLED,
        !becameReady
            || sim.installer.hadRecordSince(
                new ModuleName(ref.name()), sim.agenda.instant().minus(LISTING_AGE_MAX)),
        ref.name());
    if (isReady) {
      wasReady.add(ref.name());
    } else {
      wasReady.remove(ref.name());
    }
  }

  /** Before Helm begins. */
  void beforeHelm(ModuleName module, Optional<InstallationId> id) {
    Strand.caller()
        .ifPresent(
            process ->
                require(
                    Invariant.HELM_NEEDS_LEASE,
                    sim.lease.isHeldBy(process),
                    process + " works on " + module));
    id.ifPresentOrElse(
        installed -> beforeInstall(module, installed), () -> beforeUninstall(module));
  }

  private void beforeInstall(ModuleName module, InstallationId id) {
    require(
        Invariant.INSTALLED_IS_DEPLOYED,
        wereDeployed.contains(module + " " + id.version()),
        module + " " + id.version());
  }

  private void beforeUninstall(ModuleName module) {
    var wish = sim.wanted.of(module);
    var isOld = wish.since().isBefore(sim.agenda.instant().minus(VIEW_AGE_MAX));
    require(Invariant.WANTED_STAYS, !(wish.enabled() && isOld), module.value());
  }

  /** From here on as much may be written again. */
  void somethingHappens() {
    writes = 0;
  }

  /** Before an object is written. */
  void beforeWrite(WriteEffect effect) {
    writes += effect.ref().kind() == ObjectKind.SOURCE ? 0 : 1; // a scan tells its time for ever
    require(Invariant.RESTS, writes <= WRITES_MAX, "writes without end: " + effect.key());
    Strand.caller()
        .ifPresent(
            process ->
                require(
                    Invariant.STANDBY_KEEPS_STILL,
                    sim.lease.wasHeldBy(process, VIEW_AGE_MAX),
                    process + ": " + effect.key()));
    if (effect instanceof WriteSourceFinalizers wish) {
      beforeLettingGo(wish);
    }
    if (effect instanceof DeleteObject(var ref, _) && ref.kind() == ObjectKind.MODULE) {
      require(
          Invariant.OFFERED_STAYS,
          !sim.offers.isOfferedFor(
              new ModuleName(ref.name()), VIEW_AGE_MAX.plus(sim.profile.scanInterval())),
          ref.name());
    }
  }

  private void beforeLettingGo(WriteSourceFinalizers wish) {
    var isHeldBack =
        sim.cluster
            .get(wish.ref())
            .map(SimObjects::meta)
            .filter(meta -> meta.version() == wish.meta().version())
            .filter(meta -> meta.deleting() && !meta.isMarked(Keys.FORCE_DELETE))
            .filter(meta -> meta.bears(Keys.RELEASE_EXISTS) || meta.bears(Keys.MODULE_EXISTS))
            .isPresent();
    var old = sim.agenda.instant().minus(VIEW_AGE_MAX);
    for (var release : sim.cluster.list(ReleaseObject.class)) {
      var isOfSource = release.meta().label(Keys.SOURCE).equals(wish.ref().name());
      var isOld = deployedSince.getOrDefault(sourceKey(release), Instant.MAX).isBefore(old);
      require(Invariant.SOURCE_STAYS, !(isHeldBack && isOfSource && isOld), release.name());
    }
  }

  static void require(Invariant invariant, boolean holds, String detail) {
    if (!holds) {
      throw new Violated(invariant, detail);
    }
  }
}
