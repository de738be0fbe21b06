package io.slipway.core.display;

import static io.slipway.core.Given.MAIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.core.Given;
import io.slipway.core.GivenConfig;
import io.slipway.core.GivenModule;
import io.slipway.core.GivenRelease;
import io.slipway.core.Scenario;
import io.slipway.core.effect.InstallEffect.PreparePackage;
import io.slipway.core.event.InstallEvent;
import io.slipway.core.value.InstallationId;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.ReleasePhase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What releases and other modules ask of each other (releases.md 4.3). */
class ModuleRequirementTest {
  /** Module {@code echo} at 1.0.0 beside what a test adds. */
  private static Scenario given() {
    return Scenario.begun()
        .source(MAIN, "echo", "reef", "shoal")
        .config(GivenConfig.enabled())
        .module(GivenModule.in("Ready").takenFrom("main"))
        .releases(GivenRelease.deployed("1.0.0"))
        .installed("1.0.0");
  }

  private static Scenario with(GivenRelease... others) {
    return given()
        .config(GivenConfig.of("reef").turned(true))
        .config(GivenConfig.of("shoal").turned(true))
        .releases(others);
  }

  private static GivenRelease reef(String version) {
    return GivenRelease.deployed(version).of("reef");
  }

  private static GivenRelease next() {
    return GivenRelease.pending("1.1.0");
  }

