package io.slipway.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.slipway.core.value.InstallFailure.Reason;
import io.slipway.core.value.ModuleName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packages whose archive is sound, and whose files ask for more than a machine has. */
@Timeout(60)
class HostileContentTest {
  @TempDir Path dir;

  @Test
  void aliases_that_multiply_are_refused() throws Exception {
    var levels =
        IntStream.range(1, 16)
            .mapToObj(i -> "l%1$d: &l%1$d [*l%2$d, *l%2$d, *l%2$d]".formatted(i, i - 1))
            .collect(Collectors.joining("\n"));
    write("values.yaml", "l0: &l0 [a, b, c]\n" + levels);

    assertThat(refusal()).isEqualTo("values.yaml: the document is too large or too deep");
  }

  @Test
  void an_alias_of_what_holds_it_is_refused() throws Exception {
    write("module.yaml", "a: &a [*a, *a]");

    assertThat(refusal()).isEqualTo("module.yaml: the document is too large or too deep");
  }

  /** The reader's work grows with the square of a line's length. */
  @Test
  void a_line_that_is_too_long_is_refused() throws Exception {
    write("values.yaml", "a: b # " + "x".repeat(1 << 20));

    assertThat(refusal()).isEqualTo("values.yaml: a line is longer than 512 KiB");
  }

  @Test
  void references_of_a_schema_that_multiply_are_refused() throws Exception {
    var levels =
        IntStream.range(1, 30)
            .mapToObj(
                i ->
                    ("l%1$d: {properties: {a: {$ref: '#/definitions/l%2$d'},"
                            + " b: {$ref: '#/definitions/l%2$d'}}}")
                        .formatted(i, i - 1))
            .collect(Collectors.joining("\n  ", "definitions:\n  l0: {type: string}\n  ", "\n"));
    write("openapi/config-values.yaml", levels);

    assertThat(refusal(Reason.SCHEMA))
        .isEqualTo("read open API files: too large with every $ref in place");
  }

  @Test
  void a_schema_that_is_only_a_reference_to_a_text_is_refused() throws Exception {
    write("openapi/values.yaml", "$ref: '#/title'\ntitle: x");

    assertThat(refusal(Reason.SCHEMA)).isEqualTo("read open API files: not an object");
  }

  @Test
  void a_definition_that_is_too_large_is_not_read() throws Exception {
    write("crds/large.yaml", "# " + "x".repeat(9 << 20));

    assertThat(refusal()).isEqualTo("crds/large.yaml: larger than 8 MiB");
  }

  @Test
  void a_definition_that_is_no_text_is_the_author_s_matter() throws Exception {
    Files.createDirectory(dir.resolve("crds"));
    Files.write(dir.resolve("crds/noise.yaml"), new byte[] {'a', (byte) 0xff, (byte) 0xfe});

    assertThat(refusal()).isEqualTo("crds/noise.yaml: not UTF-8");
  }

  @Test
  void definitions_that_are_too_large_together_are_not_read() throws Exception {
    write("crds/a.yaml", ("#" + "x".repeat(1022) + "\n").repeat(7 << 10));
    for (var name : new String[] {"b", "c", "d", "e"}) {
      Files.createSymbolicLink(dir.resolve("crds/" + name + ".yaml"), Path.of("a.yaml"));
    }

    assertThat(refusal()).isEqualTo("crds: larger than 32 MiB");
  }

  /** Two links in each folder to the one before: 2^40 files. */
  @Test
  void folders_that_links_multiply_are_refused() throws Exception {
    write("charts/l0/Chart.yaml", "name: x");
    for (var i = 1; i < 25; i++) {
      var folder = Files.createDirectories(dir.resolve("charts/l" + i));
      Files.createSymbolicLink(folder.resolve("a"), Path.of("../l" + (i - 1)));
      Files.createSymbolicLink(folder.resolve("b"), Path.of("../l" + (i - 1)));
    }

    assertThat(refusal()).isEqualTo("the chart has more than 10000 files");
  }

  @ParameterizedTest
  @ValueSource(strings = {".", "..", "nothing", "link"})
  void a_link_that_leads_nowhere_or_back_is_refused(String target) throws Exception {
    write("templates/a.yaml", "");
    Files.createSymbolicLink(dir.resolve("templates/link"), Path.of(target));

    assertThat(refusal()).isEqualTo("templates/link: leads nowhere or back to itself");
  }

  @Test
  void charts_nested_without_end_are_refused() throws Exception {
    write("charts/a/".repeat(20) + "Chart.yaml", "name: a");

    assertThat(refusal()).endsWith("charts/a: nested too deeply");
  }

  @Test
  void an_archive_of_a_chart_that_unpacks_to_too_much_is_refused() throws Exception {
    archive("charts/zeros.tgz", new byte[65 << 20]);
    assertThat(Files.size(dir.resolve("charts/zeros.tgz"))).isLessThan(100_000);

    assertThat(refusal()).isEqualTo("the chart is larger than 64 MiB");
  }

  @Test
  void an_archive_within_an_archive_of_a_chart_is_refused() throws Exception {
    var tar = new ByteArrayOutputStream();
    tar.write(new byte[512]);
    tar.write(gzip(new byte[100]));
    archive("charts/outer.tgz", tar.toByteArray());

    assertThat(refusal()).isEqualTo("charts/outer.tgz: an archive within an archive");
  }

  @Test
  void what_only_looks_like_the_archive_of_a_chart_is_refused() throws Exception {
    write("charts/text.tgz", "no archive");

    assertThat(refusal()).isEqualTo("charts/text.tgz: not an archive");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "def f: f; f",
        "[range(1000000000000)]",
        "[def r: ., r; r]",
        "until(false; .)",
        "[recurse(.)] | length",
        "reduce range(1000000000) as $i (0; . + 1)",
        "def f: [., f]; f",
      })
  void a_conversion_that_does_not_end_is_refused(String program) throws Exception {
    write("openapi/conversions/v2.yaml", "version: 2\nconversions: [\"%s\"]".formatted(program));
    var module = PackageReader.read(new ModuleName("oak"), dir);

    var failed =
        catchThrowableOfType(
            StepFailed.class,
            () -> ModuleValues.section(module, Fixtures.request("oak", "1.0.0", "{\"a\":1}", 1)));

    assertThat(failed.failure().reason()).isEqualTo(Reason.CONVERSION);
    assertThat(failed.failure().text())
        .startsWith("spec.settings conversion from version 1 to 2: the program ");
  }

  /** As the installer examines a package before it is stored. */
  private String refusal() {
    return refusal(Reason.PACKAGE);
  }

  private String refusal(Reason reason) {
    var failed =
        catchThrowableOfType(
            StepFailed.class,
            () -> {
              PackageReader.read(new ModuleName("oak"), dir);
              CustomResourceDefinitions.read(dir);
              ChartFolder.check(dir);
            });
    assertThat(failed.failure().reason()).isEqualTo(reason);
    return failed.failure().text();
  }

  private void write(String name, String text) throws IOException {
    var file = dir.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void archive(String name, byte[] tar) throws IOException {
    var file = dir.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, gzip(tar));
  }

  private static byte[] gzip(byte[] data) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(data);
    }
    return bytes.toByteArray();
  }
}
