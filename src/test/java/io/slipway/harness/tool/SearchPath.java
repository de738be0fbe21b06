package io.slipway.harness.tool;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks programs up on the {@code PATH}. */
public final class SearchPath {
  private SearchPath() {}

  /** All executables of this name, first on the {@code PATH}, then in the usual folders given. */
  public static Stream<Path> all(String program, String... usualFolders) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.concat(Arrays.stream(path.split(File.pathSeparator)), Arrays.stream(usualFolders))
        .filter(folder -> !folder.isBlank())
        .map(folder -> Path.of(folder, program))
        .filter(Files::isRegularFile)
        .filter(Files::isExecutable);
  }

  public static Optional<Path> first(String program) {
    return all(program).findFirst();
  }
}
