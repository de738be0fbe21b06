package io.slipway.core.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.core.Given;
import io.slipway.core.Scenario;
import io.slipway.core.effect.Effect;
import io.slipway.core.effect.InstallEffect.UninstallModule;
import io.slipway.core.effect.WriteEffect.RefreshObject;
import io.slipway.core.effect.WriteEffect.WriteConfigStatus;
import io.slipway.core.effect.WriteEffect.WriteModuleProperties;
import io.slipway.core.effect.WriteEffect.WriteModuleStatus;
import io.slipway.core.event.EffectEvent.EffectEnded;
import io.slipway.core.event.EffectEvent.EffectStarted;
import io.slipway.core.event.EffectEvent.Written;
import io.slipway.core.value.ConfigObject;
import io.slipway.core.value.Key;
import io.slipway.core.value.ModuleObject.Properties;
import io.slipway.core.value.ModuleObject.Status;
import io.slipway.core.value.ObjectKind;
import io.slipway.core.value.ObjectRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WishesTest {
  private static final Key OWNER = new Key.OfModule(Given.ECHO);
  private static final ObjectRef REF = new ObjectRef(ObjectKind.MODULE, "echo");
  private static final Effect UNINSTALL = new UninstallModule(Given.ECHO);
  private static final Effect PROPERTIES =
      new WriteModuleProperties(Given.meta("echo"), Properties.offered(List.of()));
  private static final Effect STATUS =
      new WriteModuleStatus(Given.meta("echo"), Status.EMPTY, List.of());

  private static Verdict verdict(Scenario scenario, Effect... effects) {
    var wishes = new Wishes(scenario.world(), scenario.now());
    List.of(effects).forEach(wishes::add);
    return wishes.verdict();
  }

  private static Scenario failed(Scenario scenario, Effect effect) {
    return scenario.observe(
        new EffectStarted(effect.key(), OWNER, effect.identity(), scenario.now()),
        new EffectEnded(effect.key(), OWNER, "problem", scenario.now(), Optional.empty()));
  }

  @Test
  void of_two_writes_of_one_object_the_first_counts() {
    assertThat(verdict(Scenario.begun(), PROPERTIES, STATUS).effects()).containsExactly(PROPERTIES);
  }

  @Test
  void an_effect_in_flight_is_not_wished_again() {
    var scenario =
        Scenario.begun().observe(new EffectStarted(UNINSTALL.key(), OWNER, "uninstall", Given.NOW));

    assertThat(verdict(scenario, UNINSTALL).effects()).isEmpty();
  }

  @Test
  void an_equal_wish_waits_out_its_pause_and_wakes_up_after_it() {
    var scenario = failed(Scenario.begun(), UNINSTALL);

    var verdict = verdict(scenario, UNINSTALL);

    assertThat(verdict.effects()).isEmpty();
    var at = verdict.lookAgainAt().orElseThrow();
    assertThat(verdict(scenario.at(at.toString()), UNINSTALL).effects()).containsExactly(UNINSTALL);
  }

  @Test
  void a_changed_wish_is_tried_at_once() {
    var scenario = failed(Scenario.begun(), PROPERTIES);
    var newer = new WriteModuleProperties(Given.meta("echo", 6), Properties.offered(List.of()));

    assertThat(verdict(scenario, newer).effects()).containsExactly(newer);
  }

  @Test
  void a_success_ends_the_pauses() {
    var scenario = failed(Scenario.begun(), UNINSTALL).later(Duration.ofMinutes(1));
    scenario.observe(
        new EffectStarted(UNINSTALL.key(), OWNER, "uninstall", scenario.now()),
        new EffectEnded(UNINSTALL.key(), OWNER, "", scenario.now(), Optional.empty()));

    assertThat(verdict(scenario, UNINSTALL).effects()).containsExactly(UNINSTALL);
  }

  @Test
  void a_held_object_is_not_written_before_its_echo() {
    var scenario = Scenario.begun().observe(new Written(REF, 9, Given.NOW));

    var verdict = verdict(scenario, STATUS);

    assertThat(verdict.effects()).isEmpty();
    assertThat(verdict.lookAgainAt()).contains(Given.NOW.plusSeconds(30));
  }

  @Test
  void an_object_whose_echo_does_not_come_is_read_afresh_once() {
    var scenario =
        Scenario.begun().observe(new Written(REF, 9, Given.NOW)).later(Duration.ofSeconds(30));

    assertThat(verdict(scenario, PROPERTIES, STATUS).effects())
        .containsExactly(new RefreshObject(REF));
  }

  @Test
  void a_refresh_that_fails_waits_out_its_pause_too() {
    var scenario =
        Scenario.begun().observe(new Written(REF, 9, Given.NOW)).later(Duration.ofSeconds(30));

    failed(scenario, new RefreshObject(REF));

    assertThat(verdict(scenario, STATUS).effects()).isEmpty();
    assertThat(verdict(scenario, STATUS).lookAgainAt())
        .hasValueSatisfying(at -> assertThat(at).isAfter(scenario.now()));
  }

  @Test
  void a_hold_of_one_object_does_not_stop_another() {
    var scenario = Scenario.begun().observe(new Written(REF, 9, Given.NOW));
    var other = new WriteConfigStatus(Given.meta("echo"), ConfigObject.Status.EMPTY, List.of());

    assertThat(verdict(scenario, STATUS, other).effects()).containsExactly(other);
  }

  @Test
  void the_earliest_instant_counts() {
    var wishes = new Wishes(Scenario.begun().world(), Given.NOW);
    Instant late = Given.NOW.plusSeconds(60);
    Instant soon = Given.NOW.plusSeconds(10);

    wishes.lookAgainAt(late);
    wishes.lookAgainAt(soon);
    wishes.lookAgainAt(late);

    assertThat(wishes.verdict().lookAgainAt()).contains(soon);
  }
}
