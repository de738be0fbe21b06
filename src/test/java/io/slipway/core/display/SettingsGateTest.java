package io.slipway.core.display;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.core.Given;
import io.slipway.core.GivenConfig;
import io.slipway.core.GivenModule;
import io.slipway.core.GivenRelease;
import io.slipway.core.Scenario;
import io.slipway.core.effect.InstallEffect.PreparePackage;
import io.slipway.core.effect.Notice;
import io.slipway.core.effect.WriteEffect.DeleteObject;
import io.slipway.core.value.InstallFailure;
import io.slipway.core.value.InstallFailure.Reason;
import io.slipway.core.value.ReleasePhase;
import io.slipway.core.value.UpdateMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A version whose schema refuses the settings (releases.md T9 to T11, W-10, W-14, W-15). */
class SettingsGateTest {
  private static final String SAYING = "validation failed: depth must be of type integer";
  private static final InstallFailure INVALID =
      new InstallFailure(Reason.SETTINGS_INVALID, "depth must be of type integer");

  private static Scenario given(GivenRelease next) {
    return Scenario.enabled()
        .config(GivenConfig.enabled().settings(1, "{\"depth\":\"deep\"}"))
        .module(GivenModule.in("Ready").takenFrom("main"))
        .releases(GivenRelease.deployed("1.0.0"))
        .installed("1.0.0")
        .releases(next);
  }

  private static GivenRelease suspended() {
    return GivenRelease.in(ReleasePhase.SUSPENDED, "1.1.0").saying(SAYING);
  }

  private static ReleasePhase phase(Scenario scenario) {
    return scenario
        .releaseStatus("1.1.0")
        .map(write -> write.status().phase())
        .orElse(scenario.echo().releases().get("echo-v1.1.0").status().phase());
  }

