package io.slipway.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PlainPathTest {
  private static final int SEEDS = Integer.getInteger("slipway.sim.seeds", 200);
  private static final long FROM = Long.getLong("slipway.sim.from", 1);

  @Test
  void every_seed_of_the_plain_path_keeps_the_invariants_and_comes_to_rest() {
    var problem =
        LongStream.range(FROM, FROM + SEEDS)
            .mapToObj(PlainPath::run)
            .flatMap(Optional::stream)
            .findFirst();

    assertThat(problem).isEmpty();
  }
}
