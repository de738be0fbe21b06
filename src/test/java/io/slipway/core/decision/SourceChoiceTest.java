package io.slipway.core.decision;

import static io.slipway.core.Given.MAIN;
import static io.slipway.core.Given.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.core.Given;
import io.slipway.core.GivenConfig;
import io.slipway.core.GivenModule;
import io.slipway.core.Scenario;
import io.slipway.core.event.ClusterEvent.Gone;
import io.slipway.core.value.ObjectKind;
import io.slipway.core.value.ObjectRef;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceChoiceTest {
  @ParameterizedTest(name = "{0}: config {1} names {2}, module shows {3}, offered by {4}: {5}")
  @CsvSource(
      delimiter = ';',
      emptyValue = "",
      value = {
        "X-8;  on;      ''   ; ''   ; main       ; main",
        "C-11; on;      ''   ; ''   ; main       ; main",
        "C-10; on;      other; main ; main other ; other",
        "C-10; on;      other; ''   ; main other ; other",
        "C-10; on;      other; ''   ; main       ; other",
        "C-13; on;      ''   ; other; main other ; other",
        "C-13; on;      ''   ; gone ; main       ; main",
        "X-1;  on;      ''   ; ''   ; main other ; conflict",
        "X-1;  on;      ''   ; gone ; main other ; conflict",
        "X-6;  on;      main ; ''   ; main other ; main",
        "C-11; on;      ''   ; ''   ; ''         ; none",
        "X-1;  off;     ''   ; ''   ; main other ; none",
        "X-1;  none;    ''   ; ''   ; main other ; none",
        "C-17; none;    ''   ; main ; main       ; none",
        "C-13; off;     ''   ; main ; main       ; main",
        "C-12; unset;   ''   ; main ; main       ; main"
      })
  void a_module_has_its_source(
      String rule, String config, String wished, String shown, String offered, String chosen) {
    var scenario = given(config, wished, shown, offered);

    var choice = SourceChoice.of(scenario.world(), scenario.echo());

    assertThat(choice.conflict()).isEqualTo(chosen.equals("conflict"));
    assertThat(
            choice.source().map(Object::toString).orElse(choice.conflict() ? "conflict" : "none"))
        .isEqualTo(chosen);
  }

  private static Scenario given(String config, String wished, String shown, String offered) {
    var scenario = Scenario.begun();
    List.of(MAIN, OTHER)
        .forEach(
            name ->
                scenario.source(
                    name, offered.contains(name.value()) ? new String[] {"echo"} : new String[0]));
    scenario.module(GivenModule.in("Available").offeredBy().takenFrom(shown));
    switch (config) {
      case "on" -> scenario.config(GivenConfig.enabled().source(wished));
      case "off" -> scenario.config(GivenConfig.disabled().source(wished));
      case "unset" -> scenario.config(GivenConfig.of("echo").source(wished));
      default -> {}
    }
    return scenario;
  }

  @Test
  void sources_are_listed_in_the_order_in_which_they_were_found() {
    var scenario =
        Scenario.begun()
            .source(OTHER, "echo")
            .source(MAIN, "echo")
            .module(GivenModule.in("Available").offeredBy("other"));

    assertThat(SourceChoice.of(scenario.world(), scenario.echo()).available())
        .containsExactly("other", "main");
  }

  @Test
  void a_source_that_has_not_been_listed_since_the_start_keeps_its_place() {
    var scenario =
        Scenario.begun()
            .source(Given.source(MAIN))
            .module(GivenModule.in("Ready").offeredBy("main").takenFrom("main"))
            .config(GivenConfig.enabled());

    var choice = SourceChoice.of(scenario.world(), scenario.echo());

    assertThat(choice.available()).containsExactly("main");
    assertThat(choice.source()).isEqualTo(Optional.of(MAIN));
  }

  @Test
  void a_source_that_is_gone_or_offers_it_no_more_leaves_the_list() {
    var scenario =
        Scenario.begun()
            .source(MAIN, "echo")
            .source(OTHER, "echo")
            .module(GivenModule.in("Available").offeredBy("main", "other"));

    scenario.listed(MAIN).observe(new Gone(new ObjectRef(ObjectKind.SOURCE, "other")));

    assertThat(SourceChoice.of(scenario.world(), scenario.echo()).available()).isEmpty();
  }
}
