package io.slipway.sim;

import io.slipway.core.decision.Verdict;
import io.slipway.core.effect.Effect;
import io.slipway.core.effect.InstallEffect.PreparePackage;
import io.slipway.core.effect.WriteEffect.WriteReleaseStatus;
import io.slipway.core.projection.ModuleProjection;
import io.slipway.core.value.InstallationId;
import io.slipway.core.value.Key;
import io.slipway.core.value.Keys;
import io.slipway.core.value.ModuleDefinition;
import io.slipway.core.value.ReleaseObject;
import io.slipway.core.value.ReleasePhase;
import io.slipway.core.value.UpdateMode;
import io.slipway.core.value.UpdatePolicy;
import io.slipway.core.value.UpdateWindow;
import io.slipway.core.value.VersionJump;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A mistake in deciding about releases, and the invariant by which the simulator finds it. */
enum Mutation {
  WINDOWS_IGNORED(
      Invariant.WINDOWS_ARE_KEPT, Broken.seeingPolicies(policy -> with(policy, List.of()))),
  WINDOWS_OF_ANOTHER_ZONE(
      Invariant.WINDOWS_ARE_KEPT,
      Broken.seeingPolicies(policy -> with(policy, twoHoursLater(policy.windows())))),
  MIDNIGHT_ENDS_A_WINDOW(
      Invariant.FIRST_GATE_IS_NAMED, Broken.seeingPolicies(Mutation::withoutNights)),
  APPROVAL_IGNORED(Invariant.APPROVAL_IS_NEEDED, waiting(r -> annotated(r, Keys.APPROVED, "true"))),
  APPROVAL_NOT_SEEN(
      Invariant.WAITS_FOR_A_REASON,
      waiting(r -> annotated(annotated(r, Keys.APPROVED, ""), Keys.APPROVED_OLD, ""))),
  MANUAL_IS_AUTO(Invariant.APPROVAL_IS_NEEDED, taking(UpdateMode.MANUAL, UpdateMode.AUTO)),
  AUTO_PATCH_IS_AUTO(Invariant.APPROVAL_IS_NEEDED, taking(UpdateMode.AUTO_PATCH, UpdateMode.AUTO)),
  AUTO_PATCH_IS_MANUAL(
      Invariant.FIRST_GATE_IS_NAMED, taking(UpdateMode.AUTO_PATCH, UpdateMode.MANUAL)),
  IGNORE_IS_AUTO(Invariant.POLICY_IS_OBEYED, taking(UpdateMode.IGNORE, UpdateMode.AUTO)),
  AGE_IGNORED(
      Invariant.AGE_IS_AWAITED,
      Broken.seeingPolicies(
          policy ->
              new UpdatePolicy(policy.name(), policy.channel(), policy.mode(), policy.windows()))),
  TIME_IGNORED(
      Invariant.TIME_IS_AWAITED,
      waiting(r -> specified(r, r.spec().definition(), Optional.empty()))),
  REQUIREMENTS_IGNORED(
      Invariant.REQUIREMENTS_HOLD,
      waiting(r -> specified(r, ModuleDefinition.NONE, r.spec().applyAfter()))),
  OTHER_MODULES_IGNORED(Invariant.REQUIREMENTS_HOLD, waiting(Mutation::contentWithAnybody)),
  DEPENDENTS_IGNORED(
      Invariant.REQUIREMENTS_HOLD, Broken.seeing((world, _) -> Broken.withoutRequirers(world))),
  GAPS_ALLOWED(Invariant.STEP_BY_STEP, waiting(Mutation::reachedFromAnywhere)),
  ALL_FORCED(Invariant.STEP_BY_STEP, waiting(r -> annotated(r, Keys.FORCE, "true"))),
  ALL_AT_ONCE(Invariant.WINDOWS_ARE_KEPT, waiting(r -> annotated(r, Keys.APPLY_NOW, "true"))),
  ALWAYS_READY(Invariant.READY_BEFORE_NEXT, Broken.seeingModule(Mutation::ready)),
  WAKE_UPS_DROPPED(
      Invariant.WAKES_UP,
      Broken.deciding(
          (key, verdict) ->
              key instanceof Key.OfModule
                  ? new Verdict(verdict.effects(), Optional.empty())
                  : verdict)),
  WRONG_GATE_NAMED(
      Invariant.FIRST_GATE_IS_NAMED, Broken.saying("Release is suspended in its channel")),
  NO_GATE_NAMED(Invariant.FIRST_GATE_IS_NAMED, Broken.saying("")),
  PATCHES_NEVER_FETCHED(Invariant.WAITS_FOR_A_REASON, Broken.dropping(Mutation::fetchesPatch)),
  SUCCESSOR_NEVER_DEPLOYED(
      Invariant.ONE_STAYS_IN_FORCE,
      Broken.dropping(effect -> restores(effect) || deploysSuccessor(effect))),
  SKIPPED_IS_PENDING(
      Invariant.SKIPPED_STAYS,
      Broken.seeingReleases(
          release ->
              release.is(ReleasePhase.SKIPPED)
                  ? annotated(in(release, ReleasePhase.PENDING), Keys.FORCE, "true")
                  : release));

