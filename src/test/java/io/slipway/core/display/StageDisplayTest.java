package io.slipway.core.display;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.core.decision.Stage;
import io.slipway.core.value.Condition.Wish;
import io.slipway.core.value.InstallFailure;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** modules.md 1.5 and 1.6; the seed's tables; DESIGN.md section 1. */
class StageDisplayTest {
  private static final InstallFailure FAILURE =
      new InstallFailure(InstallFailure.Reason.HELM, "it broke");

  static Stream<Arguments> stages() {
    return Stream.of(
        row(new Stage.Available(), "Available", "False", "NotInstalled", "not installed"),
        row(new Stage.Retired(), "Available", "False", "NotInstalled", "not installed"),
        row(
            new Stage.NotOffered(),
            "Available",
            "False",
            "NotInstalled",
            "not installed: no source offers the module"),
        row(
            new Stage.PolicyMissing("mine"),
            "Available",
            "False",
            "NotInstalled",
            "Update policy mine not found"),
        row(new Stage.Unreadable("404"), "Available", "False", "DownloadingError", "404"),
        row(new Stage.Conflict(), "Conflict", "False", "Conflict", "several available sources"),
        row(new Stage.Downloading(), "Downloading", "False", "Downloading", "downloading"),
        row(
            new Stage.DownloadFailing(FAILURE),
            "Downloading",
            "False",
            "DownloadingError",
            "it broke"),
        row(new Stage.Installing(), "Installing", "False", "Installing", "installing"),
        row(new Stage.Reconciling(), "Reconciling", "False", "Reconciling", "reconciling"),
        row(new Stage.Failed(FAILURE), "Error", "Error", "ModuleError", "it broke"),
        row(
            new Stage.Downloaded(),
            "Downloaded",
            "False",
            "ModuleConfig",
            "turned off by module config"),
        row(
            new Stage.Uninstalling(java.util.Optional.empty()),
            "",
            "False",
            "ModuleConfig",
            "turned off by module config"));
  }

  private static Arguments row(
      Stage stage, String phase, String ready, String reason, String message) {
    return Arguments.of(stage, phase, ready, Wish.no("IsReady", reason, message));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("stages")
  void a_stage_is_shown(Stage stage, String phase, String ready, Wish isReady) {
    var display = StageDisplay.of(stage);

    assertThat(display.phase()).isEqualTo(phase);
    assertThat(display.ready()).isEqualTo(ready);
    assertThat(display.isReady()).contains(isReady);
  }

  @Test
  void ready_is_shown_without_a_reason() {
    assertThat(StageDisplay.of(new Stage.Ready()))
        .isEqualTo(new StageDisplay("Ready", "True", true, Optional.of(Wish.yes("IsReady"))));
  }

  @Test
  void a_run_has_ended_only_in_ready_and_error() {
    var ended = List.of(new Stage.Ready(), new Stage.Failed(FAILURE));

    assertThat(ended).allSatisfy(s -> assertThat(StageDisplay.of(s).hasRun()).isTrue());
    assertThat(stages().map(row -> (Stage) row.get()[0]).filter(s -> !ended.contains(s)))
        .allSatisfy(s -> assertThat(StageDisplay.of(s).hasRun()).isFalse());
  }

  @Test
  void what_is_in_between_keeps_what_is_shown() {
    var nothing = new StageDisplay("", "", false, Optional.empty());

    assertThat(StageDisplay.of(new Stage.Resolving())).isEqualTo(nothing);
    assertThat(StageDisplay.of(new Stage.Replacing())).isEqualTo(nothing);
  }
}
