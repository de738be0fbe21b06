package io.slipway.core.display;

import static io.slipway.core.Given.ECHO;
import static io.slipway.core.Given.MAIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.core.Given;
import io.slipway.core.GivenModule;
import io.slipway.core.GivenRelease;
import io.slipway.core.Scenario;
import io.slipway.core.effect.InstallEffect.PreparePackage;
import io.slipway.core.effect.WriteEffect.CreateRelease;
import io.slipway.core.effect.WriteEffect.PatchRelease;
import io.slipway.core.event.RegistryEvent.ChannelResolved;
import io.slipway.core.event.RegistryEvent.Reading;
import io.slipway.core.event.RegistryEvent.VersionsListed;
import io.slipway.core.value.Keys;
import io.slipway.core.value.ModuleDefinition;
import io.slipway.core.value.ObjectMeta;
import io.slipway.core.value.ReleaseChannel;
import io.slipway.core.value.ReleaseImage;
import io.slipway.core.value.ReleasePhase;
import io.slipway.core.value.Rollout;
import io.slipway.core.value.Rollout.Canary;
import io.slipway.core.value.SourceObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Canary waves and suspension, where the source asks for them (sources.md 2.18). */
class RolloutTest {
  private static final Rollout SUSPENDED = new Rollout(true, Map.of());
  private static final Rollout WAVES =
      new Rollout(false, Map.of("stable", new Canary(Long.MAX_VALUE, Duration.ofHours(1))));

  /** The channel is at 1.0.1; the source asks for what is annotated. */
  private static Scenario given(String annotation, Rollout rollout, GivenRelease... releases) {
    var meta =
        new ObjectMeta(
            "main", "uid-main", 5, 1, Map.of(), Map.of(annotation, "true"), List.of(), false);
    var scenario =
        Scenario.enabled()
            .source(new SourceObject(meta, Given.access(MAIN), SourceObject.Status.EMPTY))
            .module(GivenModule.in("Ready").takenFrom("main"))
            .releases(releases);
    if (scenario.echo().releases().containsKey("echo-v1.0.0")) {
      scenario.installed("1.0.0");
    }
    return channel(scenario, rollout);
  }

  private static Reading reading(Scenario scenario) {
    return new Reading(ECHO, MAIN, ReleaseChannel.STABLE, scenario.world().source(MAIN).scan());
  }

  private static Scenario channel(Scenario scenario, Rollout rollout) {
    var version = Given.version("1.0.1");
    var image =
        new ReleaseImage(
            Given.image("1.0.1").digest(), version, ModuleDefinition.NONE, "{}", rollout);
    return scenario
        .observe(
            new ChannelResolved(reading(scenario), Given.access(MAIN), image),
            new VersionsListed(reading(scenario), version, List.of(version)))
        .conditionsShown();
  }

  private static GivenRelease suspended() {
    return GivenRelease.in(ReleasePhase.SUSPENDED, "1.0.1")
        .annotated(Keys.SUSPENDED, "true")
        .labelled(Keys.STATUS, "suspended")
        .saying("Release is suspended in its channel");
  }

  @ParameterizedTest
  @CsvSource({"modules.deckhouse.io/canary, true", "some.example/other, false"})
  void a_new_release_waits_for_its_wave_where_that_is_asked_for(String annotation, boolean waits) {
    var scenario = given(annotation, WAVES, GivenRelease.deployed("1.0.0"));

    var made = scenario.wish(CreateRelease.class).orElseThrow();

    assertThat(made.spec().applyAfter())
        .isEqualTo(
            waits ? Optional.of(Given.NOW.plus(Duration.ofDays(30))) : Optional.<Instant>empty());
  }

  @Test
  void the_first_release_of_a_module_waits_for_no_wave() {
    var made = given(Keys.CANARY, WAVES).wish(CreateRelease.class).orElseThrow();

    assertThat(made.spec().applyAfter()).isEmpty();
  }

  @Test
  void a_suspended_version_is_marked_first_and_not_fetched() {
    var scenario =
        given(
            Keys.SUSPEND,
            SUSPENDED,
            GivenRelease.deployed("1.0.0"),
            GivenRelease.pending("1.0.1").saying("Release is suspended in its channel"));

    assertThat(scenario.wishes(PreparePackage.class)).isEmpty();
    assertThat(scenario.wish(PatchRelease.class).orElseThrow().annotations())
        .containsEntry(Keys.SUSPENDED, Optional.of("true"));
  }

  @Test
  void what_is_marked_is_shown_as_suspended() {
    var marked = GivenRelease.pending("1.0.1").annotated(Keys.SUSPENDED, "true");
    var scenario = given(Keys.SUSPEND, SUSPENDED, GivenRelease.deployed("1.0.0"), marked);

    var status = scenario.releaseStatus("1.0.1").orElseThrow().status();

    assertThat(status.phase()).isEqualTo(ReleasePhase.SUSPENDED);
    assertThat(status.message()).isEqualTo("Release is suspended in its channel");
  }

  @Test
  void it_rests_then() {
    var scenario = given(Keys.SUSPEND, SUSPENDED, GivenRelease.deployed("1.0.0"), suspended());

    assertThat(scenario.releaseStatus("1.0.1")).isEmpty();
    assertThat(scenario.wishes(PatchRelease.class)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"modules.deckhouse.io/suspend, false", "some.example/other, true"})
  void it_waits_again_when_the_suspension_ends_or_nobody_asks(String annotation, boolean suspend) {
    var scenario =
        given(
            annotation,
            new Rollout(suspend, Map.of()),
            GivenRelease.deployed("1.0.0"),
            suspended());

    var status = scenario.releaseStatus("1.0.1").orElseThrow().status();

    assertThat(status.phase()).isEqualTo(ReleasePhase.PENDING);
    assertThat(status.message()).isEmpty();
    assertThat(scenario.wishes(PatchRelease.class)).as("marked until that is seen").isEmpty();
  }

  @Test
  void the_mark_goes_when_it_is_pending_again() {
    var marked = GivenRelease.pending("1.0.1").annotated(Keys.SUSPENDED, "true");
    var scenario = given(Keys.SUSPEND, Rollout.NONE, GivenRelease.deployed("1.0.0"), marked);

    assertThat(scenario.wish(PatchRelease.class).orElseThrow().annotations())
        .containsEntry(Keys.SUSPENDED, Optional.empty());
  }

  @Test
  void what_is_deployed_stays() {
    var scenario = given(Keys.SUSPEND, SUSPENDED, GivenRelease.deployed("1.0.1"));

    assertThat(scenario.releaseStatus("1.0.1")).isEmpty();
  }

  @Test
  void force_overrides_it() {
    var forced = GivenRelease.pending("1.0.1").annotated(Keys.FORCE, "true");
    var scenario = given(Keys.SUSPEND, SUSPENDED, GivenRelease.deployed("1.0.0"), forced);

    assertThat(scenario.wish(PreparePackage.class)).isPresent();
  }

  @Test
  void one_that_somebody_else_suspended_is_left_alone() {
    var foreign =
        GivenRelease.in(ReleasePhase.SUSPENDED, "1.0.1").labelled(Keys.STATUS, "suspended");
    var scenario = given(Keys.SUSPEND, Rollout.NONE, GivenRelease.deployed("1.0.0"), foreign);

    assertThat(scenario.releaseStatus("1.0.1")).isEmpty();
  }
}
