package io.slipway.core.display;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.core.Given;
import io.slipway.core.GivenConfig;
import io.slipway.core.GivenModule;
import io.slipway.core.GivenRelease;
import io.slipway.core.Scenario;
import io.slipway.core.value.Keys;
import io.slipway.core.value.ReleasePhase;
import io.slipway.core.value.UpdateMode;
import io.slipway.core.value.UpdateWindow;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When a release is deployed (releases.md 2.9, 3.3). It is Thursday 17 October 2019, 15:33. */
class UpdateModeTest {
  private static final String APPROVAL =
      "Waiting for the 'modules.deckhouse.io/approved: \"true\"' annotation";
  private static final UpdateWindow CLOSED = Given.daily("10:00", "11:00");

  private static Scenario deployed(UpdateMode mode, UpdateWindow... windows) {
    return Scenario.enabled()
        .module(GivenModule.in("Ready").takenFrom("main"))
        .config(GivenConfig.platform(Given.defaultPolicy(mode, windows)))
        .releases(GivenRelease.deployed("1.70.0"))
        .installed("1.70.0");
  }

  private static String message(Scenario scenario, GivenRelease release) {
    scenario.releases(release);
    var version = release.name().substring("echo-v".length());
    return scenario.releaseStatus(version).map(write -> write.status().message()).orElse("");
  }

  @ParameterizedTest(name = "{0}, {1}, approved {2}, {3}: {4}")
  @CsvSource(
      delimiter = ';',
      value = {
        "AUTO;       1.70.1; no;  now;   window",
        "AUTO;       1.71.0; no;  now;   window",
        "AUTO;       1.71.0; yes; now;   window",
        "AUTO_PATCH; 1.70.1; no;  now;   window",
        "AUTO_PATCH; 1.70.1; yes; now;   window",
        "AUTO_PATCH; 1.71.0; yes; now;   passes",
        "AUTO_PATCH; 1.71.0; no;  now;   approval",
        "MANUAL;     1.70.1; no;  now;   approval",
        "MANUAL;     1.70.1; yes; now;   passes",
        "MANUAL;     1.71.0; no;  now;   approval",
        "MANUAL;     1.71.0; yes; now;   passes",
        "AUTO;       1.70.1; no;  later; both",
        "AUTO_PATCH; 1.70.1; no;  later; both",
        "AUTO_PATCH; 1.71.0; yes; later; canary",
        "MANUAL;     1.70.1; yes; later; canary",
        "MANUAL;     1.71.0; yes; later; passes"
      })
  void the_matrix_of_modes_holds_while_the_window_is_closed(
      UpdateMode mode, String version, String approved, String when, String outcome) {
    var scenario = deployed(mode, CLOSED);
    var release = GivenRelease.pending(version);
    if (approved.equals("yes")) {
      release.annotated(Keys.APPROVED, "true");
    }
    if (when.equals("later")) {
      release.after("2019-10-18T12:00:00Z");
    }

    var message = message(scenario, release);

    assertThat(message)
        .isEqualTo(
            switch (outcome) {
              case "window" ->
                  "Release is waiting for the update window until 18 Oct 2019 10:00 UTC";
              case "canary" -> "Release is postponed until 18 Oct 2019 12:00 UTC";
              case "both" ->
                  "Release is postponed, waiting for the update window until 19 Oct 2019 10:00 UTC";
              case "approval" -> APPROVAL;
              default -> "";
            });
  }

