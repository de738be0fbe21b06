package io.slipway.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainTextTest {
  @Test
  void a_text_becomes_one_bounded_line() {
    assertThat(PlainText.line("  first\n\tsecond " + "x".repeat(5000)))
        .startsWith("first second x")
        .hasSize(1024);
  }

  @Test
  void no_form_of_a_credential_is_left() {
    var auth = Base64.getEncoder().encodeToString("mate:s3cret".getBytes(StandardCharsets.UTF_8));
    var config = "{\"auths\":{\"r.example.com\":{\"auth\":\"%s\"}}}".formatted(auth);
    var encoded = Base64.getEncoder().encodeToString(config.getBytes(StandardCharsets.UTF_8));
    var text =
        "bad %s, bad %s, bad %s, Authorization: Bearer abcdefgh12".formatted(auth, config, encoded);

    var safe = PlainText.safeLine(text, PlainText.secretsOf(encoded));

    assertThat(safe).doesNotContain(auth, encoded, "abcdefgh12").startsWith("bad ***");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no such namespace | no such namespace",
        "1 error occurred:~\t* no such namespace~~ | no such namespace",
        "release failed: 2 errors occurred:~\t* first~\t* second~~ | release failed: first; second",
      })
  void a_list_of_errors_becomes_a_sentence(String text, String sentence) {
    assertThat(PlainText.unlisted(text.replace('~', '\n'))).isEqualTo(sentence);
  }
}
