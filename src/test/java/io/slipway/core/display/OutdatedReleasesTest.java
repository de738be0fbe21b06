package io.slipway.core.display;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.core.Given;
import io.slipway.core.GivenModule;
import io.slipway.core.GivenRelease;
import io.slipway.core.Scenario;
import io.slipway.core.effect.WriteEffect.DeleteObject;
import io.slipway.core.value.ReleasePhase;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Of what is closed, the three newest are kept (releases T18, section 6.6). */
class OutdatedReleasesTest {
  private static Scenario closed(GivenRelease... others) {
    return Scenario.enabled()
        .module(GivenModule.in("Ready").takenFrom("main"))
        .releases(
            GivenRelease.in(ReleasePhase.SUPERSEDED, "0.4.50"),
            GivenRelease.in(ReleasePhase.SUPERSEDED, "0.4.51"),
            GivenRelease.in(ReleasePhase.SUSPENDED, "0.4.52"),
            GivenRelease.in(ReleasePhase.SKIPPED, "0.4.53"))
        .releases(others);
  }

  private static List<String> deleted(Scenario scenario) {
    return scenario.wishes(DeleteObject.class).stream().map(d -> d.ref().name()).toList();
  }

  @Test
  void T18_the_fourth_is_deleted_once_another_is_deployed() {
    var scenario = closed(GivenRelease.deployed("0.4.54")).installed("0.4.54");

    assertThat(deleted(scenario)).containsExactly("echo-v0.4.50");
  }

  @Test
  void while_nothing_is_deployed_all_are_kept() {
    assertThat(deleted(closed(GivenRelease.pending("0.4.54")))).isEmpty();
  }

  @Test
  void those_of_another_source_count_by_themselves() {
    var scenario =
        closed(
            GivenRelease.deployed("0.4.54"),
            GivenRelease.in(ReleasePhase.SUPERSEDED, "0.3.1").from(Given.OTHER));

    assertThat(deleted(scenario)).containsExactly("echo-v0.4.50");
  }
}
