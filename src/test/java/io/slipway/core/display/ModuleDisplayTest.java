package io.slipway.core.display;

import static io.slipway.core.Given.MAIN;
import static io.slipway.core.Given.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.core.Given;
import io.slipway.core.GivenConfig;
import io.slipway.core.GivenModule;
import io.slipway.core.GivenRelease;
import io.slipway.core.Scenario;
import io.slipway.core.effect.InstallEffect.InstallModule;
import io.slipway.core.effect.InstallEffect.PreparePackage;
import io.slipway.core.effect.InstallEffect.UninstallModule;
import io.slipway.core.effect.Notice;
import io.slipway.core.effect.WriteEffect.CreateModule;
import io.slipway.core.effect.WriteEffect.CreateRelease;
import io.slipway.core.effect.WriteEffect.WriteModuleProperties;
import io.slipway.core.effect.WriteEffect.WriteModuleStatus;
import io.slipway.core.value.Condition;
import io.slipway.core.value.ModuleObject.Properties;
import io.slipway.core.value.ModuleObject.Status;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Module on its way, as the seed's tables and DESIGN.md section 1 show it. */
class ModuleDisplayTest {
  private static Status wished(Scenario scenario) {
    return scenario.wish(WriteModuleStatus.class).orElseThrow().status();
  }

  private static Condition condition(Status status, String type) {
    return status.conditions().stream()
        .filter(c -> c.type().equals(type))
        .findFirst()
        .orElseThrow();
  }

  private static GivenModule taken(String phase) {
    return GivenModule.in(phase).takenFrom("main");
  }

  private static Scenario deployed(GivenModule module) {
    return Scenario.enabled().module(module).releases(GivenRelease.deployed("1.0.0"));
  }

  @Test
  void MOD_1_a_module_is_created_when_a_source_offers_it() {
    var scenario = Scenario.begun().source(MAIN, "echo");

    assertThat(scenario.wish(CreateModule.class))
        .contains(new CreateModule(Given.ECHO, Properties.offered(List.of("main"))));
  }

