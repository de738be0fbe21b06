package io.slipway.sandbox;

import io.slipway.harness.tool.Progress;
import io.slipway.harness.tool.Project;
import io.slipway.harness.tool.SetupFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "package",
    description = {
      "Build target/quarkus-app/quarkus-run.jar and copy the CRDs to target/kubernetes, without"
          + " tests.",
      "Arguments go to Maven."
    })
final class PackageCommand extends Task implements PassesOn {
  @Parameters(arity = "0..*", paramLabel = "ARG", description = "Arguments for mvn package.")
  private List<String> arguments = List.of();

  @Override
  public Integer call() {
    return Maven.of(Project.current())
        .command("package", "-DskipUnitTests=true", "-DskipITs=true")
        .with(arguments)
        .inherit();
  }

  /** Packages when the jar is missing or older than the sources. */
  static void ensure(Project project) {
    if (isFresh(project)) {
      return;
    }
    try (Progress progress = Progress.of("packaging the operator")) {
      StringBuilder said = new StringBuilder();
      int exit =
          Maven.of(project)
              .command("package", "-DskipUnitTests=true", "-DskipITs=true")
              .with("-Dspotless.check.skip=true")
              .run(
                  line -> {
                    said.append(line).append('\n');
                    progress.detail(line);
                  });
      if (exit != 0) {
        said.toString()
            .lines()
            .filter(l -> l.startsWith("[ERROR]"))
            .limit(12)
            .forEach(System.err::println);
        throw new SetupFailure("the operator could not be packaged; ./dev package shows all");
      }
    }
  }

  private static boolean isFresh(Project project) {
    Path jar = project.jar();
    if (!Files.isRegularFile(jar)) {
      return false;
    }
    long packaged = jar.toFile().lastModified();
    try (Stream<Path> sources = Files.walk(project.root().resolve("src/main"))) {
      return project.root().resolve("pom.xml").toFile().lastModified() < packaged
          && sources.allMatch(path -> path.toFile().lastModified() < packaged);
    } catch (IOException broken) {
      return false;
    }
  }
}
