package io.slipway.core.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.core.value.Look.AtListing;
import io.slipway.core.value.Look.AtModule;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LookTest {
  private static final Optional<String> STABLE = Optional.of("stable");
  private static final ModuleName ECHO = new ModuleName("echo");

  private static Optional<Look> at(String repo, String path, Optional<String> tag) {
    return Look.at(new RegistryAccess(false, repo, "", ""), path, tag);
  }

  @Test
  void a_tag_of_the_source_s_repository_is_a_module_of_its_list() {
    assertThat(at("example.com:5000/a/b", "a/b", Optional.of("echo")))
        .contains(new AtListing(Optional.of(ECHO)));
    assertThat(at("example.com:5000/a/b", "a/b", Optional.empty()))
        .contains(new AtListing(Optional.empty()));
    assertThat(at("example.com:5000/a/b", "a/b", Optional.of("v1.0.0_x"))).isEmpty();
  }

  @Test
  void below_it_are_the_images_and_release_images_of_a_module() {
    assertThat(at("example.com/a", "a/echo", Optional.of("v1.0.0")))
        .contains(new AtModule(ECHO, Optional.of("v1.0.0")));
    assertThat(at("example.com/a", "a/echo/release", STABLE)).contains(new AtModule(ECHO, STABLE));
  }

  @ParameterizedTest
  @CsvSource({
    "example.com/a, b",
    "example.com/a, ab/echo",
    "example.com/a, a/echo/other",
    "example.com/a, a/",
    "example.com/a, a//release",
    "example.com/a, a/ECHO",
    "example.com/a, a/modules",
    "example.com/a, ../a/echo",
  })
  void all_other_places_are_none_of_the_source_s(String repo, String path) {
    assertThat(at(repo, path, STABLE)).isEmpty();
  }

  @Test
  void a_repository_without_a_host_is_one_of_docker_hub() {
    assertThat(at("docks/modules", "docks/modules/echo/release", STABLE))
        .contains(new AtModule(ECHO, STABLE));
    assertThat(at("modules", "library/modules", Optional.empty())).isPresent();
  }
}
