package io.slipway.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A decision that is made wrongly is noticed, and by the invariant that is about it. */
class MutationTest {
  private static final long SEEDS = 1_000;

  /** Seeds that found them last time, tried first: only to be quick. */
  private static final Map<Mutation, Long> FOUND =
      Map.ofEntries(
          Map.entry(Mutation.WINDOWS_IGNORED, 773L),
          Map.entry(Mutation.WINDOWS_OF_ANOTHER_ZONE, 773L),
          Map.entry(Mutation.MIDNIGHT_ENDS_A_WINDOW, 428L),
          Map.entry(Mutation.APPROVAL_IGNORED, 404L),
          Map.entry(Mutation.APPROVAL_NOT_SEEN, 857L),
          Map.entry(Mutation.MANUAL_IS_AUTO, 797L),
          Map.entry(Mutation.AUTO_PATCH_IS_AUTO, 548L),
          Map.entry(Mutation.AUTO_PATCH_IS_MANUAL, 980L),
          Map.entry(Mutation.IGNORE_IS_AUTO, 437L),
          Map.entry(Mutation.AGE_IGNORED, 377L),
          Map.entry(Mutation.TIME_IGNORED, 773L),
          Map.entry(Mutation.REQUIREMENTS_IGNORED, 11L),
          Map.entry(Mutation.OTHER_MODULES_IGNORED, 35L),
          Map.entry(Mutation.DEPENDENTS_IGNORED, 461L),
          Map.entry(Mutation.GAPS_ALLOWED, 752L),
          Map.entry(Mutation.ALL_FORCED, 389L),
          Map.entry(Mutation.ALL_AT_ONCE, 773L),
          Map.entry(Mutation.ALWAYS_READY, 752L),
          Map.entry(Mutation.WAKE_UPS_DROPPED, 377L),
          Map.entry(Mutation.WRONG_GATE_NAMED, 752L),
          Map.entry(Mutation.NO_GATE_NAMED, 752L),
          Map.entry(Mutation.PATCHES_NEVER_FETCHED, 376L),
          Map.entry(Mutation.SUCCESSOR_NEVER_DEPLOYED, 376L),
          Map.entry(Mutation.SKIPPED_IS_PENDING, 839L));

  @ParameterizedTest
  @EnumSource(Mutation.class)
  void a_wrong_decision_breaks_the_invariant_about_it(Mutation mutation) {
    var isFound =
        finds(mutation, FOUND.getOrDefault(mutation, 1L))
            || LongStream.rangeClosed(1, SEEDS).parallel().anyMatch(seed -> finds(mutation, seed));

    assertThat(isFound).isTrue();
  }

  private static boolean finds(Mutation mutation, long seed) {
    return Trial.of(seed)
        .run(mutation.sabotage())
        .map(Problem::invariant)
        .filter(mutation.finds()::equals)
        .isPresent();
  }
}