  private static boolean asksFor(Scenario scenario, String version) {
    return scenario.wishes(PreparePackage.class).stream()
        .anyMatch(wish -> wish.id().version().equals(Given.version(version)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SETTINGS         | PENDING   | Initial module config validation failed:&TEXT",
        "SETTINGS_INVALID | SUSPENDED | validation failed: TEXT",
        "SCHEMA           | SUSPENDED | validation failed: TEXT",
        "CONVERSION       | SUSPENDED | apply conversions failed: TEXT",
        "PACKAGE          | PENDING   | Package cannot be used: TEXT",
        "REGISTRY         | PENDING   | Package cannot be used: TEXT",
      })
  void T9_to_T11_the_kind_of_the_failure_decides(Reason reason, ReleasePhase phase, String text) {
    var scenario =
        given(GivenRelease.pending("1.1.0")).refused("1.1.0", new InstallFailure(reason, "TEXT"));

    var write = scenario.releaseStatus("1.1.0").orElseThrow();

    assertThat(write.status().phase()).isEqualTo(phase);
    assertThat(write.status().message()).isEqualTo(text.replace('&', '\n'));
    assertThat(write.notices()).extracting(Notice::warning).containsExactly(true);
  }

  /** W-15: it is no matter of words. */
  @Test
  void a_value_whose_text_speaks_of_a_required_thing_suspends() {
    var scenario =
        given(GivenRelease.pending("1.1.0"))
            .refused("1.1.0", new InstallFailure(Reason.SETTINGS_INVALID, "a token is required"));

    assertThat(phase(scenario)).isEqualTo(ReleasePhase.SUSPENDED);
  }

  @ParameterizedTest
  @CsvSource({"SETTINGS, false", "SETTINGS_INVALID, false", "CONVERSION, true", "REGISTRY, true"})
  void it_is_asked_again_only_where_the_answer_can_be_another(Reason reason, boolean isAsked) {
    var scenario =
        given(GivenRelease.pending("1.1.0")).refused("1.1.0", new InstallFailure(reason, "TEXT"));

    assertThat(asksFor(scenario, "1.1.0")).isEqualTo(isAsked);
  }

  @Test
  void a_suspended_release_is_at_rest_while_the_settings_are_the_same() {
    var scenario = given(suspended()).refused("1.1.0", INVALID).conditionsShown();

    assertThat(scenario.releaseStatus("1.1.0")).isEmpty();
    assertThat(scenario.wishes(PreparePackage.class)).isEmpty();
  }

  /** W-14. */
  @Test
  void as_soon_as_the_settings_are_others_it_is_asked_again() {
    var scenario = given(suspended()).refused("1.1.0", INVALID).conditionsShown();

    scenario.config(GivenConfig.enabled().settings(1, "{\"depth\":7}"));

    assertThat(asksFor(scenario, "1.1.0")).isTrue();
    assertThat(scenario.releaseStatus("1.1.0")).as("until the answer is there").isEmpty();
  }

  @Test
  void at_any_time_and_waits_like_any_other_then() {
    var scenario =
        given(suspended())
            .config(GivenConfig.platform(Given.defaultPolicy(UpdateMode.MANUAL)))
            .refused("1.1.0", INVALID)
            .config(GivenConfig.enabled().settings(1, "{\"depth\":7}"));
    assertThat(asksFor(scenario, "1.1.0")).isTrue();

    var status = scenario.prepared("1.1.0").releaseStatus("1.1.0").orElseThrow().status();

    assertThat(status.phase()).isEqualTo(ReleasePhase.PENDING);
    assertThat(status.message()).startsWith("Waiting for the");
  }

  @Test
  void accepted_it_takes_over() {
    var scenario = given(suspended()).prepared("1.1.0");

    assertThat(scenario.releaseStatus("1.0.0").orElseThrow().status().phase())
        .isEqualTo(ReleasePhase.SUPERSEDED);

    scenario.releases(GivenRelease.in(ReleasePhase.SUPERSEDED, "1.0.0"));
    assertThat(phase(scenario)).isEqualTo(ReleasePhase.DEPLOYED);
  }

  @Test
  void when_a_setting_is_missing_instead_it_is_pending_again() {
    var scenario =
        given(suspended()).refused("1.1.0", new InstallFailure(Reason.SETTINGS, "x is required"));

    assertThat(phase(scenario)).isEqualTo(ReleasePhase.PENDING);
  }

  @Test
  void a_new_process_asks_and_lets_it_stand_meanwhile() {
    var scenario = given(suspended()).conditionsShown();

    assertThat(asksFor(scenario, "1.1.0")).isTrue();
    assertThat(scenario.releaseStatus("1.1.0")).isEmpty();
  }

  @Test
  void a_newer_patch_leaves_it_where_it_is() {
    var scenario = given(suspended()).releases(GivenRelease.pending("1.1.1")).conditionsShown();

    assertThat(scenario.releaseStatus("1.1.0")).isEmpty();
    assertThat(asksFor(scenario, "1.1.0")).isFalse();
    assertThat(asksFor(scenario, "1.1.1")).isTrue();
  }

  @Test
  void what_is_refused_does_not_keep_another_one_from_being_fetched() {
    var scenario =
        given(GivenRelease.pending("1.0.1")).releases(suspended()).refused("1.1.0", INVALID);

    assertThat(asksFor(scenario, "1.0.1")).isTrue();
  }

  @Test
  void a_corrected_image_of_the_same_version_replaces_it() {
    var scenario =
        given(suspended().labelled("release-checksum", "old")).channel(Given.MAIN, "1.1.0");

    assertThat(scenario.wishes(DeleteObject.class))
        .extracting(delete -> delete.ref().name())
        .containsExactly("echo-v1.1.0");
  }

  /** W-10. */
  @Test
  void a_deployed_release_stays_deployed_whatever_the_settings_are() {
    var scenario = given(GivenRelease.pending("1.1.0")).refused("1.0.0", INVALID);

    assertThat(scenario.echo().releases().get("echo-v1.0.0").is(ReleasePhase.DEPLOYED)).isTrue();
    assertThat(scenario.releaseStatus("1.0.0"))
        .map(write -> write.status().phase())
        .contains(ReleasePhase.DEPLOYED);
  }
}
