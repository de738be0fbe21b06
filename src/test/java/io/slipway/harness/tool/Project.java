package io.slipway.harness.tool;

import java.nio.file.Files;
import java.nio.file.Path;

/** The folders of this project. */
public record Project(Path root) {

  /** The project {@code ./dev} stands in, or the one this JVM was started in. */
  public static Project current() {
    String named = System.getProperty("dev.project");
    if (named != null) {
      return new Project(Path.of(named));
    }
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.exists(folder.resolve("pom.xml"))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw new SetupFailure("not inside the project; change into it or use its ./dev");
    }
    return new Project(folder);
  }

  public Path crds() {
    return root.resolve("src/main/kubernetes/crds");
  }

  /** The packaged application. */
  public Path jar() {
    return root.resolve("target/quarkus-app/quarkus-run.jar");
  }

  public Path samples() {
    return root.resolve("samples/modules");
  }
}
