package io.slipway.core.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.core.value.Condition.Wish;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** modules.md 1.4. */
class ConditionTest {
  private static final Instant THEN = Instant.parse("2026-03-02T08:00:00Z");
  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

  private static Condition shown(String type, String status, String reason, String message) {
    return new Condition(type, status, reason, message, THEN, THEN);
  }

  @Test
  void M_5_times_alone_are_no_change() {
    var shown = List.of(shown("IsReady", "False", "Installing", "installing"));

    var merged =
        Condition.merge(shown, List.of(Wish.no("IsReady", "Installing", "installing")), NOW);

    assertThat(merged).isSameAs(shown);
  }

  @Test
  void M_5_a_change_of_one_refreshes_the_probe_time_of_all_that_are_set() {
    var shown = List.of(shown("A", "True", "", ""), shown("B", "False", "X", "x"));

    var merged = Condition.merge(shown, List.of(Wish.yes("A"), Wish.yes("B")), NOW);

    assertThat(merged).extracting(Condition::lastProbeTime).containsExactly(NOW, NOW);
    assertThat(merged).extracting(Condition::lastTransitionTime).containsExactly(THEN, NOW);
  }

  @Test
  void M_6_a_new_reason_or_message_does_not_move_the_transition_time() {
    var shown = List.of(shown("IsReady", "False", "Installing", "installing"));

    var merged = Condition.merge(shown, List.of(Wish.no("IsReady", "ModuleError", "boom")), NOW);

    assertThat(merged)
        .containsExactly(new Condition("IsReady", "False", "ModuleError", "boom", NOW, THEN));
  }

  @Test
  void M_6_a_new_status_moves_the_transition_time() {
    var shown = List.of(shown("IsReady", "Unknown", "", ""));

    var merged = Condition.merge(shown, List.of(Wish.no("IsReady", "", "")), NOW);

    assertThat(merged).extracting(Condition::lastTransitionTime).containsExactly(NOW);
  }

  @Test
  void M_7_true_clears_reason_and_message() {
    var shown = List.of(shown("IsReady", "False", "ModuleError", "boom"));

    var merged = Condition.merge(shown, List.of(Wish.yes("IsReady")), NOW);

    assertThat(merged).containsExactly(new Condition("IsReady", "True", "", "", NOW, NOW));
  }

  @Test
  void M_8_new_types_come_last_and_the_others_keep_their_place() {
    var shown = List.of(shown("B", "True", "", ""), shown("C", "True", "", ""));

    var merged = Condition.merge(shown, List.of(Wish.yes("A"), Wish.no("C", "", "")), NOW);

    assertThat(merged).extracting(Condition::type).containsExactly("B", "C", "A");
    assertThat(merged.getLast()).isEqualTo(new Condition("A", "True", "", "", NOW, NOW));
  }

  @Test
  void M_9_a_condition_that_nobody_wishes_stays_as_it_is() {
    var foreign = shown("IsOverridden", "False", "", "");

    var merged = Condition.merge(List.of(foreign), List.of(Wish.yes("IsReady")), NOW);

    assertThat(merged).contains(foreign);
  }
}
