package io.slipway.sandbox;

import io.slipway.harness.tool.Project;
import io.slipway.harness.tool.SearchPath;
import io.slipway.harness.tool.SetupFailure;
import io.slipway.harness.tool.Tool;
import io.slipway.harness.tool.Toolchain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "conformance",
    description = {
      "Run the black-box conformance suite against the packaged operator.",
      "The suite is expected in ../shared/conformance; SLIPWAY_CONFORMANCE names another folder.",
      "Arguments go to its run.py: -k seed/,conflict   --list   --fail-fast   --keep"
    })
final class ConformanceCommand extends Task implements PassesOn {
  private static final Set<String> NO_SECOND_RUN = Set.of("--list", "--check", "--junit");

  @Parameters(arity = "0..*", paramLabel = "ARG", description = "Arguments for run.py.")
  private List<String> arguments = List.of();

  @Override
  public Integer call() {
    Project project = Project.current();
    Path suite = suite(project);
    Path python = python();
    var command = io.slipway.harness.tool.Command.of(python, suite.resolve("run.py").toString());
    if (Stream.of("--list", "--check").noneMatch(arguments::contains)) {
      Toolchain toolchain = Toolchain.standard();
      Map<Tool, Path> tools = toolchain.ensure(EnumSet.allOf(Tool.class));
      PackageCommand.ensure(project);
      Path binaries = toolchain.linkControlPlane(new Sandbox(project).file("tools"), tools);
      command =
          command
              .with("--jar", project.jar().toString(), "--binaries", binaries.toString())
              .with("--registry", tools.get(Tool.REGISTRY).toString());
    }
    command = command.env("JAVA_HOME", System.getProperty("java.home"));
    if (arguments.stream().anyMatch(NO_SECOND_RUN::contains)) {
      return command.with(arguments).inherit();
    }
    return twice(project, command);
  }

  /**
   * The suite may meet an API server that is still opening the storage of the CRDs it has just been
   * given; cases that failed for this reason alone are run once more, and all when it ended there.
   */
  private int twice(Project project, io.slipway.harness.tool.Command command) {
    Path verdicts = project.root().resolve("target").resolve("conformance.xml");
    String[] report = {"--junit", verdicts.toString()};
    int status = run(verdicts, command.with(arguments).with(report));
    if (status != 0 && !Files.exists(verdicts)) {
      System.out.println("again, the suite ended before its first case");
      status = run(verdicts, command.with(arguments).with(report));
    }
    if (status != 1 || !Files.exists(verdicts)) {
      return status;
    }
    ConformanceVerdicts first = ConformanceVerdicts.read(verdicts);
    if (!first.onlyTooEarly()) {
      return status;
    }
    System.out.println("again, the API server was not ready: " + first.tooEarly());
    return command.with("-k", String.join(",", first.tooEarly())).with(report).inherit();
  }

  private static int run(Path verdicts, io.slipway.harness.tool.Command command) {
    try {
      Files.deleteIfExists(verdicts);
    } catch (IOException broken) {
      throw new SetupFailure("cannot delete " + verdicts + ": " + broken.getMessage());
    }
    return command.inherit();
  }

  private static Path suite(Project project) {
    Path suite =
        Optional.ofNullable(System.getenv("SLIPWAY_CONFORMANCE"))
            .map(Path::of)
            .orElseGet(() -> project.root().resolveSibling("shared").resolve("conformance"));
    if (!Files.isRegularFile(suite.resolve("run.py"))) {
      throw new SetupFailure(
          "no conformance suite in " + suite + "; set SLIPWAY_CONFORMANCE to its folder");
    }
    return suite;
  }

  private static Path python() {
    return Stream.concat(SearchPath.all("python3"), Stream.of(Path.of("/usr/bin/python3")))
        .filter(Files::isExecutable)
        .filter(ConformanceCommand::serves)
        .findFirst()
        .orElseThrow(
            () ->
                new SetupFailure(
                    "no Python >= 3.11 with PyYAML; install python3 and python3-yaml"));
  }

  private static boolean serves(Path python) {
    String check = "import sys, yaml; sys.exit(sys.version_info < (3, 11))";
    return io.slipway.harness.tool.Command.of(python, "-c", check).run().ok();
  }
}
