package io.slipway.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {
  private static final byte[] SECRET = "tide-table".getBytes(UTF_8);
  private static final Optional<String> NONE = Optional.empty();

  private static boolean matches(Credentials credentials) {
    return credentials.match(SECRET);
  }

  /** The last one is {@code Basic} of {@code slipway:tide-table}. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "tide-table",
        "Bearer tide-table",
        "bearer  tide-table",
        "Basic c2xpcHdheTp0aWRlLXRhYmxl"
      })
  void a_header_may_show_the_secret_in_several_ways(String header) {
    assertThat(matches(Credentials.of(Optional.of(header), NONE, NONE))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Bearer", "Bearer tide", "Basic tide-table", "tide-table2", "Basic !"})
  void anything_else_is_refused(String header) {
    assertThat(matches(Credentials.of(Optional.of(header), NONE, NONE))).isFalse();
  }

  @Test
  void a_token_of_gitlab_or_of_the_address_will_do() {
    assertThat(matches(Credentials.of(NONE, Optional.of("tide-table"), NONE))).isTrue();
    assertThat(matches(Credentials.of(NONE, NONE, Optional.of("tide-table")))).isTrue();
    assertThat(matches(Credentials.of(NONE, NONE, NONE))).isFalse();
  }

  @Test
  void an_empty_secret_lets_nobody_in() {
    var nothing = Credentials.of(Optional.of(""), Optional.of(""), Optional.of(""));

    assertThat(nothing.match(new byte[0])).isFalse();
  }

  @Test
  void its_text_tells_nothing() {
    assertThat(Credentials.of(Optional.of("tide-table"), NONE, NONE).toString())
        .doesNotContain("tide");
  }
}
