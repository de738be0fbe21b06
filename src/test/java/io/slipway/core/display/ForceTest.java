package io.slipway.core.display;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.core.Given;
import io.slipway.core.GivenConfig;
import io.slipway.core.GivenModule;
import io.slipway.core.GivenRelease;
import io.slipway.core.Scenario;
import io.slipway.core.effect.InstallEffect.PreparePackage;
import io.slipway.core.effect.WriteEffect.CreateRelease;
import io.slipway.core.effect.WriteEffect.PatchRelease;
import io.slipway.core.value.Keys;
import io.slipway.core.value.ReleasePhase;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A release that a human forces (releases.md 2.11). */
class ForceTest {
  private static Scenario running(String version) {
    return Scenario.enabled()
        .module(GivenModule.in("Ready").takenFrom("main"))
        .releases(GivenRelease.deployed(version))
        .installed(version);
  }

  private static GivenRelease forced(String version) {
    return GivenRelease.pending(version).annotated(Keys.FORCE, "true");
  }

  @ParameterizedTest
  @ValueSource(strings = {Keys.FORCE, Keys.FORCE_OLD})
  void T12_order_requirements_and_gaps_do_not_hold_a_forced_release(String annotation) {
    var release =
        GivenRelease.pending("2.5.0")
            .annotated(annotation, "true")
            .requires("deckhouse", ">= 99.0.0");

    var scenario = running("1.0.0").releases(release);

    assertThat(scenario.wish(PreparePackage.class))
        .hasValueSatisfying(wish -> assertThat(wish.request().version()).hasToString("2.5.0"));
  }

  @Test
  void C3_lower_releases_that_wait_are_skipped() {
    var scenario = running("1.0.0").releases(GivenRelease.pending("1.1.0"), forced("1.5.0"));

    assertThat(scenario.releaseStatus("1.1.0"))
        .hasValueSatisfying(w -> assertThat(w.status().phase()).isEqualTo(ReleasePhase.SKIPPED));
  }

  @Test
  void a_lower_version_can_be_forced_and_leaves_one_deployed() {
    var scenario = running("1.1.0").releases(forced("1.0.0")).prepared("1.0.0");

    assertThat(scenario.releaseStatus("1.1.0"))
        .hasValueSatisfying(w -> assertThat(w.status().phase()).isEqualTo(ReleasePhase.SUPERSEDED));
  }

  @ParameterizedTest
  @EnumSource(
      value = ReleasePhase.class,
      names = {"SKIPPED", "SUSPENDED"})
  void what_was_left_out_can_be_forced(ReleasePhase phase) {
    var scenario =
        running("1.0.0").releases(GivenRelease.in(phase, "1.5.0").annotated(Keys.FORCE, "true"));

    assertThat(scenario.releaseStatus("1.5.0"))
        .hasValueSatisfying(w -> assertThat(w.status().phase()).isEqualTo(ReleasePhase.PENDING));
    assertThat(scenario.wish(PreparePackage.class))
        .hasValueSatisfying(wish -> assertThat(wish.request().version()).hasToString("1.5.0"));
  }

  @Test
  void what_was_superseded_says_that_force_is_of_no_use() {
    var superseded =
        GivenRelease.in(ReleasePhase.SUPERSEDED, "1.0.0").annotated(Keys.FORCE, "true");

    var scenario = running("1.1.0").releases(superseded);

    assertThat(scenario.releaseStatus("1.0.0").orElseThrow().status())
        .satisfies(
            status -> {
              assertThat(status.phase()).isEqualTo(ReleasePhase.SUPERSEDED);
              assertThat(status.message()).isEqualTo("force has no effect on a superseded release");
            });
    assertThat(scenario.wish(PreparePackage.class)).isEmpty();
  }

  /** It was left out on the way to 1.2.0 (seed 12662). */
  @Test
  void after_a_forced_downgrade_what_was_skipped_in_between_stays_skipped() {
    var scenario = turnedBackTo1_0("1.2.0");

    assertThat(scenario.conditionsShown().releaseStatus("1.1.0")).isEmpty();
  }

  @Test
  void after_a_forced_downgrade_the_channel_may_still_be_turned_to_what_was_skipped() {
    var scenario = turnedBackTo1_0("1.1.0");

    assertThat(scenario.releaseStatus("1.1.0"))
        .hasValueSatisfying(w -> assertThat(w.status().phase()).isEqualTo(ReleasePhase.PENDING));
  }

  private static Scenario turnedBackTo1_0(String channel) {
    return running("1.0.0")
        .releases(
            GivenRelease.in(ReleasePhase.SKIPPED, "1.1.0"),
            GivenRelease.in(ReleasePhase.SUPERSEDED, "1.2.0").fetchedOnce())
        .channel(Given.MAIN, channel);
  }

  @Test
  void W9_both_spellings_are_taken_off() {
    var scenario =
        running("1.0.0")
            .releases(
                GivenRelease.deployed("1.5.0")
                    .annotated(Keys.FORCE, "true")
                    .annotated(Keys.FORCE_OLD, "true"))
            .conditionsShown();

    assertThat(scenario.wishes(PatchRelease.class))
        .anySatisfy(
            patch -> assertThat(patch.annotations()).containsOnlyKeys(Keys.FORCE, Keys.FORCE_OLD));
  }

  /** W-9: neither a restart nor the channel undoes it. */
  @Test
  void a_forced_downgrade_stays() {
    var scenario =
        running("1.1.0")
            .releases(GivenRelease.in(ReleasePhase.SUPERSEDED, "1.1.0").measured(), forced("1.0.0"))
            .prepared("1.0.0");

    assertThat(scenario.releaseStatus("1.0.0"))
        .hasValueSatisfying(w -> assertThat(w.status().phase()).isEqualTo(ReleasePhase.DEPLOYED));

    scenario
        .releases(GivenRelease.deployed("1.0.0").measured())
        .installed("1.0.0")
        .channel(Given.MAIN, "1.1.0")
        .conditionsShown();
    assertThat(scenario.releaseStatus("1.1.0")).isEmpty();
    assertThat(scenario.wish(CreateRelease.class)).isEmpty();
    assertThat(scenario.wish(PreparePackage.class)).isEmpty();
  }

  @Test
  void T21_a_missing_policy_holds_even_a_forced_release() {
    var scenario =
        running("1.0.0").config(GivenConfig.enabled().policy("nowhere")).releases(forced("1.1.0"));

    assertThat(scenario.wish(PreparePackage.class)).isEmpty();
  }

  @Test
  void the_annotation_is_taken_off_once_the_release_is_deployed() {
    var scenario = running("1.0.0");
    scenario.releases(GivenRelease.in(ReleasePhase.SUPERSEDED, "1.0.0"));
    scenario.releases(GivenRelease.deployed("1.5.0").annotated(Keys.FORCE, "true"));
    scenario.conditionsShown();

    assertThat(scenario.wishes(PatchRelease.class))
        .anySatisfy(
            patch -> assertThat(patch.annotations()).containsEntry(Keys.FORCE, Optional.empty()));
  }
}
