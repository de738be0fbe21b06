package io.slipway.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.slipway.core.value.RegistryFailure.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that want more than to be unpacked (REG-51, REG-52). */
class HostileArchiveTest {
  private static final RegistryLimits.Archive LIMITS =
      new RegistryLimits.Archive(8, 20, 256 << 10, 300, 16 << 10);

  @TempDir private Path folder;
  private Path tree;
  private Path outside;

  @BeforeEach
  void prepare() throws IOException {
    tree = Files.createDirectory(folder.resolve("tree"));
    outside = Files.writeString(folder.resolve("outside"), "untouched");
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        arguments(
            "traversal",
            new Tar().file("../outside", "x"),
            "path traversal detected in the module archive: malicious path ../outside"),
        arguments("traversal in the middle", new Tar().file("a/../../outside", "x"), "traversal"),
        arguments("traversal at the end", new Tar().directory("a/.."), "traversal"),
        arguments("absolute name", new Tar().file("/etc/outside", "x"), "traversal"),
        arguments("hard link outside", new Tar().hardLink("a", "../outside"), "traversal"),
        arguments(
            "hard link to an absolute path", new Tar().hardLink("a", "/etc/passwd"), "traversal"),
        arguments("hard link to nothing", new Tar().hardLink("a", "b"), "hard link"),
        arguments(
            "hard link to a directory", new Tar().directory("b").hardLink("a", "b"), "hard link"),
        arguments(
            "hard link to a link",
            new Tar().file("c", "x").symbolicLink("b", "c").hardLink("a", "b"),
            "hard link"),
        arguments(
            "hard link behind a link",
            new Tar().file("c/d", "x").symbolicLink("b", "c").hardLink("a", "b/d"),
            "hard link"),
        arguments(
            "hard link in the place of its target's directory",
            new Tar().file("a/b", "x").hardLink("a", "a/b"),
            "hard link"),
        arguments(
            "file behind a link",
            new Tar().directory("c").symbolicLink("b", "c").file("b/d", "x"),
            "below a file or link"),
        arguments(
            "directory behind a link",
            new Tar().directory("c").symbolicLink("b", "c").directory("b/d"),
            "below a file or link"),
        arguments("file below a file", new Tar().file("a", "x").file("a/b", "y"), "below a file"),
        arguments("pipe", new Tar().special("a", TarConstants.LF_FIFO), "unknown type"),
        arguments("device", new Tar().special("a", TarConstants.LF_CHR), "unknown type"),
        arguments("block device", new Tar().special("a", TarConstants.LF_BLK), "unknown type"),
        arguments("control characters", new Tar().file("a\u0007b", "x"), "unusable name"),
        arguments("line break", new Tar().file("a\nb", "x"), "unusable name"),
        arguments("line separator", new Tar().file("a\u2028b", "x"), "unusable name"),
        arguments("part of many bytes", new Tar().file("\u3042".repeat(90), "x"), "unusable name"),
        arguments(
            "name of many bytes",
            new Tar().file("\u3042\u3042/".repeat(60) + "b", "x"),
            "too long"),
        arguments("deep name", new Tar().file("a/".repeat(70) + "b", "x"), "too deep"),
        arguments("directories that names imply", implied(15), "more than 20 entries"),
        arguments(
            "long target", new Tar().symbolicLink("a", "b/".repeat(200) + "c"), "unusable link"),
        arguments("target with a line break", new Tar().symbolicLink("a", "b\nc"), "unusable link"),
        arguments("long name", new Tar().file("a/".repeat(200) + "b", "x"), "too long"),
        arguments("long part", new Tar().file("a".repeat(256), "x"), "unusable name"),
        arguments(
            "very long name", new Tar().file("a".repeat(40_000), "x"), "header that is too long"),
        arguments(
            "very long attribute",
            new Tar().pax(Map.of("comment", "x".repeat(40_000)), "a", "x"),
            "header that is too long"),
        arguments("large file", new Tar().zeros("a", 300 << 10), "more than is allowed"),
        arguments(
            "many large files",
            new Tar().zeros("a", 100 << 10).zeros("b", 100 << 10).zeros("c", 100 << 10),
            "more than is allowed"),
        arguments("many entries", many(21), "more than 20 entries"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void is_refused(String name, Tar archive, String text) throws Exception {
    assertThatThrownBy(() -> unpack(archive.bytes()))
        .isInstanceOfSatisfying(
            RegistryException.class,
            e -> {
              assertThat(e.failure().reason()).isEqualTo(Reason.MALFORMED);
              assertThat(e.failure().text()).contains(text);
            });
    nothingHappenedOutside();
  }

  static Stream<Arguments> leftOut() {
    return Stream.of(
        arguments("absolute", new Tar().symbolicLink("link", "/etc/passwd")),
        arguments("upwards", new Tar().symbolicLink("link", "../outside")),
        arguments("upwards from below", new Tar().symbolicLink("d/link", "../../outside")),
        arguments("over a name", new Tar().symbolicLink("link", "a/../../outside")),
        arguments("empty", new Tar().symbolicLink("link", "")),
        arguments(
            "over another link",
            new Tar().symbolicLink("p/q/up", "../..").symbolicLink("p/q/link", "up/../outside")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("leftOut")
  void a_link_elsewhere_is_left_out(String name, Tar archive) throws Exception {
    unpack(archive.file("module.yaml", "name: ferry\n").bytes());

    try (var places = Files.walk(tree)) {
      assertThat(places.filter(place -> place.endsWith("link"))).isEmpty();
    }
    assertThat(tree.resolve("module.yaml")).exists();
    nothingHappenedOutside();
  }

  @Test
  void whiteouts_behind_a_link_hide_nothing() throws Exception {
    var lower = new Tar().directory("c").symbolicLink("b", "c").file("c/d", "x").layer();
    var upper = new Tar().file("b/.wh.d", "").file("b/.wh..wh..opq", "").layer();

    Tar.flatten(LIMITS, new DirectoryTree(tree, LIMITS.entries()), lower, upper);

    assertThat(tree.resolve("c/d")).exists();
    nothingHappenedOutside();
  }

  @ParameterizedTest
  @ValueSource(strings = {".wh...", "a/.wh...", ".wh..", "a/.wh..", ".wh."})
  void a_whiteout_of_no_name_is_refused(String name) throws Exception {
    var lower = new Tar().file("a/b", "x").layer();
    var upper = new Tar().file(name, "").layer();

    assertThatThrownBy(
            () -> Tar.flatten(LIMITS, new DirectoryTree(tree, LIMITS.entries()), lower, upper))
        .isInstanceOfSatisfying(
            RegistryException.class,
            e -> assertThat(e.failure().reason()).isEqualTo(Reason.MALFORMED));
    assertThat(tree.resolve("a/b")).exists();
    nothingHappenedOutside();
  }

  @Test
  void what_is_no_archive_is_refused() {
    var noise = new byte[5000];
    new Random(7).nextBytes(noise);

    assertThatThrownBy(() -> unpack(noise)).isInstanceOf(RegistryException.class);
    assertThatThrownBy(() -> unpack("28b52ffd".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(RegistryException.class);
    assertThatThrownBy(() -> unpack(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0}))
        .isInstanceOf(RegistryException.class);
  }

  @Test
  void a_truncated_archive_is_refused() {
    var whole = new Tar().file("a", "x".repeat(5000)).bytes();

    assertThatThrownBy(() -> unpack(java.util.Arrays.copyOf(whole, 2000)))
        .isInstanceOf(RegistryException.class);
  }

  @Test
  void a_compressed_bomb_is_cut() throws Exception {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(new Tar().zeros("a", 64 << 20).bytes());
    }

    assertThatThrownBy(() -> unpack(bytes.toByteArray()))
        .hasMessageContaining("more than is allowed");
    assertThat(tree).isEmptyDirectory();
  }

  /** Files, each in a directory that has no entry. */
  private static Tar implied(int count) {
    var tar = new Tar();
    for (var i = 0; i < count; i++) {
      tar.file("d" + i + "/f", "");
    }
    return tar;
  }

  private static Tar many(int count) {
    var tar = new Tar();
    for (var i = 0; i < count; i++) {
      tar.file("f" + i, "");
    }
    return tar;
  }

  private void unpack(byte[] stored) throws RegistryException, IOException {
    Tar.flatten(LIMITS, new DirectoryTree(tree, LIMITS.entries()), Tar.layer(stored));
  }

  private void nothingHappenedOutside() throws IOException {
    assertThat(outside).hasContent("untouched");
    try (var places = Files.list(folder)) {
      assertThat(places).containsExactlyInAnyOrder(tree, outside);
    }
    try (var places = Files.walk(tree)) {
      assertThat(places.filter(p -> Files.isSymbolicLink(p) && Files.exists(p, new LinkOption[0])))
          .allSatisfy(p -> assertThat(p.toRealPath()).startsWithRaw(tree.toRealPath()));
    }
  }
}
