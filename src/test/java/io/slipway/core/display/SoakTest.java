package io.slipway.core.display;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.core.Given;
import io.slipway.core.GivenConfig;
import io.slipway.core.GivenModule;
import io.slipway.core.GivenRelease;
import io.slipway.core.Scenario;
import io.slipway.core.effect.InstallEffect.PreparePackage;
import io.slipway.core.value.Keys;
import io.slipway.core.value.ReleaseChannel;
import io.slipway.core.value.ReleaseObject.Status;
import io.slipway.core.value.ReleasePhase;
import io.slipway.core.value.Soak;
import io.slipway.core.value.UpdateMode;
import io.slipway.core.value.UpdatePolicy;
import io.slipway.core.value.UpdateWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A version must have been there for three days. It is Thursday 17 October 2019, 15:33; 1.70.0 is
 * deployed.
 */
class SoakTest {
  private static final Duration THREE_DAYS = Duration.ofHours(72);
  private static final String FRESH = "2019-10-17T15:00:00Z";
  private static final String RIPE = "2019-10-14T15:33:00Z";
  private static final String UNTIL = "Release is soaking until 20 Oct 2019 15:00 UTC";

  private static Scenario deployed(UpdatePolicy policy) {
    return Scenario.enabled()
        .module(GivenModule.in("Ready").takenFrom("main"))
        .config(GivenConfig.platform(policy))
        .releases(GivenRelease.deployed("1.70.0"))
        .installed("1.70.0");
  }

  private static Scenario deployed(UpdateMode mode, UpdateWindow... windows) {
    return deployed(Given.soaking(THREE_DAYS, mode, windows));
  }

  private static UpdatePolicy bypassing() {
    return new UpdatePolicy(
        "deckhouse", ReleaseChannel.STABLE, UpdateMode.AUTO, List.of(), new Soak(THREE_DAYS, true));
  }

  private static Status status(Scenario scenario, String version) {
    return scenario
        .releaseStatus(version)
        .map(write -> write.status())
        .orElseGet(() -> scenario.echo().releases().get("echo-v" + version).status());
  }

  private static String message(Scenario scenario, String version) {
    return status(scenario, version).message();
  }

  private static String fetched(Scenario scenario) {
    return scenario
        .wish(PreparePackage.class)
        .map(wish -> wish.request().version().toString())
        .orElse("none");
  }

  @ParameterizedTest
  @CsvSource({"AUTO", "AUTO_PATCH", "MANUAL"})
  void a_fresh_version_is_held_back_in_every_mode(UpdateMode mode) {
    var scenario = deployed(mode);

    scenario.releases(GivenRelease.pending("1.70.1").seen(FRESH).annotated(Keys.APPROVED, "true"));

    assertThat(message(scenario, "1.70.1")).isEqualTo(UNTIL);
    assertThat(scenario.review().lookAgainAt()).contains(Instant.parse("2019-10-20T15:00:00Z"));
    assertThat(fetched(scenario)).isEqualTo("none");
  }

  @Test
  void it_is_let_through_when_it_is_of_age() {
    var scenario = deployed(UpdateMode.AUTO).releases(GivenRelease.pending("1.70.1").seen(FRESH));

    scenario.at("2019-10-20T14:59:59Z");
    assertThat(fetched(scenario)).isEqualTo("none");

    scenario.at("2019-10-20T15:00:00Z");
    assertThat(fetched(scenario)).isEqualTo("1.70.1");
  }

  @ParameterizedTest(name = "built {0}: {1}")
  @CsvSource({
    "2019-10-13T00:00:00Z, 1.70.1",
    "2019-10-16T12:00:00Z, none",
    "1970-01-01T00:00:00Z, none",
    "2012-12-31T23:59:59Z, none",
    "2013-01-01T00:00:00Z, 1.70.1",
    "2019-10-17T15:00:01Z, none",
    "2119-01-01T00:00:00Z, none",
    "yesterday, none"
  })
  void it_may_have_been_built_before_it_was_seen(String built, String expected) {
    var scenario = deployed(UpdateMode.AUTO);

    scenario.releases(
        GivenRelease.pending("1.70.1").seen(FRESH).annotated(Keys.IMAGE_CREATED, built));

    assertThat(fetched(scenario)).isEqualTo(expected);
  }

  @Test
  void the_time_it_was_built_counts_until_then() {
    var scenario = deployed(UpdateMode.AUTO);

    scenario.releases(
        GivenRelease.pending("1.70.1")
            .seen(FRESH)
            .annotated(Keys.IMAGE_CREATED, "2019-10-16T12:00:00Z"));

    assertThat(message(scenario, "1.70.1"))
        .isEqualTo("Release is soaking until 19 Oct 2019 12:00 UTC");
  }

  @ParameterizedTest
  @CsvSource({"modules.deckhouse.io/force", "modules.deckhouse.io/apply-now"})
  void a_person_may_have_it_at_once(String annotation) {
    var scenario = deployed(UpdateMode.AUTO);

    scenario.releases(GivenRelease.pending("1.70.1").seen(FRESH).annotated(annotation, "true"));

    assertThat(fetched(scenario)).isEqualTo("1.70.1");
  }