  private final Invariant finds;
  private final Sabotage sabotage;

  Mutation(Invariant finds, Sabotage sabotage) {
    this.finds = finds;
    this.sabotage = sabotage;
  }

  Invariant finds() {
    return finds;
  }

  Sabotage sabotage() {
    return sabotage;
  }

  private static Sabotage waiting(UnaryOperator<ReleaseObject> change) {
    return Broken.seeingReleases(
        release -> release.status().phase().isOpen() ? change.apply(release) : release);
  }

  private static Sabotage taking(UpdateMode mode, UpdateMode as) {
    return Broken.seeingPolicies(
        policy ->
            policy.mode() == mode
                ? new UpdatePolicy(
                    policy.name(), policy.channel(), as, policy.windows(), policy.soak())
                : policy);
  }

  private static UpdatePolicy with(UpdatePolicy policy, List<UpdateWindow> windows) {
    return new UpdatePolicy(policy.name(), policy.channel(), policy.mode(), windows, policy.soak());
  }

  private static List<UpdateWindow> twoHoursLater(List<UpdateWindow> windows) {
    return windows.stream()
        .map(w -> new UpdateWindow(w.days(), w.from().plusHours(2), w.to().plusHours(2)))
        .toList();
  }

  private static UpdatePolicy withoutNights(UpdatePolicy policy) {
    var days = policy.windows().stream().filter(w -> w.from().isBefore(w.to())).toList();
    return days.isEmpty() ? policy : with(policy, days);
  }

  private static ReleaseObject annotated(ReleaseObject release, String key, String value) {
    var meta = release.meta();
    Map<String, String> annotations = new HashMap<>(meta.annotations());
    annotations.put(key, value);
    return (ReleaseObject)
        SimObjects.marked(release, meta.labels(), annotations, meta.finalizers(), meta.version());
  }

  private static ReleaseObject in(ReleaseObject release, ReleasePhase phase) {
    return new ReleaseObject(
        release.meta(),
        release.spec(),
        new ReleaseObject.Status(phase, "", Optional.empty(), false, 0, ""));
  }

  private static ReleaseObject specified(
      ReleaseObject release, ModuleDefinition definition, Optional<Instant> applyAfter) {
    var spec = release.spec();
    return new ReleaseObject(
        release.meta(),
        new ReleaseObject.Spec(
            spec.moduleName(),
            spec.version(),
            definition,
            applyAfter,
            spec.changelogJson(),
            spec.security()),
        release.status());
  }

  private static ReleaseObject contentWithAnybody(ReleaseObject release) {
    var asks = release.spec().definition();
    return specified(
        release,
        new ModuleDefinition(
            asks.weight(), asks.stage(), asks.requirements(), Map.of(), asks.jumps()),
        release.spec().applyAfter());
  }

  private static ReleaseObject reachedFromAnywhere(ReleaseObject release) {
    var version = Facts.version(release);
    var jump = new VersionJump("0.1", version.major() + "." + version.minor());
    return specified(
        release,
        new ModuleDefinition(
            Optional.empty(),
            "",
            release.spec().definition().requirements(),
            Map.of(),
            List.of(jump)),
        release.spec().applyAfter());
  }

  /** What is Deployed seems to run, until it does. */
  private static ModuleProjection ready(ModuleProjection module) {
    return module.releases().values().stream()
        .filter(release -> release.is(ReleasePhase.DEPLOYED))
        .findFirst()
        .filter(release -> module.switchedOn() && !module.run().runs(Facts.version(release)))
        .map(release -> new InstallationId(Facts.version(release), "", ""))
        .map(id -> running(module, id))
        .orElse(module);
  }

  private static ModuleProjection running(ModuleProjection module, InstallationId id) {
    var run = module.run();
    return new ModuleProjection(
        module.name(),
        module.objects(),
        module.releases(),
        module.offeredBy(),
        module.readings(),
        new ModuleProjection.Run(
            run.prepared(), run.refused(), Optional.of(id), Optional.empty(), run.helm()),
        module.announced());
  }

  private static boolean restores(Effect effect) {
    return effect instanceof WriteReleaseStatus write
        && write.status().phase() == ReleasePhase.DEPLOYED
        && !write.meta().label(Keys.STATUS).isEmpty();
  }

  /** Every module begins with the patch 0 of a minor. */
  private static boolean deploysSuccessor(Effect effect) {
    return effect instanceof WriteReleaseStatus write
        && write.status().phase() == ReleasePhase.DEPLOYED
        && !write.meta().name().matches(".*-v(0\\.9|1\\.0)\\.0");
  }

  private static boolean fetchesPatch(Effect effect) {
    return effect instanceof PreparePackage prepare && prepare.request().version().patch() > 0;
  }
}
