package io.slipway.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.core.effect.Installer.PackageRequest;
import io.slipway.core.value.InstallFailure;
import io.slipway.core.value.InstallFailure.Reason;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.RegistryAccess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModuleValuesTest {
  private static final String EXTENDING =
      """
      x-extend: {schema: config-values.yaml}
      type: object
      properties:
        internal: {type: object, default: {}}
        registry: {type: object}
      """;

  @TempDir Path dir;
  private final Map<String, String> files = new HashMap<>();

  /** V12: a default below an absent object without a default is never applied. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                        | {'greeting':'good morning','crew':{'size':3}}",
        "{'greeting':'ahoy'}       | {'greeting':'ahoy','crew':{'size':3}}",
        "{'crew':{'size':12}}      | {'greeting':'good morning','crew':{'size':12}}",
        "{'deep':{}}               | {'greeting':'good morning','crew':{'size':3},'deep':{'x':1}}",
        "{'boats':[{'name':'a'}]}  | {'greeting':'good morning','crew':{'size':3},"
            + "'boats':[{'name':'a','oars':2}]}",
      })
  void settings_come_over_defaults(String settings, String expected) throws Exception {
    files.put(
        "openapi/config-values.yaml",
        """
        type: object
        properties:
          greeting: {type: string, default: good morning}
          crew:
            type: object
            default: {}
            properties:
              size: {type: integer, default: 3}
          deep:
            type: object
            properties:
              x: {type: integer, default: 1}
          boats:
            type: array
            items:
              type: object
              properties:
                name: {type: string}
                oars: {type: integer, default: 2}
        """);
    files.put("openapi/values.yaml", EXTENDING);

    var section = section(settings, 1);

    section.remove(List.of("registry", "internal"));
    assertThat((JsonNode) section).isEqualTo(json(expected));
  }

  /** V2: schema defaults fill only what static values and settings left open. */
  @Test
  void static_values_are_the_lowest_layer() throws Exception {
    files.put("values.yaml", "juniperBerry: {a: static, b: static, list: [1, 2]}\n");
    files.put(
        "openapi/values.yaml",
        "{type: object, additionalProperties: true, properties: "
            + "{a: {default: schema}, c: {default: schema}}}");

    var section = section("{'b':'user','list':[3]}", 1);

    section.remove("registry");
    assertThat((JsonNode) section)
        .isEqualTo(json("{'a':'static','b':'user','list':[3],'c':'schema'}"));
  }

  /** Texts that decide whether a release waits (releases.md T10), paths of C-38. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                          | SETTINGS | juniperBerry.token is required",
        "{'token':'a','more':1}      | SETTINGS | juniperBerry.more is a forbidden property",
        "{'token':'a','crew':{'q':1}} | SETTINGS | juniperBerry.crew.q is a forbidden property",
        "{'token':'a','internal':{}} | SETTINGS | juniperBerry.internal is a forbidden property",
        "{'token':7}                 | SETTINGS_INVALID | juniperBerry.token must be of type string: \"number\"",
        "{'token':'a','rings':0}     | SETTINGS_INVALID | juniperBerry.rings must have a minimum value of 1",
        "{'token':'a','tags':[1]}    | SETTINGS_INVALID | juniperBerry.tags.0 must be of type string: \"number\"",
        "{'rings':0}                 | SETTINGS | juniperBerry.rings must have a minimum value of 1;"
            + " juniperBerry.token is required",
      })
  void settings_that_break_the_schema_are_told(String settings, Reason reason, String text)
      throws Exception {
    files.put(
        "openapi/config-values.yaml",
        """
        type: object
        required: [token]
        properties:
          token: {type: string}
          rings: {type: integer, minimum: 1}
          crew: {type: object, properties: {size: {type: integer}}}
          tags: {type: array, items: {type: string}}
        """);
    files.put("openapi/values.yaml", EXTENDING);

    var failure = refusal(settings, 1);

    assertThat(failure)
        .isEqualTo(new InstallFailure(reason, "spec.settings are not valid (version 1): " + text));
  }

  /** C-27 to C-30, runtime.md V21. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | {'title':'oak'}         | {'label':{'text':'oak'}}",
        "2 | {'caption':'ash'}       | {'label':{'text':'ash'}}",
        "3 | {'label':{'text':'elm'}} | {'label':{'text':'elm'}}",
      })
  void settings_of_an_older_version_are_converted(int version, String settings, String expected)
      throws Exception {
    withConversions();

    var section = section(settings, version);

    section.remove("registry");
    assertThat((JsonNode) section).isEqualTo(json(expected));
  }

  /** V22. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | spec.version is required when spec.settings are specified",
        "7 | spec.version=7 is unsupported. Use latest version 3, or one of previous versions: 2",
      })
  void settings_of_an_unknown_version_are_refused(int version, String text) throws Exception {
    withConversions();

    assertThat(refusal("{'title':'oak'}", version))
        .isEqualTo(new InstallFailure(Reason.SETTINGS, text));
  }

  /** V22: the row for settings that fail after a conversion. */
  @Test
  void a_conversion_is_told_when_its_result_is_not_valid() throws Exception {
    withConversions();
    files.put("openapi/config-values.yaml", "{type: object, properties: {label: {type: string}}}");

    assertThat(refusal("{'title':'oak'}", 1).text())
        .isEqualTo(
            "spec.settings are not valid (version 1 converted to 3): "
                + "juniperBerry.label must be of type string: \"object\"");
  }

  private void withConversions() {
    files.put(
        "openapi/conversions/v2.yaml",
        "version: 2\nconversions: [.caption = .title, del(.title)]\n");
    files.put(
        "openapi/conversions/v3.yaml",
        "version: 3\nconversions:\n- .label.text = .caption | del(.caption)\n");
  }

  /** V15. */
  @Test
  void the_section_holds_the_registry_of_the_source() throws Exception {
    var section = section("{}", 0);

    assertThat(section.path("registry"))
        .isEqualTo(
            json(
                "{'base':'registry.example.com/ships/modules','dockercfg':'%s','scheme':'HTTP','ca':''}"
                    .formatted(base64("{\"auths\": {\"registry.example.com\": {}}}"))));
  }

  @Test
  void plain_and_encoded_docker_configuration_reach_the_chart_alike() {
    var plain = "{\"auths\":{}}";

    var forms =
        List.of(plain, base64(plain)).stream()
            .map(form -> ModuleValues.registry(new RegistryAccess(false, "r/x", form, "")))
            .map(registry -> registry.path("dockercfg").asText());

    assertThat(forms).containsOnly(base64(plain));
  }

  /** V14: what is required for Helm may be absent until rendering. */
  @Test
  void values_required_for_helm_are_missed_at_render_time_only() throws Exception {
    files.put(
        "openapi/values.yaml",
        """
        type: object
        properties:
          internal:
            type: object
            default: {}
            x-required-for-helm: [cert]
            properties: {cert: {type: string}}
        """);
    var module = read();
    var section = ModuleValues.section(module, request("{}", 0));

    var refused =
        catchThrowableOfType(StepFailed.class, () -> ModuleValues.checkForHelm(module, section));

    assertThat(refused.failure().text()).contains("juniperBerry.internal.cert is required");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "PACKAGE | module.yaml | name: [ | module.yaml: ",
        "PACKAGE | module.yaml | - list | module.yaml: not an object",
        "PACKAGE | openapi/config-values.yaml | text | openapi/config-values.yaml: not an object",
        "SCHEMA | openapi/values.yaml | {properties: {a: {$ref: '#/definitions/a'}}} | "
            + "read open API files: $ref \"#/definitions/a\" leads nowhere",
        "SCHEMA | openapi/values.yaml | {definitions: {a: {$ref: '#/definitions/a'}}} | "
            + "read open API files: nested too deeply",
        "CONVERSION | openapi/conversions/v2.yaml | {version: 2, conversions: ['.a =']} | "
            + "load conversions for the \"juniper-berry\" module: ",
      })
  void a_package_that_cannot_be_used_is_refused(
      Reason reason, String file, String text, String message) throws Exception {
    files.put(file, text);

    var refused = catchThrowableOfType(StepFailed.class, this::read);

    assertThat(refused.failure().reason()).isEqualTo(reason);
    assertThat(refused.failure().text()).startsWith(message.strip()).doesNotContain("\n");
  }

  @Test
  void the_definition_is_read() throws Exception {
    files.put(
        "module.yaml",
        """
        name: juniper-berry
        weight: 910
        stage: Preview
        requirements:
          deckhouse: ">= 1.70"
          modules: {oak: ">= 1.0.0"}
        """);

    var definition = read().definition();

    assertThat(definition.weight()).contains(910);
    assertThat(definition.stage()).isEqualTo("Preview");
    assertThat(definition.requirements()).containsOnlyKeys("deckhouse");
    assertThat(definition.moduleRequirements()).containsEntry("oak", ">= 1.0.0");
  }

  private InstallFailure refusal(String settings, int version) {
    return catchThrowableOfType(StepFailed.class, () -> section(settings, version)).failure();
  }

  private ObjectNode section(String settings, int version) throws StepFailed, IOException {
    return ModuleValues.section(read(), request(settings, version));
  }

  private PackageRequest request(String settings, int version) {
    return Fixtures.request("juniper-berry", "1.0.0", settings.replace('\'', '"'), version);
  }

  private ModulePackage read() throws StepFailed, IOException {
    for (var file : files.entrySet()) {
      var path = dir.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    return PackageReader.read(new ModuleName("juniper-berry"), dir);
  }

  private static JsonNode json(String text) throws IOException {
    return YamlText.JSON.readTree(text.replace('\'', '"'));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
