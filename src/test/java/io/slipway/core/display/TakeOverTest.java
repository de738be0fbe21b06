package io.slipway.core.display;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.core.Given;
import io.slipway.core.GivenConfig;
import io.slipway.core.GivenModule;
import io.slipway.core.GivenRelease;
import io.slipway.core.Scenario;
import io.slipway.core.effect.RegistryEffect.ReadChannel;
import io.slipway.core.effect.WriteEffect.PatchRelease;
import io.slipway.core.effect.WriteEffect.WriteModuleStatus;
import io.slipway.core.value.Keys;
import io.slipway.core.value.ReleasePhase;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The user names another source whose channel is at a version there is a release of already. */
class TakeOverTest {
  private static Scenario switched(GivenRelease release) {
    return Scenario.enabled()
        .source(Given.OTHER, "echo")
        .module(GivenModule.in("Ready").takenFrom("main"))
        .releases(release)
        .installed("1.0.0")
        .config(GivenConfig.enabled().source("other"))
        .channel(Given.OTHER, "1.0.0");
  }

  @Test
  void the_deployed_release_goes_back_to_pending() {
    var scenario = switched(GivenRelease.deployed("1.0.0"));

    assertThat(scenario.releaseStatus("1.0.0"))
        .hasValueSatisfying(w -> assertThat(w.status().phase()).isEqualTo(ReleasePhase.PENDING));
  }

  @Test
  void then_its_labels_and_owner_follow_the_new_source() {
    var scenario = switched(GivenRelease.pending("1.0.0")).conditionsShown();

    assertThat(scenario.wish(PatchRelease.class))
        .hasValueSatisfying(
            patch -> {
              assertThat(patch.labels())
                  .containsEntry(Keys.SOURCE, Optional.of("other"))
                  .containsKey(Keys.CHECKSUM);
              assertThat(patch.annotations()).containsEntry(Keys.APPLY_NOW, Optional.of("true"));
              assertThat(patch.owner().map(PatchRelease.Owner::source)).contains(Given.OTHER);
            });
  }

  @Test
  void what_runs_stays_ready_meanwhile() {
    var scenario = switched(GivenRelease.pending("1.0.0"));

    assertThat(scenario.wishes(WriteModuleStatus.class))
        .allSatisfy(write -> assertThat(write.status().phase()).isEqualTo("Ready"));
  }

  /** The channel of a source that is not chosen is read now and then only (seed 1309). */
  @Test
  void what_was_read_before_the_switch_is_not_taken_over() {
    var scenario =
        Scenario.enabled()
            .source(Given.OTHER, "echo")
            .channel(Given.OTHER, "1.0.0")
            .module(GivenModule.in("Ready").takenFrom("main"))
            .releases(
                GivenRelease.in(ReleasePhase.SUPERSEDED, "1.0.0"), GivenRelease.deployed("1.0.1"))
            .installed("1.0.1")
            .listed(Given.OTHER, "echo")
            .config(GivenConfig.enabled().source("other"))
            .conditionsShown();

    assertThat(scenario.releaseStatus("1.0.0")).isEmpty();
    assertThat(scenario.wishes(PatchRelease.class))
        .allSatisfy(patch -> assertThat(patch.owner()).isEmpty());
    assertThat(scenario.wishes(ReadChannel.class))
        .extracting(ReadChannel::source)
        .contains(Given.OTHER);
  }
}
