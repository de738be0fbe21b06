package io.slipway.core.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ModuleNameTest {
  static Stream<Arguments> names() {
    return Stream.of(
        Arguments.of("REG-5", "modules", false),
        Arguments.of("REG-5", "modules-extra", true),
        Arguments.of("REG-6", "a".repeat(64), true),
        Arguments.of("REG-6", "a".repeat(65), false),
        Arguments.of("REG-7", "valid.module", true),
        Arguments.of("REG-7", "0-module", true),
        Arguments.of("REG-7", "x", true),
        Arguments.of("REG-7", "Cloud-Provider-AWS", false),
        Arguments.of("REG-7", "invalid_module", false),
        Arguments.of("REG-7", "invalid_name!", false),
        Arguments.of("REG-7", "-invalid-module", false),
        Arguments.of("REG-7", "invalid-", false),
        Arguments.of("REG-7", "a..b", false),
        Arguments.of("REG-7", "a.-b", false),
        Arguments.of("REG-7", ".a", false),
        Arguments.of("REG-7", "a\n", false),
        Arguments.of("REG-7", "", false));
  }

  @ParameterizedTest(name = "{0}: {1} may be offered: {2}")
  @MethodSource("names")
  void a_name_may_be_offered(String rule, String name, boolean valid) {
    assertThat(ModuleName.isValid(name)).isEqualTo(valid);
  }
}
