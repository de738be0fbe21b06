package io.slipway.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The sample modules are packages as authors are told to make them (runtime.md 1). */
class SampleModulesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final KubernetesSerialization YAML = new KubernetesSerialization();

  @ParameterizedTest
  @MethodSource("packages")
  void module_chart_and_folder_have_the_same_name_and_version(Path folder) throws IOException {
    var name = folder.getParent().getFileName().toString();
    var version = folder.getFileName().toString();

    assertThat(read(folder.resolve("module.yaml")).get("name").asText()).isEqualTo(name);
    assertThat(read(folder.resolve("Chart.yaml")).get("name").asText()).isEqualTo(name);
    assertThat("v" + read(folder.resolve("Chart.yaml")).get("version").asText()).isEqualTo(version);
    assertThat(read(folder.resolve("publish.yaml")).get("version").asText()).isEqualTo(version);
  }

  @ParameterizedTest
  @MethodSource("packages")
  void the_weight_is_that_of_a_module_from_a_source(Path folder) throws IOException {
    assertThat(read(folder.resolve("module.yaml")).get("weight").asInt()).isBetween(900, 999);
  }

  @ParameterizedTest
  @MethodSource("packages")
  void settings_and_values_have_schemas(Path folder) throws IOException {
    var values = read(folder.resolve("openapi/values.yaml"));

    assertThat(values.at("/x-extend/schema").asText()).isEqualTo("config-values.yaml");
    assertThat(values.at("/properties/internal/default").isObject()).isTrue();
    assertThat(read(folder.resolve("openapi/config-values.yaml")).has("properties")).isTrue();
  }

  @Test
  void a_channel_holds_one_version_of_a_module() throws IOException {
    var published = new ArrayList<String>();
    for (Path folder : packages()) {
      for (JsonNode channel : read(folder.resolve("publish.yaml")).get("channels")) {
        published.add(folder.getParent().getFileName() + "/" + channel.asText());
      }
    }

    assertThat(published).doesNotHaveDuplicates().allMatch(SampleModulesTest::isChannel);
    assertThat(published).filteredOn(name -> name.endsWith("/Stable")).hasSize(3);
  }

  static List<Path> packages() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("samples/modules"), 3)) {
      return files
          .filter(file -> file.endsWith("module.yaml"))
          .map(Path::getParent)
          .sorted()
          .collect(Collectors.toList());
    }
  }

  private static boolean isChannel(String name) {
    return name.matches(".+/(Alpha|Beta|EarlyAccess|Stable|RockSolid)");
  }

  private static JsonNode read(Path file) throws IOException {
    try (var content = Files.newInputStream(file)) {
      return JSON.valueToTree(YAML.unmarshal(content, new TypeReference<Object>() {}));
    }
  }
}
