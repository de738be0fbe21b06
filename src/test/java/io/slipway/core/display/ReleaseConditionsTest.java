package io.slipway.core.display;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.core.Given;
import io.slipway.core.GivenConfig;
import io.slipway.core.GivenModule;
import io.slipway.core.GivenRelease;
import io.slipway.core.Scenario;
import io.slipway.core.value.Condition;
import io.slipway.core.value.InstallFailure;
import io.slipway.core.value.InstallFailure.Reason;
import io.slipway.core.value.ReleasePhase;
import io.slipway.core.value.UpdateMode;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What generic tools can wait for. */
class ReleaseConditionsTest {
  private static Scenario running(UpdateMode mode) {
    return Scenario.enabled()
        .config(GivenConfig.platform(Given.defaultPolicy(mode, Given.daily("22:00", "23:00"))))
        .module(GivenModule.in("Ready").takenFrom("main"))
        .releases(GivenRelease.deployed("1.0.0"))
        .installed("1.0.0");
  }

  private static List<Condition> conditions(Scenario scenario, String version) {
    return scenario.releaseStatus(version).orElseThrow().status().standing().conditions();
  }

  /** Those that are True, with reason and message. */
  private static String said(Scenario scenario, String version) {
    return conditions(scenario, version).stream()
        .filter(Condition::isTrue)
        .map(c -> "%s %s: %s".formatted(c.type(), c.reason(), c.message()))
        .collect(Collectors.joining(", "));
  }

  @Test
  void a_deployed_release_is_ready() {
    assertThat(said(running(UpdateMode.AUTO), "1.0.0")).isEqualTo("Ready Deployed: ");
  }

  @Test
  void what_waits_for_a_time_is_reconciling() {
    var scenario = running(UpdateMode.AUTO).releases(GivenRelease.pending("1.1.0"));

    assertThat(said(scenario, "1.1.0"))
        .isEqualTo(
            "Reconciling WindowClosed: Release is waiting for the update window until 17 Oct 2019"
                + " 22:00 UTC");
  }

  @Test
  void what_waits_for_a_person_is_stalled() {
    var scenario = running(UpdateMode.MANUAL).releases(GivenRelease.pending("1.1.0"));

    assertThat(said(scenario, "1.1.0"))
        .isEqualTo(
            "Stalled ApprovalMissing: Waiting for the 'modules.deckhouse.io/approved: \"true\"'"
                + " annotation");
  }

  @Test
  void what_waits_for_another_release_is_reconciling() {
    var scenario =
        running(UpdateMode.MANUAL)
            .releases(GivenRelease.pending("1.1.0"), GivenRelease.pending("1.2.0"));

    assertThat(said(scenario, "1.2.0"))
        .isEqualTo("Reconciling AwaitingRelease: awaiting for v1.1.0 release to be deployed");
  }

  @Test
  void what_is_being_fetched_is_reconciling() {
    var scenario =
        running(UpdateMode.AUTO).releases(GivenRelease.pending("1.1.0").first()).installed("1.0.0");

    assertThat(said(scenario, "1.1.0")).isEqualTo("Reconciling Progressing: ");
  }

  @ParameterizedTest
  @CsvSource({
    "REGISTRY, Reconciling PackageUnavailable",
    "STORE, Reconciling PackageUnavailable",
    "PACKAGE, Stalled PackageUnusable",
    "SETTINGS, Stalled SettingsIncomplete",
    "SETTINGS_INVALID, Stalled SettingsInvalid",
    "CONVERSION, Stalled ConversionFailed",
    "SCHEMA, Stalled SchemaUnusable"
  })
  void a_refused_package_says_what_was_refused(Reason reason, String said) {
    var scenario =
        running(UpdateMode.AUTO)
            .releases(GivenRelease.pending("1.1.0").first())
            .refused("1.1.0", new InstallFailure(reason, "TEXT"));

    assertThat(said(scenario, "1.1.0")).startsWith(said + ": ").endsWith("TEXT");
  }

  @ParameterizedTest
  @EnumSource(names = {"SUPERSEDED", "SKIPPED"})
  void what_is_over_is_none_of_them(ReleasePhase phase) {
    var scenario = running(UpdateMode.AUTO).releases(GivenRelease.in(phase, "0.9.0"));

    assertThat(conditions(scenario, "0.9.0"))
        .extracting(Condition::type, Condition::status, Condition::reason)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("Ready", "False", phase.label()),
            org.assertj.core.groups.Tuple.tuple("Reconciling", "False", phase.label()),
            org.assertj.core.groups.Tuple.tuple("Stalled", "False", phase.label()));
  }

  @Test
  void one_that_somebody_suspended_is_stalled() {
    var scenario =
        running(UpdateMode.AUTO).releases(GivenRelease.in(ReleasePhase.SUSPENDED, "1.1.0"));

    assertThat(said(scenario, "1.1.0")).isEqualTo("Stalled Suspended: ");
  }

  @Test
  void a_version_that_cannot_be_read_is_stalled() {
    var scenario = running(UpdateMode.AUTO).releases(GivenRelease.pending("latest"));

    assertThat(said(scenario, "latest"))
        .isEqualTo("Stalled VersionUnreadable: spec.version is not a semantic version");
  }

  @Test
  void they_tell_of_which_generation_they_are() {
    var status = running(UpdateMode.AUTO).releaseStatus("1.0.0").orElseThrow().status();

    assertThat(status.standing().observedGeneration()).isEqualTo(1);
  }

  @Test
  void an_object_without_them_is_written_once_and_time_alone_never_writes() {
    var scenario = running(UpdateMode.MANUAL).releases(GivenRelease.pending("1.1.0"));
    var written = scenario.releaseStatus("1.0.0").orElseThrow().status();
    assertThat(written.transitionTime()).contains(Given.NOW);

    scenario.conditionsShown().later(Duration.ofDays(3));

    assertThat(scenario.releaseStatus("1.0.0")).isEmpty();
  }

  @Test
  void the_time_of_a_condition_moves_with_its_status_only() {
    var scenario = running(UpdateMode.MANUAL);
    scenario.conditionsShown().later(Duration.ofHours(1));
    scenario.releases(GivenRelease.in(ReleasePhase.SUPERSEDED, "1.0.0"));
    scenario.releases(GivenRelease.deployed("1.1.0"));

    assertThat(conditions(scenario, "1.0.0"))
        .allSatisfy(c -> assertThat(c.lastTransitionTime()).isEqualTo(scenario.now()));
  }
}
