package io.slipway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.sim.Invariant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class InvariantsPageTest {
  @Test
  void the_page_lists_every_invariant_in_the_words_of_the_code() {
    var rows =
        Page.read("docs/invariants.md").lines().filter(line -> line.startsWith("| `")).toList();

    assertThat(rows)
        .containsExactlyElementsOf(
            Arrays.stream(Invariant.values())
                .map(invariant -> "| `%s` | %s |".formatted(invariant, invariant.sentence()))
                .toList());
  }
}
