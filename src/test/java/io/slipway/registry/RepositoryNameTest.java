package io.slipway.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** REG-14. */
class RepositoryNameTest {
  @ParameterizedTest
  @CsvSource({
    "registry.example.com/deckhouse/modules, registry.example.com, deckhouse/modules",
    "registry:5000/modules, registry:5000, modules",
    "127.0.0.1:5000/a/b_c-d.e, 127.0.0.1:5000, a/b_c-d.e",
    "deckhouse/modules, index.docker.io, deckhouse/modules",
    "modules, index.docker.io, library/modules",
    "[::1]:5000/modules, [::1]:5000, modules"
  })
  void a_repository_has_a_host_and_a_path(String repo, String host, String path) throws Exception {
    assertThat(RepositoryName.parse(repo)).isEqualTo(new RepositoryName(repo, host, path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "https://registry.example.com/modules",
        "registry.example.com/Modules",
        "registry.example.com/m",
        "registry.example.com/",
        "registry.example.com/modules?x=1",
        "user@registry.example.com/modules",
        "registry.example.com:5000#/modules"
      })
  void an_unusable_repository_is_told(String repo) {
    assertThatThrownBy(() -> RepositoryName.parse(repo))
        .isInstanceOf(RegistryException.class)
        .hasMessageStartingWith("parse repo \"" + repo + "\": ");
  }

  @Test
  void a_path_of_more_than_255_characters_is_told() {
    assertThatThrownBy(() -> RepositoryName.parse("registry:5000/" + "a".repeat(256)))
        .hasMessageContaining("between 2 and 255 characters");
  }
}
