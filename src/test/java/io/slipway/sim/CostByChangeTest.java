package io.slipway.sim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** DESIGN.md section 2: work per event depends on the keys it touches, not on the modules. */
class CostByChangeTest {
  private static final int SOURCES = 20;

  private static Fleet few;
  private static Fleet many;

  @BeforeAll
  static void start() {
    few = new Fleet(new Fleet.Size(100, SOURCES, 100, Fleet.Releases.OLD)).start().settle();
    many = new Fleet(new Fleet.Size(2_000, SOURCES, 2_000, Fleet.Releases.OLD)).start().settle();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CHANNEL")
  void one_change_costs_the_same_with_100_and_with_2000_modules(Change change) {
    var cost = few.cost(change);

    assertThat(cost.decisions()).isBetween(1L, 60L);
    assertThat(many.cost(change)).isEqualTo(cost);
  }
}
