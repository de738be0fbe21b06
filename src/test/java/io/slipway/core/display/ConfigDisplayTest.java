package io.slipway.core.display;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.core.Given;
import io.slipway.core.GivenConfig;
import io.slipway.core.GivenModule;
import io.slipway.core.GivenRelease;
import io.slipway.core.Scenario;
import io.slipway.core.effect.WriteEffect.WriteConfigStatus;
import io.slipway.core.value.ConfigObject.Status;
import io.slipway.core.value.InstallFailure;
import org.junit.jupiter.api.Test;

/** modules.md 2.3. */
class ConfigDisplayTest {
  private static final GivenModule MODULE = GivenModule.in("Available").takenFrom("main");

  private static Status wished(Scenario scenario) {
    return scenario.wish(WriteConfigStatus.class).orElseThrow().status();
  }

  @Test
  void a_config_of_an_unknown_module_is_ignored_visibly() {
    var scenario = Scenario.begun().config(GivenConfig.enabled().settings(1, "{}"));

    assertThat(wished(scenario)).isEqualTo(new Status("", "Ignored: unknown module name"));
  }

  @Test
  void a_plain_config_shows_version_1() {
    assertThat(wished(Scenario.enabled().module(MODULE))).isEqualTo(new Status("1", ""));
  }

  @Test
  void a_given_version_is_shown() {
    var scenario =
        Scenario.enabled().module(MODULE).config(GivenConfig.enabled().settings(2, "{}"));

    assertThat(wished(scenario)).isEqualTo(new Status("2", ""));
  }

  @Test
  void a_missing_policy_is_named() {
    var scenario = Scenario.enabled().module(MODULE).config(GivenConfig.enabled().policy("mine"));

    assertThat(wished(scenario).message()).isEqualTo("Update policy mine not found");
  }

  @Test
  void a_missing_source_is_named() {
    var scenario = Scenario.enabled().module(MODULE).config(GivenConfig.enabled().source("gone"));

    assertThat(wished(scenario).message()).isEqualTo("Module source gone not found");
  }

  @Test
  void settings_that_do_not_fit_are_an_error() {
    var scenario =
        Scenario.enabled()
            .module(MODULE)
            .releases(GivenRelease.deployed("1.0.0"))
            .refused("1.0.0", new InstallFailure(InstallFailure.Reason.SETTINGS, "bad port"));

    assertThat(wished(scenario)).isEqualTo(new Status("", "Error: bad port"));
  }

  private static Scenario deployed(int settingsVersion) {
    return Scenario.enabled()
        .module(MODULE)
        .releases(GivenRelease.deployed("1.0.0"))
        .prepared("1.0.0", settingsVersion);
  }

  /** modules.md 2.3. */
  @Test
  void settings_of_an_older_version_are_told_of_the_newest() {
    var scenario = deployed(3).config(GivenConfig.enabled().settings(1, "{}"));

    var write = scenario.wish(WriteConfigStatus.class).orElseThrow();

    assertThat(write.status())
        .isEqualTo(new Status("1", "Update available, latest spec.settings schema version is 3"));
    assertThat(write.notices()).isEmpty();
  }

  @Test
  void settings_of_the_newest_version_or_of_none_are_right() {
    assertThat(wished(deployed(3).config(GivenConfig.enabled().settings(3, "{}"))))
        .isEqualTo(new Status("3", ""));
    assertThat(wished(deployed(3))).isEqualTo(new Status("3", ""));
  }

  @Test
  void a_new_process_lets_the_hint_stand() {
    var text = "Update available, latest spec.settings schema version is 3";
    var scenario =
        Scenario.enabled()
            .module(MODULE)
            .config(GivenConfig.enabled().settings(1, "{}").showing("1", text))
            .releases(GivenRelease.deployed("1.0.0"))
            .installed("1.0.0");

    assertThat(scenario.wish(WriteConfigStatus.class)).isEmpty();
  }

  @Test
  void a_config_that_shows_the_right_thing_is_not_written() {
    var scenario = Scenario.enabled().module(MODULE).config(GivenConfig.enabled().showing("1", ""));

    assertThat(scenario.wish(WriteConfigStatus.class)).isEmpty();
  }

  @Test
  void the_configs_of_the_platform_are_left_alone() {
    var scenario =
        Scenario.begun()
            .config(
                GivenConfig.platform(Given.defaultPolicy(io.slipway.core.value.UpdateMode.AUTO)));
    var key =
        new io.slipway.core.value.Key.OfModule(new io.slipway.core.value.ModuleName("deckhouse"));

    assertThat(Reviewer.review(scenario.world(), key, Given.NOW).effects()).isEmpty();
  }
}