  @Test
  void a_closed_window_is_looked_at_again_when_it_opens() {
    var scenario = deployed(UpdateMode.AUTO, CLOSED).releases(GivenRelease.pending("1.70.1"));

    assertThat(scenario.review().lookAgainAt()).contains(Instant.parse("2019-10-18T10:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "t", "T", "true", "TRUE", "True"})
  void an_approval_is_whatever_reads_as_true(String value) {
    var scenario = deployed(UpdateMode.MANUAL);

    assertThat(message(scenario, GivenRelease.pending("1.71.0").annotated(Keys.APPROVED, value)))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "false", "yes", "tRUE", "on"})
  void any_other_value_is_no_approval(String value) {
    var scenario = deployed(UpdateMode.MANUAL);

    assertThat(message(scenario, GivenRelease.pending("1.71.0").annotated(Keys.APPROVED, value)))
        .isEqualTo(APPROVAL);
  }

  @Test
  void the_annotation_of_the_seeds_table_approves_too() {
    var scenario = deployed(UpdateMode.MANUAL);
    var release = GivenRelease.pending("1.71.0");

    assertThat(message(scenario, release.annotated("release.deckhouse.io/approved", "true")))
        .isEmpty();
  }

  @Test
  void apply_now_skips_postponement_window_and_approval() {
    var scenario = deployed(UpdateMode.MANUAL, CLOSED);
    var release = GivenRelease.pending("1.71.0").after("2019-10-18T12:00:00Z");

    assertThat(message(scenario, release.annotated(Keys.APPLY_NOW, "true"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"modules.deckhouse.io/apply-now, false", "modules.deckhouse.io/approved, true"})
  void in_mode_manual_the_status_says_whether_somebody_has_approved(
      String annotation, boolean expected) {
    var scenario =
        Scenario.enabled()
            .module(GivenModule.in("Downloading").takenFrom("main"))
            .config(GivenConfig.platform(Given.defaultPolicy(UpdateMode.MANUAL)))
            .releases(GivenRelease.in(ReleasePhase.NONE, "1.70.0").annotated(annotation, "true"));

    assertThat(scenario.releaseStatus("1.70.0").orElseThrow().status().approved())
        .isEqualTo(expected);
  }

  @Test
  void apply_now_does_not_skip_requirements() {
    var scenario = deployed(UpdateMode.AUTO);
    var release = GivenRelease.pending("1.71.0").requires("deckhouse", ">= 1.80");

    assertThat(message(scenario, release.annotated(Keys.APPLY_NOW, "true")))
        .isEqualTo(
            "requirements are not satisfied: current deckhouse version is not suitable:"
                + " 1.75.0 is less than 1.80");
  }

  @Test
  void T22_ignore_deploys_nothing_newer_and_an_approval_does_not_help() {
    var scenario = deployed(UpdateMode.IGNORE);

    assertThat(message(scenario, GivenRelease.pending("1.70.1").annotated(Keys.APPROVED, "true")))
        .isEqualTo("Update disabled by 'Ignore' update policy");
  }

  @Test
  void ignore_lets_the_first_installation_happen() {
    var scenario =
        Scenario.enabled()
            .module(GivenModule.in("Downloading").takenFrom("main"))
            .config(GivenConfig.platform(Given.defaultPolicy(UpdateMode.IGNORE)));

    assertThat(message(scenario, GivenRelease.pending("1.70.0").first())).isEmpty();
  }

  @Test
  void T21_a_missing_policy_holds_everything_back() {
    var scenario = deployed(UpdateMode.AUTO).config(GivenConfig.enabled().policy("nightly"));

    assertThat(message(scenario, GivenRelease.pending("1.70.1")))
        .isEqualTo("Update policy nightly not found");
  }

  @Test
  void a_change_of_policy_applies_to_pending_releases_at_once() {
    var scenario = deployed(UpdateMode.MANUAL).releases(GivenRelease.pending("1.71.0"));

    scenario.config(GivenConfig.platform(Given.defaultPolicy(UpdateMode.AUTO)));

    assertThat(scenario.conditionsShown().releaseStatus("1.71.0")).isEmpty();
  }

  @ParameterizedTest(name = "{0}: {1} {2}")
  @CsvSource(
      delimiter = ';',
      value = {
        "4.1; kubernetes; > 1.40 ; requirements are not satisfied: current kubernetes version is"
            + " not suitable: 1.35.4 is less than or equal to 1.40",
        "4.1; deckhouse ; what?  ; requirements are not satisfied: current deckhouse version is"
            + " not suitable: improper constraint: what?"
      })
  void a_requirement_that_is_not_met_is_named(
      String section, String subject, String constraint, String text) {
    var scenario = deployed(UpdateMode.AUTO);

    assertThat(message(scenario, GivenRelease.pending("1.71.0").requires(subject, constraint)))
        .isEqualTo(text);
  }

  @Test
  void an_update_with_a_met_requirement_passes() {
    var scenario = deployed(UpdateMode.AUTO);
    var release =
        GivenRelease.pending("1.71.0")
            .requires("deckhouse", ">= 1.75")
            .requires("kubernetes", ">= 1.31");

    assertThat(message(scenario, release)).isEmpty();
  }
}
