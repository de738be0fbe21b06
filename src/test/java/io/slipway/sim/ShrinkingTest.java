package io.slipway.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.core.decision.Verdict;
import io.slipway.core.display.Reviewer;
import io.slipway.core.effect.InstallEffect.UninstallModule;
import io.slipway.core.projection.World;
import io.slipway.core.value.Key;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ShrinkingTest {
  /** Never uninstalls, so that a module that is enabled and disabled again stays. */
  private static final Sabotage KEEPS_ALL =
      new Sabotage() {
        @Override
        public Verdict review(World world, Key key, Instant now) {
          var verdict = Reviewer.review(world, key, now);
          return new Verdict(
              verdict.effects().stream().filter(e -> !(e instanceof UninstallModule)).toList(),
              verdict.lookAgainAt());
        }
      };

  private static Problem problem() {
    return Seeds.run(1, 1_000, KEEPS_ALL, _ -> {}).orElseThrow();
  }

  @Test
  void only_the_acts_that_matter_are_left() {
    assertThat(problem().trial().acts())
        .extracting(Act::deed)
        .startsWith(Act.Deed.ENABLE)
        .hasSize(2)
        .containsAnyOf(Act.Deed.DISABLE, Act.Deed.FORGET_CONFIG);
  }

  @Test
  void no_fault_is_left_that_is_not_needed() {
    assertThat(problem().trial().faults()).isEmpty();
  }

  @Test
  void it_is_told_how_to_see_it_again() {
    var problem = problem();

    assertThat(problem.told())
        .contains("CONVERGES")
        .contains("./dev sim --seeds 1 --from " + problem.trial().seed());
  }

  @Test
  void the_same_seed_gives_the_same_history() {
    var trial = problem().trial();

    assertThat(trial.run(KEEPS_ALL)).isEqualTo(trial.run(KEEPS_ALL));
  }
}
