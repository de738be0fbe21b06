package io.slipway.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.core.decision.Verdict;
import io.slipway.core.display.Reviewer;
import io.slipway.core.effect.Effect;
import io.slipway.core.effect.InstallEffect;
import io.slipway.core.effect.RegistryEffect;
import io.slipway.core.effect.WriteEffect;
import io.slipway.core.effect.WriteEffect.WriteModuleStatus;
import io.slipway.core.effect.WriteEffect.WriteReleaseStatus;
import io.slipway.core.effect.WriteEffect.WriteSourceFinalizers;
import io.slipway.core.projection.ModuleProjection;
import io.slipway.core.projection.World;
import io.slipway.core.value.Key;
import io.slipway.core.value.Keys;
import io.slipway.core.value.ModuleObject;
import io.slipway.core.value.ObjectMeta;
import io.slipway.core.value.ReleaseImage;
import io.slipway.core.value.ReleaseObject;
import io.slipway.core.value.ReleasePhase;
import io.slipway.core.value.SourceName;
import io.slipway.core.value.SourceObject;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pcollections.HashTreePSet;

/** Each invariant can fail: the code is broken on purpose, and the simulator notices. */
class SabotageTest {
  private static final long SEEDS = 300;

  private static final Map<Invariant, Sabotage> BROKEN = new EnumMap<>(Invariant.class);

