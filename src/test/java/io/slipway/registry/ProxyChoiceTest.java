package io.slipway.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.net.ProxyOptions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** REG-23. */
class ProxyChoiceTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "HTTPS_PROXY", "http://user:word@secure.example.com:3128",
          "http_proxy", "plain.example.com:3129",
          "NO_PROXY", "10.0.0.1, .internal,registry.example.org:5000");

  @ParameterizedTest
  @CsvSource({
    "https://registry.example.com/v2/, secure.example.com",
    "http://registry.example.com/v2/, plain.example.com",
    "https://10.0.0.1:5000/v2/, ''",
    "https://registry.internal/v2/, ''",
    "https://internal.example.com/v2/, secure.example.com",
    "https://registry.example.org:5000/v2/, ''",
    "http://127.0.0.1:5000/v2/, ''",
    "http://localhost:5000/v2/, ''"
  })
  void the_environment_chooses(String url, String proxy) {
    var chosen = new ProxyChoice(ENVIRONMENT).of(url);

    assertThat(chosen.map(ProxyOptions::getHost).orElse("")).isEqualTo(proxy);
  }

  @Test
  void a_proxy_may_have_an_account() {
    var chosen = new ProxyChoice(ENVIRONMENT).of("https://registry.example.com/v2/").orElseThrow();

    assertThat(chosen.getPort()).isEqualTo(3128);
    assertThat(chosen.getUsername()).isEqualTo("user");
    assertThat(chosen.getPassword()).isEqualTo("word");
  }

  @Test
  void a_proxy_that_cannot_be_used_is_not_passed_by() {
    var broken = new ProxyChoice(Map.of("HTTPS_PROXY", "http://"));

    assertThatThrownBy(() -> broken.of("https://registry.example.com/v2/"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void without_variables_there_is_no_proxy() {
    assertThat(new ProxyChoice(Map.of()).of("https://registry.example.com/v2/")).isEmpty();
    assertThat(new ProxyChoice(Map.of("HTTPS_PROXY", " ")).of("https://registry.example.com/v2/"))
        .isEmpty();
  }
}
