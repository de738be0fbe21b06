package io.slipway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The files below {@code src} as text, for rules about sources. */
record SourceTree(Path root, List<SourceFile> files) {

  /**
   * @param path relative to the project, with slashes
   */
  record SourceFile(String path, String text) {
    boolean isTest() {
      return path.startsWith("src/test/");
    }

    /** File name without its ending. */
    String name() {
      return path.substring(path.lastIndexOf('/') + 1).replaceFirst("\\.[^.]+$", "");
    }

    String folder() {
      return path.substring(0, path.lastIndexOf('/'));
    }

    long lines() {
      return text.lines().count();
    }

    @Override
    public String toString() {
      return path;
    }
  }

  static SourceTree ofProject() {
    var root = Path.of("").toAbsolutePath();
    while (!Files.exists(root.resolve("pom.xml"))) {
      root = root.getParent();
    }
    var project = root;
    try (var paths = Files.walk(root.resolve("src"))) {
      return new SourceTree(
          root,
          paths
              .filter(SourceTree::isText)
              .sorted()
              .map(path -> new SourceFile(project.relativize(path).toString(), read(path)))
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isText(Path path) {
    return Files.isRegularFile(path)
        && path.toString().matches(".*\\.(java|properties|ya?ml|xml|txt|[A-Z][A-Za-z]+)");
  }

  private static String read(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(path.toString(), e);
    }
  }

  List<SourceFile> java() {
    return files.stream().filter(file -> file.path().endsWith(".java")).toList();
  }

  /** Text of a file that need not be below {@code src}; empty when there is none. */
  String resource(String path) {
    var file = root.resolve(path);
    return Files.exists(file) ? read(file) : "";
  }
}
