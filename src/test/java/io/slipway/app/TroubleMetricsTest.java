package io.slipway.app;

import static io.slipway.core.Given.MAIN;
import static io.slipway.core.Given.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.core.Given;
import io.slipway.core.GivenConfig;
import io.slipway.core.GivenRelease;
import io.slipway.core.Scenario;
import io.slipway.stream.EventStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/** MET-1 to MET-4, without what the peer gets wrong. */
class TroubleMetricsTest {
  private static List<String> series(TroubleMetrics metrics, String name) {
    return metrics.collect().stream()
        .flatMap(family -> family.samples.stream())
        .filter(sample -> sample.name.equals(name))
        .map(sample -> String.join(" ", sample.labelValues) + " = " + (int) sample.value)
        .toList();
  }

  private static List<String> series(Scenario scenario, String name) {
    var stream = new EventStream(scenario.world(), () -> Given.NOW);
    return series(new TroubleMetrics(stream), name);
  }

  @Test
  void a_channel_that_cannot_be_read_is_told_with_the_version_known_last() {
    var unknown = Scenario.enabled().channelFailed(MAIN, "no such tag");
    var known = Scenario.enabled().channel(MAIN, "1.0.0").channelFailed(MAIN, "no such tag");

    for (var name :
        List.of("d8_module_updating_module_is_not_valid", "slipway_module_unreadable")) {
      assertThat(series(unknown, name))
          .containsExactly("echo unknown registry.example.com/main  = 1");
      assertThat(series(known, name)).containsExactly("echo v1.0.0 registry.example.com/main  = 1");
    }
  }

  @Test
  void nothing_is_told_of_a_module_that_is_well_or_not_enabled() {
    var well = Scenario.enabled().channel(MAIN, "1.0.0");
    var off = Scenario.begun().source(MAIN, "echo").channelFailed(MAIN, "no such tag");

    assertThat(series(well, "d8_module_updating_module_is_not_valid")).isEmpty();
    assertThat(series(off, "d8_module_updating_module_is_not_valid")).isEmpty();
  }

  @Test
  void what_keeps_releases_from_being_made_is_a_broken_sequence() {
    var scenario = Scenario.enabled().channel(MAIN, "1.0.0-rc.1");

    assertThat(series(scenario, "d8_module_updating_broken_sequence"))
        .containsExactly("echo v1.0.0-rc.1 registry.example.com/main v1.0.0-rc.1 = 1");
  }

  @Test
  void a_conflict_is_told_until_a_source_is_chosen() {
    var scenario = Scenario.enabled().source(OTHER, "echo");

    assertThat(series(scenario, "d8_module_at_conflict")).containsExactly("echo = 1");
    assertThat(series(scenario, "slipway_module_at_conflict")).containsExactly("echo = 1");
    scenario.config(GivenConfig.enabled().source("main"));
    assertThat(series(scenario, "d8_module_at_conflict")).isEmpty();
  }

  @Test
  void a_missing_policy_is_counted_each_time_while_a_release_waits_for_it() {
    var scenario =
        Scenario.begun()
            .source(MAIN, "echo")
            .config(GivenConfig.enabled().policy("nightly"))
            .releases(GivenRelease.pending("1.0.0"));
    var metrics = new TroubleMetrics(new EventStream(scenario.world(), () -> Given.NOW));

    for (var times = 1; times <= 3; times++) {
      assertThat(series(metrics, "deckhouse_module_update_policy_not_found"))
          .containsExactly("v1.0.0 echo-v1.0.0 echo = " + times);
    }
  }
}
