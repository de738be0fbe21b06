package io.slipway.core.decision;

import static io.slipway.core.Given.MAIN;
import static io.slipway.core.Given.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.core.Given;
import io.slipway.core.GivenConfig;
import io.slipway.core.GivenModule;
import io.slipway.core.GivenRelease;
import io.slipway.core.Scenario;
import io.slipway.core.effect.WriteEffect.CreateModule;
import io.slipway.core.effect.WriteEffect.DeleteObject;
import io.slipway.core.effect.WriteEffect.WriteModuleProperties;
import io.slipway.core.event.ClusterEvent.Gone;
import io.slipway.core.value.ModuleObject.Properties;
import io.slipway.core.value.ObjectKind;
import io.slipway.core.value.ObjectMeta;
import io.slipway.core.value.ObjectRef;
import io.slipway.core.value.SourceObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How Modules come from sources and go with them (sources.md 3.5, modules.md M-33). */
class DiscoveryTest {
  /** Ways in which source {@code main} stops offering the module. */
  enum End {
    UNLISTED,
    LEAVING,
    GONE
  }

  private static Scenario ended(End end, Scenario scenario) {
    return switch (end) {
      case UNLISTED -> scenario.listed(MAIN);
      case LEAVING -> scenario.source(leaving());
      case GONE -> scenario.observe(new Gone(new ObjectRef(ObjectKind.SOURCE, "main")));
    };
  }

  private static SourceObject leaving() {
    var meta =
        new ObjectMeta(
            "main",
            "uid-main",
            Given.VERSION,
            1,
            Map.of(),
            Map.of(),
            List.of("modules.deckhouse.io/module-exists"),
            true);
    return new SourceObject(meta, Given.access(MAIN), SourceObject.Status.EMPTY);
  }

  /** The Module, which is or was in use, with the sources it names. */
  private static GivenModule module(boolean installed, String available) {
    var module = installed ? GivenModule.in("Ready") : GivenModule.in("Available");
    return module
        .with("EnabledByModuleManager", installed ? "True" : "False", "", "")
        .offeredBy(available.isEmpty() ? new String[0] : available.split(" "));
  }

  private static List<String> available(Scenario scenario) {
    return scenario
        .wish(WriteModuleProperties.class)
        .map(WriteModuleProperties::properties)
        .map(Properties::availableSources)
        .orElseGet(() -> scenario.echo().module().orElseThrow().properties().availableSources());
  }

  @Test
  void MOD_1_a_module_that_is_listed_for_the_first_time_gets_an_object() {
    var wish = Scenario.begun().source(MAIN, "echo").wish(CreateModule.class);

    assertThat(wish.map(CreateModule::properties)).contains(Properties.offered(List.of("main")));
  }

  @Test
  void MOD_3_a_second_source_is_appended() {
    var scenario =
        Scenario.begun().source(OTHER, "echo").module(module(false, "other")).source(MAIN, "echo");

    assertThat(available(scenario)).containsExactly("other", "main");
  }

  @ParameterizedTest(name = "MOD-20 {0}: installed {1}, named {2}: {3}")
  @CsvSource(
      nullValues = "-",
      value = {
        "UNLISTED, false, '',          deleted",
        "UNLISTED, true,  '',          ''",
        "UNLISTED, false, main,        deleted",
        "UNLISTED, true,  main,        ''",
        "UNLISTED, false, main other,  other",
        "UNLISTED, true,  main other,  other",
        "UNLISTED, false, other,       other",
        "LEAVING,  false, main,        deleted",
        "LEAVING,  true,  main,        ''",
        "LEAVING,  false, main other,  other",
        "LEAVING,  true,  other main,  other",
        "LEAVING,  false, other,       other",
        "GONE,     false, main,        deleted",
        "GONE,     true,  main,        ''",
        "GONE,     true,  main other,  other"
      })
  void a_module_loses_a_source(End end, boolean installed, String named, String left) {
    var scenario = Scenario.begun().source(MAIN, "echo");
    if (named.contains("other")) {
      scenario.source(OTHER, "echo");
    }
    scenario.config(installed ? GivenConfig.enabled() : GivenConfig.disabled());
    ended(end, scenario.module(module(installed, named)));

    assertThat(scenario.wish(DeleteObject.class).isPresent()).isEqualTo(left.equals("deleted"));
    if (!left.equals("deleted")) {
      assertThat(String.join(" ", available(scenario))).isEqualTo(left);
    }
  }

  /** Worth improving 18, 19: the object tells, not the status of the source. */
  @Test
  void a_source_that_nobody_knows_any_more_is_taken_off_after_a_restart() {
    var scenario = Scenario.begun().source(OTHER, "echo").module(module(false, "main other"));

    assertThat(available(scenario)).containsExactly("other");
  }

  @Test
  void a_source_that_has_not_been_listed_since_the_start_is_believed() {
    var scenario =
        Scenario.begun()
            .source(Given.source(MAIN))
            .source(OTHER, "echo")
            .module(module(false, "main other"));

    assertThat(available(scenario)).containsExactly("main", "other");
    assertThat(scenario.wish(DeleteObject.class)).isEmpty();
  }

  @Test
  void LOOP_6_a_listing_that_fails_takes_nothing_off() {
    var scenario = Scenario.begun().source(MAIN, "echo").module(module(false, "main"));
    scenario.channelFailed(MAIN, "no such host");

    assertThat(scenario.wish(DeleteObject.class)).isEmpty();
    assertThat(available(scenario)).containsExactly("main");
  }

  @Test
  void an_empty_listing_takes_off_everything() {
    var scenario = Scenario.begun().source(MAIN, "echo").module(module(false, "main")).listed(MAIN);

    assertThat(scenario.wish(DeleteObject.class)).isPresent();
  }

  @Test
  void releases_and_what_runs_stay_when_the_last_source_is_gone() {
    var scenario =
        ended(
            End.GONE,
            Scenario.enabled()
                .module(module(true, "main").takenFrom("main"))
                .releases(GivenRelease.deployed("1.0.0"))
                .installed("1.0.0"));

    assertThat(scenario.wish(DeleteObject.class)).isEmpty();
    assertThat(scenario.review().effects())
        .noneMatch(io.slipway.core.effect.InstallEffect.class::isInstance);
    assertThat(Optional.of(scenario.echo().releases())).isPresent();
  }
}
