package io.slipway.kube;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoticeTextTest {
  @ParameterizedTest
  @ValueSource(strings = {"a", "ü", "舟", "⛵️", "🚢"})
  void a_message_is_cut_between_characters_at_the_bound_of_the_api_server(String text) {
    var cut = NoticeRecorder.shortened("x" + text.repeat(2000));

    assertThat(cut.getBytes(StandardCharsets.UTF_8).length).isBetween(1015, 1024);
    assertThat(cut).endsWith("…").doesNotContain("\uFFFD");
  }

  @Test
  void a_message_that_fits_is_left_as_it_is() {
    assertThat(NoticeRecorder.shortened("y".repeat(1024))).hasSize(1024);
  }
}
