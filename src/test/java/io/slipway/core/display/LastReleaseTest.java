package io.slipway.core.display;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.core.Given;
import io.slipway.core.GivenConfig;
import io.slipway.core.GivenModule;
import io.slipway.core.GivenRelease;
import io.slipway.core.Scenario;
import io.slipway.core.effect.WriteEffect.WriteModuleStatus;
import io.slipway.core.value.Condition;
import io.slipway.core.value.InstallFailure;
import io.slipway.core.value.UpdateMode;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Condition LastReleaseDeployed of a Module (releases.md 1.10). */
class LastReleaseTest {
  private static final String TYPE = "LastReleaseDeployed";

  private static Scenario running(UpdateMode mode) {
    return Scenario.enabled()
        .config(GivenConfig.platform(Given.defaultPolicy(mode)))
        .module(module())
        .releases(GivenRelease.deployed("1.0.0"))
        .installed("1.0.0");
  }

  private static GivenModule module() {
    return GivenModule.in("Ready")
        .takenFrom("main")
        .at("v1.0.0", 900)
        .with("EnabledByModuleConfig", "True", "", "")
        .with("EnabledByModuleManager", "True", "", "")
        .with("IsReady", "True", "", "")
        .showing("True");
  }

  private static Optional<Condition> condition(Scenario scenario) {
    return scenario.wishes(WriteModuleStatus.class).stream()
        .flatMap(write -> write.status().conditions().stream())
        .filter(condition -> condition.type().equals(TYPE))
        .findFirst();
  }

  private static String said(Scenario scenario) {
    return condition(scenario).map(c -> c.reason() + ": " + c.message()).orElseThrow();
  }

  @Test
  void it_is_true_when_nothing_higher_is_held_up() {
    assertThat(condition(running(UpdateMode.AUTO)))
        .hasValueSatisfying(c -> assertThat(c.isTrue()).isTrue());
  }

  /** W-37. */
  @Test
  void it_is_false_while_a_higher_release_is_held_up_and_names_the_lowest() {
    var scenario =
        running(UpdateMode.MANUAL)
            .releases(GivenRelease.pending("1.1.0"), GivenRelease.pending("1.2.0"));

    assertThat(said(scenario))
        .isEqualTo(
            "ReleaseDeployTimeCheck: ModuleRelease could not be applied, release postponed: see"
                + " details in the module release v1.1.0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "deckhouse | > 9 | ReleaseRequirementsCheck: ModuleRelease could not be applied, not met"
            + " requirements: see details in the module release v1.1.0",
        "modules   | *   | ReleaseRequirementsCheck: ModuleRelease could not be applied, not met"
            + " requirements: see details in the module release v1.1.0",
      })
  void requirements_are_named(String subject, String constraint, String text) {
    var release = GivenRelease.pending("1.1.0");
    var wanting =
        subject.equals("modules")
            ? release.needs("reef", constraint)
            : release.requires(subject, constraint);

    assertThat(said(running(UpdateMode.AUTO).releases(wanting))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "SETTINGS, ReleaseConfigValidationCheck",
    "CONVERSION, ReleaseConfigValidationCheck",
    "PACKAGE, ReleasePackageCheck"
  })
  void a_refused_package_is_named(InstallFailure.Reason reason, String said) {
    var scenario =
        running(UpdateMode.AUTO)
            .releases(GivenRelease.pending("1.1.0"))
            .refused("1.1.0", new InstallFailure(reason, "TEXT"));

    assertThat(said(scenario)).startsWith(said + ": ModuleRelease could not be applied, ");
  }

  @Test
  void a_version_in_between_that_is_missing_is_named() {
    var scenario = running(UpdateMode.AUTO).releases(GivenRelease.pending("1.2.0"));

    assertThat(said(scenario)).startsWith("ReleaseOrderCheck: ");
  }

  @Test
  void a_module_that_runs_not_yet_has_it_only_when_something_holds_it_up() {
    var scenario =
        Scenario.enabled()
            .module(GivenModule.in("Downloading").takenFrom("main"))
            .releases(GivenRelease.pending("1.0.0").first());
    assertThat(condition(scenario)).isEmpty();

    scenario.releases(GivenRelease.pending("1.0.0").first().requires("deckhouse", "> 9"));
    assertThat(said(scenario)).startsWith("ReleaseRequirementsCheck: ");
  }

  @Test
  void disabled_it_is_unknown_and_never_added() {
    var scenario = running(UpdateMode.AUTO).config(GivenConfig.disabled());
    assertThat(condition(scenario)).isEmpty();

    scenario.module(module().with(TYPE, "True", "", ""));
    assertThat(condition(scenario)).map(Condition::status).contains("Unknown");
  }
}
