package io.slipway.install;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.core.value.ModuleName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValuesKeyTest {
  /** V1, P4, M-31. */
  @ParameterizedTest
  @CsvSource({
    "echo, echo, echo",
    "echo-server, echoServer, echo-server",
    "sds-node-configurator, sdsNodeConfigurator, sds-node-configurator",
    "csi-s3, csiS3, csi-s3",
    "level-2, level2, level2",
    "two.parts, two.parts, two-parts",
  })
  void a_key_is_the_camel_case_name_and_leads_back_to_it(String name, String key, String restored) {
    assertThat(ValuesKey.of(new ModuleName(name))).isEqualTo(key);
    assertThat(ValuesKey.restore(key)).isEqualTo(restored);
  }
}
