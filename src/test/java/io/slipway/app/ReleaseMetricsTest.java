package io.slipway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.core.Given;
import io.slipway.core.GivenConfig;
import io.slipway.core.GivenModule;
import io.slipway.core.GivenRelease;
import io.slipway.core.Scenario;
import io.slipway.core.value.InstallFailure;
import io.slipway.core.value.Keys;
import io.slipway.core.value.ReleasePhase;
import io.slipway.core.value.UpdateMode;
import io.slipway.stream.EventStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Alert inputs of releases.md 7.1. */
class ReleaseMetricsTest {
  private static final InstallFailure SETTINGS =
      new InstallFailure(InstallFailure.Reason.SETTINGS, "port is required");

  private static Scenario running(UpdateMode mode) {
    return Scenario.enabled()
        .config(GivenConfig.platform(Given.defaultPolicy(mode)))
        .module(GivenModule.in("Ready").takenFrom("main"))
        .releases(GivenRelease.deployed("1.0.0").measured())
        .installed("1.0.0");
  }

  private static List<String> series(Scenario scenario, String name) {
    var stream = new EventStream(scenario.world(), () -> Given.NOW);
    return new ReleaseMetrics(stream, () -> Given.NOW)
        .collect().stream()
            .flatMap(family -> family.samples.stream())
            .filter(sample -> sample.name.equals(name))
            .map(sample -> String.join(" ", sample.labelValues) + " = " + sample.value)
            .toList();
  }

  @Test
  void who_waits_for_a_person_is_told_with_how_far_the_module_is_behind() {
    var scenario =
        running(UpdateMode.MANUAL)
            .releases(
                GivenRelease.pending("1.1.0"),
                GivenRelease.pending("1.2.0"),
                GivenRelease.pending("2.0.0"));

    for (var name : List.of("d8_module_release_info", "slipway_release_info")) {
      assertThat(series(scenario, name))
          .as("1.2.0 and 2.0.0 have not had their turn")
          .containsExactly("echo-v1.1.0 echo true false false false 2 1 nil nil = 1.0");
    }
  }

  @Test
  void who_is_approved_is_told_as_one_that_waits_for_nobody() {
    var scenario =
        running(UpdateMode.MANUAL)
            .releases(GivenRelease.pending("1.1.0").annotated(Keys.APPROVED, "true"));

    assertThat(series(scenario, "d8_module_release_info"))
        .containsExactly("echo-v1.1.0 echo false false false false nil 0 nil nil = 1.0");
  }

  @Test
  void who_lacks_a_requirement_waits_for_that_and_for_no_approval() {
    var scenario =
        running(UpdateMode.MANUAL)
            .releases(GivenRelease.pending("1.0.1").requires("deckhouse", ">= 99.0.0"));

    assertThat(series(scenario, "d8_module_release_info"))
        .containsExactly("echo-v1.0.1 echo false false true false nil 0 nil nil = 1.0");
  }

  @Test
  void the_end_of_a_jump_is_named() {
    var within =
        running(UpdateMode.MANUAL).releases(GivenRelease.pending("1.9.0").jumps("1.0", "1.9"));
    var across =
        running(UpdateMode.MANUAL).releases(GivenRelease.pending("2.1.0").jumps("1.0", "2.1"));

    assertThat(series(within, "d8_module_release_info"))
        .containsExactly("echo-v1.9.0 echo true false false false 9 0 nil echo-v1.9.0 = 1.0");
    assertThat(series(across, "d8_module_release_info"))
        .containsExactly(
            "echo-v2.1.0 echo true false false false 0 1 echo-v2.1.0 echo-v2.1.0 = 1.0");
  }

  @Test
  void nothing_is_told_of_what_is_deployed_or_belongs_to_a_module_that_is_off() {
    assertThat(series(running(UpdateMode.AUTO), "d8_module_release_info")).isEmpty();
    assertThat(
            series(
                running(UpdateMode.MANUAL)
                    .releases(GivenRelease.pending("1.1.0"))
                    .config(GivenConfig.disabled()),
                "d8_module_release_info"))
        .isEmpty();
  }

  @Test
  void settings_that_do_not_fit_what_runs_or_what_comes_next_are_told() {
    var next =
        running(UpdateMode.AUTO).releases(GivenRelease.pending("1.0.1")).refused("1.0.1", SETTINGS);
    var runs = running(UpdateMode.AUTO).refused("1.0.0", SETTINGS);

    for (var name : List.of("deckhouse_module_configuration_error", "slipway_settings_refused")) {
      assertThat(series(next, name)).containsExactly("echo v1.0.1 port is required = 1.0");
      assertThat(series(runs, name)).containsExactly("echo v1.0.0 port is required = 1.0");
    }
    assertThat(series(next.prepared("1.0.1"), "slipway_settings_refused")).isEmpty();
  }

  @Test
  void T11_a_release_that_is_suspended_for_its_settings_is_told_too() {
    var failure = new InstallFailure(InstallFailure.Reason.SETTINGS_INVALID, "port is a text");
    var suspended = GivenRelease.in(ReleasePhase.SUSPENDED, "1.0.1").saying("validation failed: x");
    var scenario = running(UpdateMode.AUTO).releases(suspended).refused("1.0.1", failure);

    assertThat(series(scenario, "deckhouse_module_configuration_error"))
        .containsExactly("echo v1.0.1 port is a text = 1.0");
  }

  @Test
  void a_package_that_cannot_be_read_is_no_matter_of_settings() {
    var failure = new InstallFailure(InstallFailure.Reason.REGISTRY, "no such manifest");
    var scenario =
        running(UpdateMode.AUTO).releases(GivenRelease.pending("1.0.1")).refused("1.0.1", failure);

    assertThat(series(scenario, "deckhouse_module_configuration_error")).isEmpty();
  }

  @Test
  void size_and_time_of_the_deployed_package_are_told() {
    var scenario = running(UpdateMode.AUTO);

    assertThat(series(scenario, "deckhouse_module_pull_seconds_total"))
        .containsExactly("v1.0.0 echo = 2.05");
    assertThat(series(scenario, "deckhouse_module_size_bytes_total"))
        .containsExactly("v1.0.0 echo = 1234.0");
  }
}
