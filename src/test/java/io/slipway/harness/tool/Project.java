package io.slipway.harness.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

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

  /** Options of the virtual machine with which the operator is deployed. */
  public String jvmOptions() {
    var settings = new Properties();
    try (var file =
        Files.newInputStream(root.resolve("src/main/resources/application.properties"))) {
      settings.load(file);
    } catch (IOException missing) {
      throw new SetupFailure("the project's settings cannot be read: " + missing);
    }
    return settings.getProperty("quarkus.kubernetes.env.vars.jdk-java-options");
  }

  public Path samples() {
    return root.resolve("samples/modules");
  }
}
