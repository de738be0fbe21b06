package io.slipway.core.display;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.core.Given;
import io.slipway.core.GivenModule;
import io.slipway.core.GivenRelease;
import io.slipway.core.Scenario;
import io.slipway.core.value.ReleasePhase;
import org.junit.jupiter.api.Test;

/** A channel that is turned back, and forth again (DESIGN.md section 1, Skipped). */
class RolledBackTest {
  private static Scenario channelAt(String version, GivenRelease waiting) {
    return Scenario.enabled()
        .module(GivenModule.in("Ready").takenFrom("main"))
        .releases(GivenRelease.deployed("1.0.0"))
        .installed("1.0.0")
        .channel(Given.MAIN, version)
        .releases(waiting);
  }

  @Test
  void a_release_above_the_channel_is_skipped() {
    var scenario = channelAt("1.0.0", GivenRelease.pending("1.1.0"));

    assertThat(scenario.releaseStatus("1.1.0"))
        .hasValueSatisfying(w -> assertThat(w.status().phase()).isEqualTo(ReleasePhase.SKIPPED));
  }

  @Test
  void it_waits_again_when_the_channel_comes_back() {
    var scenario = channelAt("1.1.0", GivenRelease.in(ReleasePhase.SKIPPED, "1.1.0"));

    assertThat(scenario.releaseStatus("1.1.0"))
        .hasValueSatisfying(w -> assertThat(w.status().phase()).isEqualTo(ReleasePhase.PENDING));
  }

  @Test
  void what_was_skipped_below_the_deployed_one_stays_skipped() {
    var scenario = channelAt("1.0.0", GivenRelease.in(ReleasePhase.SKIPPED, "0.9.0"));
    scenario.conditionsShown();

    assertThat(scenario.releaseStatus("0.9.0")).isEmpty();
  }

  /** A newer patch had overtaken it and was skipped when the channel was turned back (seed 516). */
  @Test
  void what_was_overtaken_while_it_waited_waits_again_when_the_channel_is_turned_back_to_it() {
    var scenario =
        channelAt("1.1.0", GivenRelease.in(ReleasePhase.SUPERSEDED, "1.1.0"))
            .releases(GivenRelease.in(ReleasePhase.SKIPPED, "1.1.1"));

    assertThat(scenario.releaseStatus("1.1.0"))
        .hasValueSatisfying(w -> assertThat(w.status().phase()).isEqualTo(ReleasePhase.PENDING));
  }

  /** A person has forced the one below it. */
  @Test
  void what_was_deployed_once_does_not_come_back_by_itself() {
    var scenario =
        channelAt("1.1.0", GivenRelease.in(ReleasePhase.SUPERSEDED, "1.1.0").fetchedOnce());

    assertThat(scenario.conditionsShown().releaseStatus("1.1.0")).isEmpty();
  }

  /** It was skipped as a release of another source, then taken over (seed 1715). */
  @Test
  void with_nothing_in_force_the_version_in_the_channel_is_not_left_skipped() {
    var scenario =
        Scenario.enabled()
            .channel(Given.MAIN, "1.0.0")
            .module(GivenModule.in("Downloading").takenFrom("main"))
            .releases(GivenRelease.in(ReleasePhase.SKIPPED, "1.0.0"));

    assertThat(scenario.releaseStatus("1.0.0"))
        .hasValueSatisfying(w -> assertThat(w.status().phase()).isEqualTo(ReleasePhase.PENDING));
  }

  /** The release that was Deployed after it has been deleted by hand (seed 2738). */
  @Test
  void with_nothing_in_force_the_version_in_the_channel_is_not_left_superseded() {
    var scenario =
        Scenario.enabled()
            .channel(Given.MAIN, "1.0.0")
            .module(GivenModule.in("Ready").takenFrom("main"))
            .releases(GivenRelease.in(ReleasePhase.SUPERSEDED, "1.0.0").fetchedOnce());

    assertThat(scenario.releaseStatus("1.0.0"))
        .hasValueSatisfying(w -> assertThat(w.status().phase()).isEqualTo(ReleasePhase.PENDING));
  }
}
