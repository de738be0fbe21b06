package io.slipway.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A decision that is made wrongly is noticed, and by the invariant that is about it. */
class MutationTest {
  private static final long SEEDS = 1_000;

  @ParameterizedTest
  @EnumSource(Mutation.class)
  void a_wrong_decision_breaks_the_invariant_about_it(Mutation mutation) {
    var found =
        LongStream.rangeClosed(1, SEEDS)
            .parallel()
            .boxed()
            .flatMap(seed -> Trial.of(seed).run(mutation.sabotage()).stream())
            .map(Problem::invariant)
            .anyMatch(mutation.finds()::equals);

    assertThat(found).isTrue();
  }
}