  @Test
  void a_first_installation_does_not_wait() {
    var scenario =
        Scenario.enabled()
            .module(GivenModule.in("Downloading").takenFrom("main"))
            .config(GivenConfig.platform(Given.soaking(THREE_DAYS, UpdateMode.AUTO)))
            .releases(GivenRelease.pending("1.70.1").seen(FRESH));

    assertThat(fetched(scenario)).isEqualTo("1.70.1");
  }

  @ParameterizedTest(name = "1.70.1 seen {0}, 1.70.2 seen {1}: {2}, phases {3} {4}")
  @CsvSource({
    RIPE + "," + FRESH + ", 1.70.1, PENDING, PENDING",
    "2019-10-16T00:00:00Z," + FRESH + ", none, PENDING, PENDING",
    "2019-10-10T00:00:00Z," + RIPE + ", 1.70.2, SUPERSEDED, PENDING"
  })
  void a_newer_version_does_not_restart_the_wait_of_an_older_one(
      String older, String newer, String expected, ReleasePhase first, ReleasePhase second) {
    var scenario = deployed(UpdateMode.AUTO);

    scenario.releases(
        GivenRelease.pending("1.70.1").seen(older), GivenRelease.pending("1.70.2").seen(newer));

    assertThat(fetched(scenario)).isEqualTo(expected);
    assertThat(status(scenario, "1.70.1").phase()).isEqualTo(first);
    assertThat(status(scenario, "1.70.2").phase()).isEqualTo(second);
  }

  @Test
  void of_the_ends_of_a_jump_one_that_is_of_age_comes_first() {
    var scenario = deployed(UpdateMode.AUTO);

    scenario.releases(
        GivenRelease.pending("1.75.1").seen(RIPE).jumps("1.70", "1.75"),
        GivenRelease.pending("1.75.2").seen(FRESH).jumps("1.70", "1.75"));

    assertThat(fetched(scenario)).isEqualTo("1.75.1");
  }

  @Test
  void a_security_fix_does_not_wait_where_the_policy_says_so() {
    var release = GivenRelease.pending("1.70.1").seen(FRESH).fixingSecurity();

    assertThat(fetched(deployed(bypassing()).releases(release))).isEqualTo("1.70.1");
    assertThat(fetched(deployed(UpdateMode.AUTO).releases(release))).isEqualTo("none");
  }

  @Test
  void what_lies_on_the_way_to_a_security_fix_does_not_wait_either() {
    var scenario = deployed(bypassing());

    scenario.releases(
        GivenRelease.pending("1.71.0").seen(FRESH),
        GivenRelease.pending("1.72.0").seen(FRESH).fixingSecurity(),
        GivenRelease.pending("1.73.0").seen(FRESH));

    assertThat(fetched(scenario)).isEqualTo("1.71.0");
    assertThat(message(scenario, "1.73.0")).startsWith("awaiting for v1.71.0");
  }

  @Test
  void a_fresh_patch_does_not_hold_up_the_next_minor() {
    var scenario = deployed(UpdateMode.AUTO);

    scenario.releases(
        GivenRelease.pending("1.70.1").seen(FRESH),
        GivenRelease.pending("1.71.0").seen(RIPE),
        GivenRelease.pending("1.71.1").seen(FRESH),
        GivenRelease.pending("1.72.0").seen(RIPE));

    assertThat(fetched(scenario)).isEqualTo("1.71.0");
    assertThat(message(scenario, "1.70.1")).isEqualTo(UNTIL);
    assertThat(message(scenario, "1.72.0"))
        .isEqualTo("awaiting for v1.71.0 release to be deployed");
  }

  @Test
  void a_security_fix_overtakes_what_still_waits() {
    var scenario = deployed(bypassing());

    scenario.releases(
        GivenRelease.pending("1.70.1").seen(FRESH),
        GivenRelease.pending("1.70.2").seen(FRESH).fixingSecurity(),
        GivenRelease.pending("1.70.3").seen(FRESH));

    assertThat(fetched(scenario)).isEqualTo("1.70.2");
    assertThat(status(scenario, "1.70.1").phase()).isEqualTo(ReleasePhase.SUPERSEDED);
    assertThat(status(scenario, "1.70.3").phase()).isEqualTo(ReleasePhase.PENDING);
  }

  @Test
  void age_window_and_approval_work_together() {
    var windowed = deployed(UpdateMode.AUTO, Given.daily("10:00", "11:00"));
    windowed.releases(GivenRelease.pending("1.70.1").seen(FRESH));
    var manual = deployed(UpdateMode.MANUAL).releases(GivenRelease.pending("1.70.1").seen(FRESH));

    assertThat(message(windowed, "1.70.1"))
        .isEqualTo("Release is soaking, waiting for the update window until 21 Oct 2019 10:00 UTC");
    assertThat(windowed.review().lookAgainAt()).contains(Instant.parse("2019-10-20T15:00:00Z"));
    assertThat(message(manual, "1.70.1"))
        .isEqualTo("Waiting for the 'modules.deckhouse.io/approved: \"true\"' annotation");
  }

  @Test
  void a_policy_that_asks_for_no_age_any_more_lets_it_through_at_once() {
    var scenario = deployed(UpdateMode.AUTO).releases(GivenRelease.pending("1.70.1").seen(FRESH));

    scenario.config(GivenConfig.platform(Given.defaultPolicy(UpdateMode.AUTO)));

    assertThat(fetched(scenario)).isEqualTo("1.70.1");
  }
}
