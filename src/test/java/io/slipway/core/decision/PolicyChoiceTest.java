package io.slipway.core.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.core.Given;
import io.slipway.core.GivenConfig;
import io.slipway.core.Scenario;
import io.slipway.core.event.ClusterEvent.Gone;
import io.slipway.core.value.ObjectKind;
import io.slipway.core.value.ObjectRef;
import io.slipway.core.value.UpdateMode;
import io.slipway.core.value.UpdatePolicy;
import org.junit.jupiter.api.Test;

/** releases.md 3.2 and 3.5, DESIGN.md section 1. */
class PolicyChoiceTest {
  private static PolicyChoice choice(Scenario scenario) {
    return PolicyChoice.of(scenario.world(), scenario.echo());
  }

  @Test
  void without_a_name_the_default_policy_is_in_force() {
    var choice = choice(Scenario.enabled());

    assertThat(choice.isDefault()).isTrue();
    assertThat(choice.name()).isEqualTo("deckhouse");
    assertThat(choice.policy()).contains(UpdatePolicy.DEFAULT);
  }

  @Test
  void the_default_policy_is_read_live_from_the_config_of_the_platform() {
    var manual = Given.defaultPolicy(UpdateMode.MANUAL);
    var scenario = Scenario.enabled().config(GivenConfig.platform(manual));

    assertThat(choice(scenario).policy()).contains(manual);

    scenario.observe(new Gone(new ObjectRef(ObjectKind.CONFIG, "deckhouse")));

    assertThat(choice(scenario).policy()).contains(UpdatePolicy.DEFAULT);
  }

  @Test
  void the_name_of_the_default_policy_means_the_default_policy() {
    var scenario =
        Scenario.enabled()
            .policy(Given.policy("deckhouse", UpdateMode.IGNORE))
            .config(GivenConfig.enabled().policy("deckhouse"));

    assertThat(choice(scenario).policy()).contains(UpdatePolicy.DEFAULT);
  }

  @Test
  void a_named_policy_is_in_force() {
    var policy = Given.policy("mine", UpdateMode.MANUAL);
    var scenario = Scenario.enabled().policy(policy).config(GivenConfig.enabled().policy("mine"));

    assertThat(choice(scenario))
        .isEqualTo(new PolicyChoice("mine", java.util.Optional.of(policy.policy())));
  }

  @Test
  void T21_a_missing_policy_is_never_replaced_by_the_default() {
    var scenario = Scenario.enabled().config(GivenConfig.enabled().policy("mine"));

    assertThat(choice(scenario)).isEqualTo(new PolicyChoice("mine", java.util.Optional.empty()));
  }
}
