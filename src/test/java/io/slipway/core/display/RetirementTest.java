package io.slipway.core.display;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.core.Given;
import io.slipway.core.GivenConfig;
import io.slipway.core.GivenModule;
import io.slipway.core.GivenRelease;
import io.slipway.core.Scenario;
import io.slipway.core.effect.Effect;
import io.slipway.core.effect.InstallEffect.DiscardPackages;
import io.slipway.core.effect.WriteEffect.CreateRelease;
import io.slipway.core.effect.WriteEffect.DeleteObject;
import io.slipway.core.effect.WriteEffect.WriteModuleProperties;
import io.slipway.core.effect.WriteEffect.WriteModuleStatus;
import io.slipway.core.event.ClusterEvent.Gone;
import io.slipway.core.event.EffectEvent.EffectStarted;
import io.slipway.core.value.Key;
import io.slipway.core.value.Keys;
import io.slipway.core.value.ModuleObject;
import io.slipway.core.value.ObjectKind;
import io.slipway.core.value.ObjectRef;
import io.slipway.core.value.ReleasePhase;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a module that is off for long (releases T20, modules.md 1.14). */
class RetirementTest {
  private static final Duration ALMOST = Duration.ofHours(72).minusSeconds(1);

  /** Switched off at {@link Given#NOW}, seen by a process that was started since. */
  private static Scenario off(GivenConfig... config) {
    var scenario = Scenario.begun().source(Given.MAIN, "echo");
    Stream.of(config).forEach(scenario::config);
    return scenario
        .module(downloaded())
        .releases(
            GivenRelease.deployed("1.2.3"),
            GivenRelease.in(ReleasePhase.SUPERSEDED, "1.2.2").labelled("status", "superseded"),
            GivenRelease.in(ReleasePhase.SKIPPED, "latest").labelled("status", "skipped"));
  }

  private static GivenModule downloaded() {
    return GivenModule.in("Downloaded")
        .takenFrom("main")
        .at("v1.2.3", 910)
        .with("EnabledByModuleConfig", "False", "Disabled", "disabled");
  }

  private static Scenario emptied(Scenario scenario) {
    for (var name : List.of("echo-v1.2.3", "echo-v1.2.2", "echo-vlatest")) {
      scenario.observe(new Gone(new ObjectRef(ObjectKind.RELEASE, name)));
    }
    return scenario;
  }

  private static List<String> deleted(Scenario scenario) {
    return scenario.wishes(DeleteObject.class).stream().map(d -> d.ref().name()).toList();
  }

  @Test
  void until_then_everything_is_kept_and_the_instant_is_waited_for() {
    var scenario = off(GivenConfig.disabled()).later(ALMOST);

    assertThat(deleted(scenario)).isEmpty();
    assertThat(scenario.review().lookAgainAt()).contains(Given.NOW.plus(Duration.ofHours(72)));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void T20_all_releases_and_the_packages_go_whether_its_config_is_there_or_not_W28(boolean there) {
    var scenario = there ? off(GivenConfig.disabled()) : off();

    scenario.later(Duration.ofHours(72));

    assertThat(deleted(scenario))
        .containsExactlyInAnyOrder("echo-v1.2.3", "echo-v1.2.2", "echo-vlatest");
    assertThat(scenario.wish(DiscardPackages.class)).isPresent();
  }

  @Test
  void the_packages_are_discarded_with_the_first_releases_only() {
    var scenario = off(GivenConfig.disabled()).later(Duration.ofHours(72));
    var delete = scenario.wishes(DeleteObject.class).getFirst();

    scenario.observe(
        new EffectStarted(
            delete.key(), new Key.OfModule(Given.ECHO), delete.identity(), scenario.now()));

    assertThat(scenario.wish(DiscardPackages.class)).isEmpty();
  }

  @Test
  void T20_the_module_is_available_again_with_nothing_but_its_sources() {
    var scenario = emptied(off(GivenConfig.disabled()).later(Duration.ofHours(72)));

    assertThat(scenario.wish(WriteModuleProperties.class).orElseThrow().properties())
        .isEqualTo(ModuleObject.Properties.offered(List.of("main")));

    scenario.module(
        GivenModule.in("Downloaded")
            .with("EnabledByModuleConfig", "False", "Disabled", "disabled"));
    var write = scenario.wish(WriteModuleStatus.class).orElseThrow();
    assertThat(write.status().phase()).isEqualTo("Available");
    assertThat(write.notices()).extracting(n -> n.reason()).containsExactly("ReleasesDeleted");
  }

  @Test
  void M41_then_nothing_is_done_or_waited_for() {
    var scenario =
        emptied(off(GivenConfig.disabled().showing("1", "")).later(Duration.ofHours(100)))
            .channel(Given.MAIN, "1.2.3")
            .module(
                GivenModule.in("Available")
                    .with("EnabledByModuleConfig", "False", "Disabled", "disabled")
                    .with("EnabledByModuleManager", "False", "", "")
                    .with("IsReady", "False", "NotInstalled", "not installed"));

    var verdict = scenario.review();

    assertThat(verdict.effects()).<Effect>isEmpty();
    assertThat(verdict.lookAgainAt()).isEmpty();
  }

  @Test
  void a_module_that_nobody_ever_wanted_waits_for_nothing() {
    var scenario =
        Scenario.begun()
            .source(Given.MAIN, "echo")
            .channel(Given.MAIN, "1.0.0")
            .module(
                GivenModule.in("Available")
                    .with("EnabledByModuleConfig", "False", "Disabled", "disabled"));

    assertThat(scenario.review().lookAgainAt()).isEmpty();
  }

  @Test
  void E1_enabled_again_in_time_nothing_is_lost() {
    var scenario = off(GivenConfig.enabled()).later(Duration.ofHours(73));

    assertThat(deleted(scenario)).isEmpty();
  }

  @Test
  void E2_enabled_again_afterwards_it_is_like_a_first_installation() {
    var scenario =
        emptied(off(GivenConfig.disabled()).later(Duration.ofHours(80)))
            .module(
                GivenModule.in("Available")
                    .with("EnabledByModuleConfig", "False", "Disabled", "disabled"))
            .config(GivenConfig.enabled())
            .channel(Given.MAIN, "1.2.4");

    assertThat(scenario.wish(CreateRelease.class).orElseThrow().annotations())
        .containsEntry(Keys.APPLY_NOW, "true");
  }

  @Test
  void what_could_not_be_uninstalled_yet_keeps_its_releases() {
    var scenario = off(GivenConfig.disabled()).installed("1.2.3").later(Duration.ofHours(80));

    assertThat(deleted(scenario)).isEmpty();
  }
}
