package io.slipway.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flattening of layers (sources.md 2.4, 2.12, REG-51). */
class FlatteningTest {
  @TempDir private Path tree;

  @Test
  void upper_layers_win() throws Exception {
    unpack(
        new Tar().file("a", "old").file("b", "kept").file("c/d", "x"),
        new Tar().file("./a", "new").file("c", "a file now"));

    assertThat(tree.resolve("a")).hasContent("new");
    assertThat(tree.resolve("b")).hasContent("kept");
    assertThat(tree.resolve("c")).hasContent("a file now");
  }

  @Test
  void a_whiteout_hides_what_lower_layers_have() throws Exception {
    unpack(
        new Tar().file("a", "x").file("d/e/f", "x").file("d/g", "x"),
        new Tar().file(".wh.a", "").file("d/.wh.e", ""));

    assertThat(tree.resolve("a")).doesNotExist();
    assertThat(tree.resolve("d/e")).doesNotExist();
    assertThat(tree.resolve("d/g")).exists();
    assertThat(tree.resolve(".wh.a")).doesNotExist();
  }

  @Test
  void a_whiteout_does_not_hide_its_own_layer_wherever_it_stands() throws Exception {
    unpack(
        new Tar().file("d/old", "x").file("a", "old"),
        new Tar().file("d/new", "y").file("d/.wh..wh..opq", "").file("a", "new").file(".wh.a", ""));

    assertThat(tree.resolve("d/old")).doesNotExist();
    assertThat(tree.resolve("d/new")).exists();
    assertThat(tree.resolve("a")).hasContent("new");
  }

  @Test
  void an_opaque_root_hides_everything_below() throws Exception {
    unpack(
        new Tar().file("a", "x").file("d/b", "x"),
        new Tar().file(".wh..wh..opq", "").file("c", "y"));

    try (var places = Files.list(tree)) {
      assertThat(places).containsExactly(tree.resolve("c"));
    }
  }

  @Test
  void only_the_owner_keeps_rights() throws Exception {
    unpack(
        new Tar()
            .directory("d")
            .file("d/plain", 0644, "x")
            .file("hook", 0755, "x")
            .file("locked", 0, "x"));

    assertThat(mode("d")).isEqualTo("rwx------");
    assertThat(mode("d/plain")).isEqualTo("rw-------");
    assertThat(mode("hook")).isEqualTo("rwx------");
    assertThat(mode("locked")).isEqualTo("r--------");
  }

  @Test
  void links_inside_are_kept() throws Exception {
    unpack(
        new Tar()
            .file("d/real", "x")
            .symbolicLink("d/near", "real")
            .symbolicLink("e/far", "../d/real")
            .hardLink("hard", "./d/real"));

    assertThat(tree.resolve("d/near")).isSymbolicLink().hasContent("x");
    assertThat(tree.resolve("e/far")).isSymbolicLink().hasContent("x");
    assertThat(tree.resolve("hard")).isRegularFile().hasContent("x");
  }

  @Test
  void a_link_in_the_place_of_a_directory_takes_it_away() throws Exception {
    unpack(new Tar().file("a/b", "x").file("c/b", "y"), new Tar().symbolicLink("a", "c"));

    assertThat(tree.resolve("a/b")).hasContent("y");
  }

  @Test
  void names_need_not_be_ascii_or_short() throws Exception {
    var deep = "templates/" + "x".repeat(90) + "/" + "y".repeat(90);
    unpack(
        new Tar()
            .file(deep, "x")
            .pax(Map.of("SCHILY.xattr.user.note", "x", "mtime", "0.25"), "attributes", "x"));

    assertThat(tree.resolve(deep)).exists();
    assertThat(tree.resolve("attributes")).exists();
  }

  @Test
  void compression_is_recognised() throws Exception {
    var tar = new Tar().file("a", "x".repeat(3000)).bytes();
    var members = new ByteArrayOutputStream();
    for (var i = 0; i < tar.length; i += 1000) {
      members.writeBytes(gzip(Arrays.copyOfRange(tar, i, Math.min(tar.length, i + 1000))));
    }

    for (var stored : new byte[][] {tar, gzip(tar), members.toByteArray(), Zstd.compress(tar)}) {
      Tar.flatten(RegistryLimits.Archive.DEFAULT, new DirectoryTree(tree, 1000), Tar.layer(stored));
      assertThat(tree.resolve("a")).hasContent("x".repeat(3000));
      Files.delete(tree.resolve("a"));
    }
  }

  @Test
  void an_image_without_layers_is_an_empty_tree() throws Exception {
    unpack();

    assertThat(tree).isEmptyDirectory();
  }

  private void unpack(Tar... layers) throws RegistryException, IOException {
    var files = Arrays.stream(layers).map(Tar::layer).toArray(LayerFile[]::new);
    Tar.flatten(RegistryLimits.Archive.DEFAULT, new DirectoryTree(tree, 1000), files);
  }

  private String mode(String path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(tree.resolve(path)));
  }

  private static byte[] gzip(byte[] data) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(data);
    }
    return bytes.toByteArray();
  }
}
