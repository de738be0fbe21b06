package io.slipway.registry;

import static io.slipway.registry.RegistryFixture.base64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.registry.Credential.Anonymous;
import io.slipway.registry.Credential.Basic;
import io.slipway.registry.Credential.IdentityToken;
import io.slipway.registry.Credential.RegistryToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** REG-15 to REG-20 and the entry forms of sources.md 2.5. */
class DockerConfigTest {
  private static final Basic ACCOUNT = new Basic("user", "pass:word");
  private static final String AUTH = base64("user:pass:word");

  @ParameterizedTest(name = "{0} for {1}")
  @CsvSource({
    "registry.example.com, registry.example.com/modules",
    "https://registry.example.com, registry.example.com/modules",
    "http://registry.example.com/v1/, registry.example.com/modules",
    "registry.example.com:8032/foo/bar, registry.example.com:8032/modules",
    "https://index.docker.io/v1/, deckhouse/modules"
  })
  void a_key_matches_by_host_and_port(String key, String repo) throws Exception {
    assertThat(find(entry(key, "{\"auth\":\"" + AUTH + "\"}"), repo)).isEqualTo(ACCOUNT);
  }

  @ParameterizedTest(name = "{0} for {1}")
  @CsvSource({
    "registry.example.com:8032, registry.example.com/modules",
    "registry.example.com, registry.example.com:8032/modules",
    "example.com, registry.example.com/modules",
    "REGISTRY.example.com, registry.example.com/modules"
  })
  void another_host_or_port_does_not_match(String key, String repo) {
    assertThatThrownBy(() -> find(entry(key, "{}"), repo))
        .hasMessage("\"" + repo + "\" credentials not found in the dockerCfg");
  }

  @ParameterizedTest
  @ValueSource(strings = {"YXNiCg==", "{}", "{\"credsStore\":\"desktop\"}", "not json", "[]"})
  void a_configuration_without_auths_has_no_credentials(String cfg) {
    assertThatThrownBy(() -> find(cfg, "registry:5000/modules"))
        .hasMessage("\"registry:5000/modules\" credentials not found in the dockerCfg");
  }

  @Test
  void an_empty_configuration_is_anonymous() throws Exception {
    assertThat(find("", "registry:5000/modules")).isEqualTo(new Anonymous());
  }

  @Test
  void base64_may_be_wrapped_or_unpadded() throws Exception {
    var encoded = base64(entry("registry:5000", "{\"auth\":\"" + AUTH + "\"}"));
    var wrapped = encoded.replaceAll("(.{20})", "$1\n");

    assertThat(find(encoded, "registry:5000/modules")).isEqualTo(ACCOUNT);
    assertThat(find(wrapped, "registry:5000/modules")).isEqualTo(ACCOUNT);
    assertThat(find(encoded.replace("=", ""), "registry:5000/modules")).isEqualTo(ACCOUNT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"username\":\"user\"}",
        "{\"password\":\"pass\"}",
        "{\"email\":\"a@example.com\"}"
      })
  void an_entry_without_a_whole_account_is_anonymous(String entry) throws Exception {
    assertThat(find(entry("registry:5000", entry), "registry:5000/modules"))
        .isEqualTo(new Anonymous());
  }

  @Test
  void a_user_with_a_password_is_an_account() throws Exception {
    var entry = "{\"username\":\"user\",\"password\":\"pass:word\"}";

    assertThat(find(entry("registry:5000", entry), "registry:5000/modules")).isEqualTo(ACCOUNT);
  }

  @Test
  void auth_wins_over_user_and_password() throws Exception {
    var entry = "{\"auth\":\"%s\",\"username\":\"other\",\"password\":\"other\"}".formatted(AUTH);

    assertThat(find(entry("registry:5000", entry), "registry:5000/modules")).isEqualTo(ACCOUNT);
  }

  @Test
  void tokens_are_known() throws Exception {
    assertThat(find(entry("registry:5000", "{\"identitytoken\":\"t\"}"), "registry:5000/modules"))
        .isEqualTo(new IdentityToken("t"));
    assertThat(find(entry("registry:5000", "{\"registrytoken\":\"t\"}"), "registry:5000/modules"))
        .isEqualTo(new RegistryToken("t"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dXNlcg==", "x", "%%%"})
  void an_auth_that_is_no_pair_is_told(String auth) {
    assertThatThrownBy(
            () ->
                find(
                    entry("registry:5000", "{\"auth\":\"" + auth + "\"}"), "registry:5000/modules"))
        .hasMessageStartingWith("unmarshal json: unable to decode auth field: ");
  }

  @Test
  void no_text_form_shows_a_secret() {
    assertThat(
            ACCOUNT
                + ""
                + new IdentityToken("secret")
                + new RegistryToken("secret")
                + RegistryFixture.withAccount("registry:5000", "modules"))
        .doesNotContain("pass:word", "secret", AUTH, "fair-winds");
  }

  private static String entry(String key, String entry) {
    return "{\"auths\":{\"%s\":%s}}".formatted(key, entry);
  }

  private static Credential find(String cfg, String repo) throws RegistryException {
    return DockerConfig.credential(cfg, RepositoryName.parse(repo));
  }
}
