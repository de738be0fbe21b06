package io.slipway.core.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.core.Given;
import io.slipway.core.GivenConfig;
import io.slipway.core.GivenModule;
import io.slipway.core.GivenRelease;
import io.slipway.core.Scenario;
import io.slipway.core.effect.InstallEffect.UninstallModule;
import io.slipway.core.event.ClusterEvent;
import io.slipway.core.event.ClusterEvent.ConfigsListed;
import io.slipway.core.event.ClusterEvent.Gone;
import io.slipway.core.event.ClusterEvent.KindDefined;
import io.slipway.core.event.ClusterEvent.KindLost;
import io.slipway.core.event.InstallEvent.ModuleUninstalled;
import io.slipway.core.value.ObjectKind;
import io.slipway.core.value.ObjectRef;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An object that went away with its kind was deleted by nobody. */
class KindLostTest {
  private static final ClusterEvent GONE = new Gone(new ObjectRef(ObjectKind.CONFIG, "echo"));
  private static final ClusterEvent LOST = new KindLost(ObjectKind.CONFIG);
  private static final ClusterEvent REPLACED = new KindDefined(ObjectKind.CONFIG, "second");
  private static final ClusterEvent LISTED_EMPTY = new ConfigsListed(List.of());

  /** Seen switched off, so that nothing but the config decides about the removal. */
  private static Scenario installed() {
    var scenario =
        Scenario.enabled()
            .observe(new KindDefined(ObjectKind.CONFIG, "first"))
            .module(GivenModule.in("Ready").with("EnabledByModuleConfig", "False", "", ""))
            .releases(GivenRelease.deployed("1.0.0"));
    return scenario.installed("1.0.0");
  }

  static List<List<ClusterEvent>> orders() {
    return List.of(
        List.of(LOST, GONE, LISTED_EMPTY),
        List.of(GONE, LOST, LISTED_EMPTY),
        List.of(LOST, LISTED_EMPTY),
        List.of(LOST, REPLACED, GONE, LISTED_EMPTY),
        List.of(GONE, REPLACED, LISTED_EMPTY),
        List.of(REPLACED, GONE, LISTED_EMPTY),
        List.of(LOST, GONE, LISTED_EMPTY, LOST, LISTED_EMPTY));
  }

  @ParameterizedTest
  @MethodSource("orders")
  void what_a_config_said_holds_after_the_kind_is_back(List<ClusterEvent> order) {
    var scenario = installed().observe(order.toArray(ClusterEvent[]::new));

    assertThat(scenario.echo().switchedOn()).isTrue();
    assertThat(scenario.wish(UninstallModule.class)).isEmpty();
    assertThat(scenario.echo().configObject()).as("nothing is written to it").isEmpty();
  }

  @ParameterizedTest
  @MethodSource("orders")
  void a_new_config_is_believed_again(List<ClusterEvent> order) {
    var scenario =
        installed().observe(order.toArray(ClusterEvent[]::new)).config(GivenConfig.disabled());

    assertThat(scenario.wish(UninstallModule.class)).isPresent();
  }

  @ParameterizedTest
  @MethodSource("orders")
  void so_is_the_deletion_of_a_new_config(List<ClusterEvent> order) {
    var scenario =
        installed()
            .observe(order.toArray(ClusterEvent[]::new))
            .config(GivenConfig.enabled())
            .observe(GONE);

    assertThat(scenario.wish(UninstallModule.class)).isPresent();
  }

  @Test
  void a_deletion_while_the_kind_stays_is_a_wish() {
    assertThat(installed().observe(GONE).wish(UninstallModule.class)).isPresent();
  }

  @Test
  void nothing_is_wished_while_a_kind_is_lost() {
    for (var kind : ObjectKind.values()) {
      var scenario = installed().config(GivenConfig.disabled()).observe(new KindLost(kind));

      assertThat(scenario.review().effects()).as(kind.label()).isEmpty();
    }
  }

  @Test
  void the_same_definition_seen_again_changes_nothing() {
    var scenario = installed();
    var before = scenario.world();

    assertThat(scenario.observe(new KindDefined(ObjectKind.CONFIG, "first")).world())
        .isSameAs(before);
  }

  @Test
  void a_deletion_that_had_its_effect_is_not_taken_back_by_a_later_loss() {
    var scenario =
        installed().observe(GONE, new ModuleUninstalled(Given.ECHO), LOST, REPLACED, LISTED_EMPTY);

    assertThat(scenario.echo().switchedOn()).isFalse();
  }
}