  private static String message(Scenario scenario) {
    return scenario.releaseStatus("1.1.0").orElseThrow().status().message();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        ">= 1.10.0 ; >=1.10.0",
        ">1.9,<2.0 ; >1.9 <2.0",
        "~1.8      ; ~1.8",
        "1.0 - 1.5 ; >=1.0 <=1.5",
        "=> 2 || 1.5.0 ; =>2 || 1.5.0",
        ">= 1.10.0 !optional ; >=1.10.0",
      })
  void a_version_that_does_not_satisfy_is_named_with_the_constraint(
      String constraint, String shown) {
    var scenario = with(reef("1.9.0")).releases(next().needs("reef", constraint));

    assertThat(message(scenario))
        .isEqualTo(
            "1 error occurred: dependency 'reef' not meet version constraint: the '1.9.0' version"
                + " does not satisfy the '%s' constraint".formatted(shown));
    assertThat(scenario.wish(PreparePackage.class)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({">= 1.10.0", "*", "^1", "'>= 1 !optional'", "''", "!optional"})
  void a_version_that_satisfies_opens_the_gate(String constraint) {
    var scenario = with(reef("1.10.0-rc.1+build")).releases(next().needs("reef", constraint));

    assertThat(scenario.wish(PreparePackage.class)).isPresent();
  }

  @Test
  void a_module_of_which_nothing_is_in_force_is_not_deployed() {
    var scenario =
        with(GivenRelease.pending("1.9.0").of("reef")).releases(next().needs("reef", ">= 1.0.0"));

    assertThat(message(scenario)).isEqualTo("1 error occurred: 'reef' is not deployed");
  }

  @Test
  void a_module_that_is_disabled_is_not_deployed() {
    var scenario = given().releases(reef("1.9.0"), next().needs("reef", ">= 1.0.0"));

    assertThat(message(scenario)).isEqualTo("1 error occurred: 'reef' is not deployed");
  }

  /** W-23. */
  @Test
  void an_optional_module_may_be_absent_or_disabled() {
    assertThat(
            given().releases(next().needs("nowhere", ">= 1 !optional")).wish(PreparePackage.class))
        .isPresent();
    assertThat(
            given()
                .releases(reef("1.0.0"), next().needs("reef", ">= 2 !optional"))
                .wish(PreparePackage.class))
        .isPresent();
  }

  @Test
  void while_the_other_one_changes_versions_the_installed_one_counts() {
    var scenario =
        with(GivenRelease.in(ReleasePhase.SUPERSEDED, "1.9.0").of("reef"))
            .releases(GivenRelease.pending("1.10.0").of("reef"), next().needs("reef", ">= 1.10"));
    var installed = new InstallationId(Given.version("1.9.0"), "sum", "hash");

    scenario.observe(new InstallEvent.ModuleInstalled(new ModuleName("reef"), installed));

    assertThat(message(scenario)).contains("the '1.9.0' version does not satisfy");
  }

  @Test
  void several_objections_are_counted_and_sorted() {
    var scenario =
        with(reef("1.9.0"))
            .releases(
                GivenRelease.deployed("0.3.0").of("shoal").needs("echo", "< 1.1"),
                next().needs("reef", "> 2").needs("anchor", "*"));

    assertThat(message(scenario))
        .isEqualTo(
            "3 errors occurred: 'anchor' is not deployed; dependency 'reef' not meet version"
                + " constraint: the '1.9.0' version does not satisfy the '>2' constraint; module"
                + " 'shoal' not meet requirement if 'echo-v1.1.0' module release is installed: the"
                + " '1.1.0' version does not satisfy the '<1.1' constraint");
  }

  /** W-25: the release asks for nothing itself. */
  @Test
  void a_release_that_would_break_an_enabled_module_is_held() {
    var scenario = with(reef("0.3.0").needs("echo", "< 1.1")).releases(next());

    assertThat(message(scenario))
        .isEqualTo(
            "1 error occurred: module 'reef' not meet requirement if 'echo-v1.1.0' module release"
                + " is installed: the '1.1.0' version does not satisfy the '<1.1' constraint");
  }

  @Test
  void a_module_that_is_optional_to_another_must_suit_it_all_the_same() {
    var scenario = with(reef("0.3.0").needs("echo", "< 1.1 !optional")).releases(next());

    assertThat(message(scenario)).startsWith("1 error occurred: module 'reef' not meet");
  }

  @Test
  void what_is_disabled_or_not_in_force_cannot_be_broken() {
    assertThat(
            given()
                .releases(reef("0.3.0").needs("echo", "< 1.1"), next())
                .wish(PreparePackage.class))
        .isPresent();
    assertThat(
            with(GivenRelease.in(ReleasePhase.SKIPPED, "0.3.0").of("reef").needs("echo", "< 1.1"))
                .releases(next())
                .wish(PreparePackage.class))
        .isPresent();
  }

  @Test
  void what_is_broken_already_does_not_hold_up_the_way_out() {
    var scenario = with(reef("0.3.0").needs("echo", ">= 1.2")).releases(next());

    assertThat(scenario.wish(PreparePackage.class)).isPresent();
  }

  @Test
  void a_constraint_of_an_installed_module_that_cannot_be_read_holds_nobody_up() {
    var scenario = with(reef("0.3.0").needs("echo", "newest")).releases(next());

    assertThat(scenario.wish(PreparePackage.class)).isPresent();
  }

  @Test
  void a_loop_through_installed_modules_is_named() {
    var scenario =
        with(reef("1.0.0").needs("shoal", "*"))
            .releases(
                GivenRelease.deployed("1.0.0").of("shoal").needs("echo", "* !optional"),
                next().needs("reef", "*"));

    assertThat(message(scenario))
        .isEqualTo(
            "module dependency error: add 'echo' module release dependencies forms a dependency"
                + " loop with the installed \"shoal\" module");
  }

  /** W-24. */
  @Test
  void a_loop_among_others_does_not_hang() {
    var scenario =
        with(reef("1.0.0").needs("shoal", "*"))
            .releases(
                GivenRelease.deployed("1.0.0").of("shoal").needs("reef", "*"),
                next().needs("reef", "*"));

    assertThat(scenario.wish(PreparePackage.class)).isPresent();
  }

  @Test
  void a_module_that_asks_for_itself_asks_for_nothing() {
    assertThat(given().releases(next().needs("echo", "> 9")).wish(PreparePackage.class))
        .isPresent();
  }

  @Test
  void a_constraint_that_cannot_be_read_is_an_error() {
    var scenario = with(reef("1.0.0")).releases(next().needs("reef", "newest !optional"));

    assertThat(message(scenario))
        .isEqualTo("failed to validate module dependencies: 'reef': improper constraint: newest");
  }

  @Test
  void the_platform_comes_first() {
    var scenario =
        given().releases(next().requires("deckhouse", "> 1.93").needs("reef", ">= 1.0.0"));

    assertThat(message(scenario)).startsWith("requirements are not satisfied: current deckhouse");
  }
}