  static {
    BROKEN.put(
        Invariant.NO_BUG,
        Broken.deciding(
            (_, _) -> {
              throw new IllegalStateException("a bug");
            }));
    BROKEN.put(Invariant.ONE_DEPLOYED, Broken.seeingModule(SabotageTest::withoutWhatIsDeployed));
    BROKEN.put(Invariant.READY_IS_INSTALLED, Broken.changing(SabotageTest::readyTooSoon));
    BROKEN.put(
        Invariant.INSTALLED_IS_DEPLOYED,
        Broken.both(
            Broken.seeingModule(SabotageTest::allDeployed),
            verdict -> Broken.without(verdict, SabotageTest::isOfRelease)));
    BROKEN.put(Invariant.WANTED_STAYS, Broken.seeingModule(SabotageTest::nowAndThenSwitchedOff));
    BROKEN.put(
        Invariant.OFFERED_STAYS, Broken.seeingModule(SabotageTest::nowAndThenOfferedByNobody));
    BROKEN.put(
        Invariant.SOURCE_STAYS,
        new Sabotage() {
          @Override
          public Verdict review(World world, Key key, Instant now) {
            return key instanceof Key.OfSource(var name)
                ? lettingGo(world, name, now)
                : Reviewer.review(world, key, now);
          }
        });
    BROKEN.put(Invariant.PEOPLE_ARE_TOLD, Broken.seeingModule(SabotageTest::allTold));
    BROKEN.put(Invariant.SUPERSEDED_IS_FINAL, adding(SabotageTest::redeployed));
    BROKEN.put(
        Invariant.HELM_NEEDS_LEASE,
        new Sabotage() {
          @Override
          public boolean mayAct(boolean holdsLease) {
            return true;
          }

          @Override
          public boolean leads(boolean told, boolean ledBefore) {
            return told || ledBefore;
          }
        });
    BROKEN.put(
        Invariant.STANDBY_KEEPS_STILL,
        new Sabotage() {
          @Override
          public boolean mayAct(boolean holdsLease) {
            return true;
          }

          @Override
          public boolean leads(boolean told, boolean ledBefore) {
            return true;
          }
        });
    BROKEN.put(
        Invariant.FOREIGN_MARKS_STAY,
        new Sabotage() {
          @Override
          public boolean overwrites(WriteEffect effect) {
            return true;
          }
        });
    BROKEN.put(
        Invariant.CONVERGES,
        Broken.dropping(effect -> effect instanceof InstallEffect.InstallModule));
    BROKEN.put(
        Invariant.NOTHING_HANGS,
        new Sabotage() {
          @Override
          public boolean hangs(Effect effect) {
            return effect instanceof WriteEffect.WriteConfigStatus;
          }
        });
    BROKEN.put(Invariant.RESTS, adding(SabotageTest::theSameAgain));
    BROKEN.put(Invariant.ASKS_LITTLE, adding(SabotageTest::readingAgain));
    BROKEN.put(
        Invariant.ANSWERS_ONCE,
        Broken.dropping(effect -> effect instanceof WriteEffect.WriteConfigStatus));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void an_engine_that_is_broken_breaks_the_invariant(Invariant invariant) {
    var sabotage = BROKEN.get(invariant);

    var found =
        Stream.iterate(1L, seed -> seed <= SEEDS, seed -> seed + 1)
            .flatMap(seed -> Trial.of(seed).run(sabotage).stream())
            .map(Problem::invariant)
            .anyMatch(invariant::equals);

    assertThat(found).isTrue();
  }

  static Set<Invariant> broken() {
    return BROKEN.keySet();
  }

  @Test
  void every_invariant_has_a_way_to_break_it() {
    var ways = EnumSet.copyOf(BROKEN.keySet());
    Stream.of(Mutation.values()).map(Mutation::finds).forEach(ways::add);

    assertThat(ways).isEqualTo(EnumSet.allOf(Invariant.class));
  }

  /** Takes the own finalizers of a source that is being deleted away, whatever is deployed. */
  private static Verdict lettingGo(World world, SourceName name, Instant now) {
    return world
        .source(name)
        .object()
        .map(SourceObject::meta)
        .filter(ObjectMeta::deleting)
        .map(
            meta ->
                new WriteSourceFinalizers(
                    meta,
                    meta.finalizers().stream().filter(f -> !f.startsWith("modules.")).toList()))
        .filter(write -> !write.finalizers().equals(write.meta().finalizers()))
        .filter(write -> !world.effects().isInFlight(write.key()))
        .map(write -> new Verdict(List.<Effect>of(write), Optional.empty()))
        .orElseGet(() -> Reviewer.review(world, new Key.OfSource(name), now));
  }

  /** Wishes more for each module, unless it is under way. */
  private static Sabotage adding(BiFunction<World, ModuleProjection, Stream<Effect>> more) {
    return new Sabotage() {
      @Override
      public Verdict review(World world, Key key, Instant now) {
        var verdict = Reviewer.review(world, key, now);
        if (!(key instanceof Key.OfModule(var name))) {
          return verdict;
        }
        var keys = verdict.effects().stream().map(Effect::key).toList();
        var added =
            more.apply(world, world.module(name))
                .filter(effect -> !world.effects().isInFlight(effect.key()))
                .filter(effect -> !keys.contains(effect.key()));
        return new Verdict(
            Stream.concat(verdict.effects().stream(), added).toList(), verdict.lookAgainAt());
      }
    };
  }

  private static ModuleProjection withoutWhatIsDeployed(ModuleProjection module) {
    return Broken.withReleases(
        module,
        release -> release.is(ReleasePhase.DEPLOYED) ? Optional.empty() : Optional.of(release));
  }

  private static boolean isOfRelease(Effect effect) {
    return effect instanceof WriteReleaseStatus || effect instanceof WriteEffect.PatchRelease;
  }

  private static ModuleProjection allDeployed(ModuleProjection module) {
    return Broken.withReleases(module, release -> Optional.of(in(ReleasePhase.DEPLOYED, release)));
  }

  private static ModuleProjection allTold(ModuleProjection module) {
    return Broken.withReleases(module, release -> Optional.of(told(release)));
  }

  private static ReleaseObject told(ReleaseObject release) {
    var meta = release.meta();
    var annotations = new HashMap<>(meta.annotations());
    annotations.put(Keys.NOTIFIED, "true");
    var told =
        new ObjectMeta(
            meta.name(),
            meta.uid(),
            meta.version(),
            meta.generation(),
            meta.labels(),
            annotations,
            meta.finalizers(),
            meta.deleting());
    return new ReleaseObject(told, release.spec(), release.status());
  }

  private static ReleaseObject in(ReleasePhase phase, ReleaseObject release) {
    return new ReleaseObject(release.meta(), release.spec(), status(phase));
  }

  private static ReleaseObject.Status status(ReleasePhase phase) {
    return new ReleaseObject.Status(phase, "", Optional.empty(), false, 0, "");
  }

  private static boolean nowAndThen(ModuleProjection module) {
    return module.module().filter(object -> object.meta().version() % 3 == 0).isPresent();
  }

  private static ModuleProjection nowAndThenSwitchedOff(ModuleProjection module) {
    return nowAndThen(module)
        ? new ModuleProjection(
            module.name(),
            new ModuleProjection.Objects(module.module(), Optional.empty(), Optional.empty()),
            module.releases(),
            module.offeredBy(),
            module.readings(),
            module.run(),
            module.announced())
        : module;
  }

  private static ModuleProjection nowAndThenOfferedByNobody(ModuleProjection module) {
    return nowAndThen(module)
        ? new ModuleProjection(
            module.name(),
            module.objects(),
            module.releases(),
            HashTreePSet.empty(),
            module.readings(),
            module.run(),
            module.announced())
        : module;
  }

  private static Effect readyTooSoon(Effect effect) {
    return effect instanceof WriteModuleStatus(var meta, var status, var notices)
            && status.phase().equals("Installing")
        ? new WriteModuleStatus(
            meta, new ModuleObject.Status("Ready", status.ready(), status.conditions()), notices)
        : effect;
  }

  private static Stream<Effect> redeployed(World world, ModuleProjection module) {
    return module.releases().values().stream()
        .filter(release -> release.is(ReleasePhase.SUPERSEDED))
        .map(r -> new WriteReleaseStatus(r.meta(), status(ReleasePhase.DEPLOYED), List.of()));
  }

  private static Stream<Effect> theSameAgain(World world, ModuleProjection module) {
    return module.module().stream()
        .map(object -> new WriteModuleStatus(object.meta(), object.status(), List.of()));
  }

  private static Stream<Effect> readingAgain(World world, ModuleProjection module) {
    return module.readings().entrySet().stream()
        .map(
            entry ->
                new RegistryEffect.ReadChannel(
                    module.name(),
                    entry.getKey(),
                    entry.getValue().access(),
                    entry.getValue().channel(),
                    entry.getValue().image().map(ReleaseImage::digest),
                    entry.getValue().scan()));
  }
}
