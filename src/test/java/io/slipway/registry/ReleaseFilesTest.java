package io.slipway.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.core.value.Digest;
import io.slipway.core.value.ModuleDefinition;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.RegistryFailure.Reason;
import io.slipway.core.value.ReleaseImage;
import io.slipway.core.value.VersionJump;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** sources.md 2.12 to 2.15. */
class ReleaseFilesTest {
  private static final Digest DIGEST = new Digest("sha256:" + "0".repeat(64));
  private static final String VERSION = "{\"version\": \"v1.2.3\"}";

  @ParameterizedTest
  @CsvSource({"v1.2.3, v1.2.3", "1.2, v1.2.0", "v1.2.3-rc.1+b, v1.2.3-rc.1+b"})
  void a_version_is_read(String text, String tag) throws Exception {
    assertThat(
            read(new Tar().file("version.json", "{\"version\":\"" + text + "\"}")).version().tag())
        .isEqualTo(tag);
  }

  @Test
  void only_the_first_value_counts() throws Exception {
    assertThat(read(new Tar().file("version.json", VERSION + " garbage")).version().tag())
        .isEqualTo("v1.2.3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "", "{\"version\":\"\"}", "{\"version\":\"latest\"}", "null"})
  void no_version_is_told(String json) {
    assertThatThrownBy(() -> read(new Tar().file("version.json", json)))
        .hasMessage("module \"ferry\" metadata malformed: no version found");
  }

  @Test
  void no_file_is_no_version() {
    assertThatThrownBy(() -> read(new Tar().file("other.json", VERSION)))
        .hasMessage("module \"ferry\" metadata malformed: no version found");
  }

  @Test
  void broken_json_is_told() {
    assertThatThrownBy(() -> read(new Tar().file("version.json", "{\"version\":")))
        .hasMessageStartingWith("fetch release metadata error: json decode: ");
  }

  @Test
  void file_names_are_compared_without_case_and_links_are_followed() throws Exception {
    var image =
        read(
            new Tar()
                .file("meta/v.json", VERSION)
                .hardLink("./Version.JSON", "meta/v.json")
                .file("MODULE.YAML", "weight: 901"));

    assertThat(image.version().tag()).isEqualTo("v1.2.3");
    assertThat(image.definition().weight()).contains(901);
  }

  @Test
  void anything_else_in_the_image_does_not_matter() throws Exception {
    var image =
        read(
            new Tar()
                .special("pipe", TarConstants.LF_FIFO)
                .symbolicLink("link", "/etc/passwd")
                .zeros("large", 2 << 20)
                .file("version.json", VERSION));

    assertThat(image.definition()).isEqualTo(ModuleDefinition.NONE);
    assertThat(image.changelogJson()).isEqualTo("{}");
  }

  @Test
  void a_file_that_is_too_long_is_told() {
    assertThatThrownBy(() -> read(new Tar().zeros("version.json", 2 << 20)))
        .hasMessage("fetch release metadata error: version.json is longer than 1048576 bytes");
  }

  @Test
  void a_definition_keeps_texts_as_they_are_written() throws Exception {
    var yaml =
        """
        name: ferry
        weight: 910
        stage: General Availability
        requirements:
          deckhouse: ">= 1.70"
          kubernetes: 1.30
          bootstrapped: true
          modules:
            tug: 2.10
        unknown: {a: b}
        """;

    assertThat(read(versioned().file("module.yaml", yaml)).definition())
        .isEqualTo(
            new ModuleDefinition(
                Optional.of(910),
                "General Availability",
                Map.of("deckhouse", ">= 1.70", "kubernetes", "1.30"),
                Map.of("tug", "2.10")));
  }

  @Test
  void rules_of_an_update_are_read_as_they_are_written() throws Exception {
    var yaml =
        """
        update:
          versions:
          - {from: 1.67, to: 1.70}
          - {from: "1.60", to: [1]}
          - text
          - {to: v2}
        """;

    assertThat(read(versioned().file("module.yaml", yaml)).definition().jumps())
        .containsExactly(
            new VersionJump("1.67", "1.70"),
            new VersionJump("1.60", ""),
            new VersionJump("", "v2"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update: 1",
        "update: [1]",
        "update: {versions: {a: b}}",
        "update: {versions: null}"
      })
  void rules_of_another_shape_are_none(String yaml) throws Exception {
    assertThat(read(versioned().file("module.yaml", yaml)).definition())
        .isEqualTo(ModuleDefinition.NONE);
  }

  @Test
  void rules_are_bounded_in_number_and_length() throws Exception {
    var yaml =
        "update:\n  versions:\n" + ("  - {from: " + "1".repeat(99) + ", to: 2}\n").repeat(500);

    assertThat(read(versioned().file("module.yaml", yaml)).definition().jumps())
        .hasSize(100)
        .allSatisfy(jump -> assertThat(jump.from()).hasSize(64));
  }

  @Test
  void a_definition_may_be_in_version_json() throws Exception {
    var json = "{\"version\":\"v1.2.3\",\"module\":{\"weight\":910,\"stage\":\"Preview\"}}";

    assertThat(read(new Tar().file("version.json", json)).definition().stage())
        .isEqualTo("Preview");
    assertThat(
            read(new Tar().file("version.json", json).file("module.yaml", "weight: 1"))
                .definition())
        .isEqualTo(new ModuleDefinition(Optional.of(1), "", Map.of(), Map.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a: [", "? [a]\n: b", "a: &a [*a]", "a: !!javax.script.ScriptEngineManager [x]"})
  void a_broken_definition_is_told(String yaml) {
    assertThatThrownBy(() -> read(versioned().file("module.yaml", yaml)))
        .hasMessageStartingWith("fetch release metadata error: unmarshal module yaml failed: ");
  }

  @Test
  void a_definition_that_grows_without_end_is_told() {
    var yaml = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (var i = 1; i < 9; i++) {
      var ref = "*a" + (i - 1);
      yaml.append(
          "a%d: &a%d [%s]\n"
              .formatted(i, i, String.join(", ", java.util.Collections.nCopies(9, ref))));
    }

    assertThatThrownBy(() -> read(versioned().file("module.yaml", yaml.toString())))
        .isInstanceOfSatisfying(
            RegistryException.class,
            e -> assertThat(e.failure().reason()).isEqualTo(Reason.MALFORMED));
  }

  @Test
  void a_changelog_is_canonical_json() throws Exception {
    var yaml =
        "fixes: [b, 2026-01-02]\nfeatures: {y: 1.50, x: [true, yes, null, 010]}\n---\nz: 1\n";

    assertThat(read(versioned().file("changelog.yml", yaml)).changelogJson())
        .isEqualTo(
            "{\"features\":{\"x\":[true,\"yes\",null,\"010\"],\"y\":1.5},"
                + "\"fixes\":[\"b\",\"2026-01-02\"]}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a: [", "- a\n- b", "text", "", "a: &a [*a]"})
  void a_broken_changelog_never_blocks(String yaml) throws Exception {
    assertThat(read(versioned().file("changelog.yaml", yaml)).changelogJson()).isEqualTo("{}");
  }

  @Test
  void a_changelog_that_is_too_long_never_blocks() throws Exception {
    assertThat(read(versioned().zeros("changelog.yaml", 2 << 20)).changelogJson()).isEqualTo("{}");
    assertThat(
            read(versioned().file("changelog.yaml", "a: " + "x".repeat(300_000))).changelogJson())
        .isEqualTo("{}");
  }

  private static Tar versioned() {
    return new Tar().file("version.json", VERSION);
  }

  private static ReleaseImage read(Tar archive) throws Exception {
    var tree = new MemoryTree(1 << 20);
    Tar.flatten(RegistryLimits.Archive.DEFAULT, tree, archive.layer());
    return new ReleaseFiles(new ModuleName("ferry"), tree).read(DIGEST);
  }
}