  @Test
  void MOD_2_a_new_module_shows_the_conditions_of_the_seed() {
    var scenario =
        Scenario.begun().source(MAIN, "echo").channel(MAIN, "1.0.0").module(GivenModule.created());

    var status = wished(scenario);

    assertThat(status.phase()).isEqualTo("Available");
    assertThat(status.ready()).isEqualTo("False");
    assertThat(status.conditions())
        .extracting(Condition::type, Condition::status, Condition::reason, Condition::message)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "EnabledByModuleConfig", "False", "Disabled", "disabled"),
            org.assertj.core.groups.Tuple.tuple("EnabledByModuleManager", "False", "", ""),
            org.assertj.core.groups.Tuple.tuple(
                "IsReady", "False", "NotInstalled", "not installed"));
  }

  @Test
  void properties_come_before_the_status() {
    var scenario = Scenario.enabled().channel(MAIN, "1.0.0").module(GivenModule.in("Available"));

    assertThat(scenario.wish(WriteModuleStatus.class)).isEmpty();
    assertThat(scenario.wish(WriteModuleProperties.class))
        .map(write -> write.properties())
        .hasValueSatisfying(
            properties -> {
              assertThat(properties.source()).isEqualTo("main");
              assertThat(properties.releaseChannel()).isEqualTo("Stable");
              assertThat(properties.weight()).isEmpty();
            });
  }

  @Test
  void an_enabled_module_is_downloading_and_its_release_is_created() {
    var scenario = Scenario.enabled().channel(MAIN, "1.0.0").module(taken("Available"));

    assertThat(wished(scenario).phase()).isEqualTo("Downloading");
    assertThat(scenario.wish(CreateRelease.class)).map(CreateRelease::name).contains("echo-v1.0.0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Available", "Conflict"})
  void nothing_is_downloaded_before_downloading_is_shown(String phase) {
    var scenario =
        Scenario.enabled().module(taken(phase)).releases(GivenRelease.pending("1.0.0").first());

    assertThat(scenario.wish(PreparePackage.class)).isEmpty();
    assertThat(scenario.module(taken("Downloading")).wish(PreparePackage.class)).isPresent();
  }

  @Test
  void a_first_run_is_installing_and_not_enabled_yet() {
    var scenario = deployed(taken("Downloading").at("v1.0.0", 900)).prepared("1.0.0");

    var status = wished(scenario);

    assertThat(status.phase()).isEqualTo("Installing");
    assertThat(status.ready()).isEqualTo("False");
    assertThat(condition(status, "EnabledByModuleManager").status()).isEqualTo("False");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Available", "Downloading"})
  void helm_does_not_run_before_installing_is_shown(String phase) {
    var scenario = deployed(taken(phase).at("v1.0.0", 900)).prepared("1.0.0");

    assertThat(scenario.wish(InstallModule.class)).isEmpty();

    scenario.module(taken("Installing").at("v1.0.0", 900));

    assertThat(scenario.wish(InstallModule.class)).isPresent();
  }

  @Test
  void a_later_run_is_announced_by_reconciling() {
    var ready = taken("Ready").at("v1.0.0", 900).with("EnabledByModuleManager", "True", "", "");
    var scenario =
        deployed(ready)
            .installed("1.0.0")
            .config(GivenConfig.enabled().settings(1, "{\"a\":1}"))
            .prepared("1.0.0");

    var status = wished(scenario);

    assertThat(status.phase()).isEqualTo("Reconciling");
    assertThat(condition(status, "EnabledByModuleManager").isTrue()).isTrue();
    assertThat(scenario.wish(InstallModule.class)).isEmpty();

    scenario.module(taken("Reconciling").at("v1.0.0", 900));

    assertThat(scenario.wish(InstallModule.class)).isPresent();
  }

  @Test
  void the_end_of_the_first_run_shows_ready_and_enabled() {
    var scenario = deployed(taken("Installing").at("v1.0.0", 900)).installed("1.0.0");

    var status = wished(scenario);

    assertThat(status.phase()).isEqualTo("Ready");
    assertThat(status.ready()).isEqualTo("True");
    assertThat(condition(status, "EnabledByModuleManager").isTrue()).isTrue();
    assertThat(condition(status, "EnabledByModuleConfig").isTrue()).isTrue();
    assertThat(condition(status, "IsReady").isTrue()).isTrue();
    assertThat(scenario.wish(WriteModuleStatus.class).orElseThrow().notices())
        .containsExactly(new Notice(false, "Ready", "the module is installed"));
  }

  @Test
  void a_failed_first_run_shows_error_and_counts_as_enabled() {
    var scenario =
        deployed(taken("Installing").at("v1.0.0", 900))
            .prepared("1.0.0")
            .installFailed("1.0.0", "boom");

    var status = wished(scenario);

    assertThat(status.phase()).isEqualTo("Error");
    assertThat(status.ready()).isEqualTo("Error");
    assertThat(condition(status, "EnabledByModuleManager").isTrue()).isTrue();
    assertThat(condition(status, "IsReady").message()).isEqualTo("boom");
    assertThat(scenario.wish(WriteModuleStatus.class).orElseThrow().notices())
        .containsExactly(new Notice(true, "ModuleError", "boom"));
  }

  @Test
  void X_2_a_conflict_is_shown_and_nothing_is_downloaded() {
    var scenario =
        Scenario.begun()
            .source(MAIN, "echo")
            .source(OTHER, "echo")
            .channel(MAIN, "1.0.0")
            .channel(OTHER, "1.0.0")
            .config(GivenConfig.enabled())
            .module(GivenModule.in("Available").offeredBy("main", "other"));

    var status = wished(scenario);

    assertThat(status.phase()).isEqualTo("Conflict");
    assertThat(status.ready()).isEqualTo("False");
    assertThat(condition(status, "EnabledByModuleManager").status()).isEqualTo("False");
    assertThat(condition(status, "IsReady").message()).isEqualTo("several available sources");
    assertThat(scenario.wish(CreateRelease.class)).isEmpty();
    assertThat(scenario.wish(PreparePackage.class)).isEmpty();
  }

  @Test
  void the_deployed_release_fills_version_and_weight() {
    var scenario =
        Scenario.enabled()
            .module(taken("Downloading"))
            .releases(
                GivenRelease.deployed("1.0.0").weighs(910).requires("kubernetes", "> v1.25.0"));

    assertThat(scenario.wish(WriteModuleProperties.class))
        .map(write -> write.properties())
        .hasValueSatisfying(
            properties -> {
              assertThat(properties.version()).isEqualTo("v1.0.0");
              assertThat(properties.weight()).isEqualTo(Optional.of(910));
              assertThat(properties.requirements()).containsEntry("kubernetes", "> v1.25.0");
            });
  }

  @Test
  void a_module_without_a_weight_weighs_900() {
    var scenario =
        Scenario.enabled().module(taken("Downloading")).releases(GivenRelease.deployed("1.0.0"));

    assertThat(scenario.wish(WriteModuleProperties.class))
        .map(write -> write.properties().weight())
        .contains(Optional.of(900));
  }

  @Test
  void a_disabled_module_is_uninstalled_and_then_downloaded() {
    var running = taken("Ready").at("v1.0.0", 900).with("EnabledByModuleManager", "True", "", "");
    var scenario = deployed(running).installed("1.0.0").config(GivenConfig.disabled());

    assertThat(scenario.wish(UninstallModule.class)).isPresent();

    scenario.observe(new io.slipway.core.event.InstallEvent.ModuleUninstalled(Given.ECHO));

    assertThat(scenario.wish(UninstallModule.class)).isEmpty();
    var status = wished(scenario);
    assertThat(status.phase()).isEqualTo("Downloaded");
    assertThat(condition(status, "EnabledByModuleManager").status()).isEqualTo("False");
  }

  @Test
  void a_module_disabled_before_an_install_is_available_again() {
    var scenario =
        Scenario.enabled()
            .channel(MAIN, "1.0.0")
            .module(taken("Downloading"))
            .config(GivenConfig.disabled());

    assertThat(wished(scenario).phase()).isEqualTo("Available");
  }

  @Test
  void what_is_shown_already_is_not_written_again() {
    var scenario = deployed(taken("Installing").at("v1.0.0", 900)).installed("1.0.0");
    var status = wished(scenario);

    var shown = taken(status.phase()).at("v1.0.0", 900).showing(status.ready());
    status.conditions().forEach(c -> shown.with(c.type(), c.status(), c.reason(), c.message()));
    scenario.module(shown);

    assertThat(scenario.wish(WriteModuleStatus.class)).isEmpty();
    assertThat(scenario.wish(WriteModuleProperties.class)).isEmpty();
  }

  @Test
  void nothing_is_wished_before_everything_has_been_listed() {
    var scenario = Scenario.blank().source(MAIN, "echo").config(GivenConfig.enabled());

    assertThat(scenario.review().effects()).isEmpty();
    assertThat(scenario.review(MAIN).effects()).isEmpty();
  }

  /** The work goes on, and waits until it has been announced (seed 10850). */
  @Test
  void what_a_finalizer_keeps_while_it_is_deleted_goes_on_being_shown() {
    var scenario =
        Scenario.enabled()
            .module(taken("Available").deleting())
            .releases(GivenRelease.pending("1.0.0").first());

    assertThat(wished(scenario).phase()).isEqualTo("Downloading");
  }
}
