package io.slipway.core.decision;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Vectors of sources.md 2.18, and lengths around the block. */
class Murmur3Test {
  @ParameterizedTest
  @CsvSource({
    "21da7734-77a7-45ad-a795-ea0b629ee930v1.16.0, 8684341007432262588",
    "21da7734-77a7-45ad-a795-ea0b629ee930v1.16.5, 14997915337447024892",
    "21da7734-77a7-45ad-a795-ea0b629ee930v1.16.1, 11275180408246137284",
    "11111111-2222-3333-4444-555555555555v1.0.0, 15033202569977082323",
    "11111111-2222-3333-4444-555555555555v1.0.1, 12395049465090204860",
    "11111111-2222-3333-4444-555555555555v0.7.24, 11882379336329902004",
    "'', 0"
  })
  void the_first_word_is_that_of_the_page(String text, String unsigned) {
    assertThat(Long.toUnsignedString(Murmur3.first64(text))).isEqualTo(unsigned);
  }
}
