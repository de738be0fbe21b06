package io.slipway.sandbox;

import io.slipway.harness.tool.Command;
import io.slipway.harness.tool.Progress;
import io.slipway.harness.tool.Project;
import io.slipway.harness.tool.SearchPath;
import io.slipway.harness.tool.SetupFailure;
import java.nio.file.Path;
import java.util.Optional;

/** The Maven that {@code ./dev} found, on this project. */
record Maven(Path program, Project project) {

  static Maven of(Project project) {
    Path program =
        Optional.ofNullable(System.getProperty("dev.maven"))
            .map(Path::of)
            .or(() -> SearchPath.first("mvn"))
            .orElseThrow(() -> new SetupFailure("no mvn on the PATH; start through ./dev"));
    return new Maven(program, project);
  }

  /** A command line that runs Maven in the project's folder with this JVM's JDK. */
  Command command(String... arguments) {
    return Command.of(program)
        .with("-B", "-f", project.root().resolve("pom.xml").toString())
        .with(arguments)
        .in(project.root())
        .env("JAVA_HOME", System.getProperty("java.home"))
        .env("MAVEN_OPTS", "--sun-misc-unsafe-memory-access=allow");
  }

  /** Brings the classes that this JVM's class path names up to date. */
  void compileTests() {
    try (Progress progress = Progress.of("compiling")) {
      var outcome = command("-q", "test-compile", "-Dspotless.check.skip=true").run();
      if (!outcome.ok()) {
        throw new SetupFailure("the tests do not compile:\n" + outcome.tail(12));
      }
    }
  }
}
