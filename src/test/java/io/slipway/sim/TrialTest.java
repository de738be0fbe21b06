package io.slipway.sim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TrialTest {
  private static final int SEEDS = Integer.getInteger("slipway.sim.seeds", 2_000);
  private static final long FROM = Long.getLong("slipway.sim.from", 1);

  @Test
  void every_seed_keeps_the_invariants_and_comes_to_rest() {
    var problem = Seeds.run(FROM, SEEDS, Sabotage.NONE, _ -> {});

    assertThat(problem.map(Problem::told)).isEmpty();
  }
}
