package io.slipway.sandbox;

import io.slipway.harness.tool.Project;
import io.slipway.harness.tool.Tool;
import io.slipway.harness.tool.Toolchain;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "test",
    description = {
      "Run all tests: unit tests, then integration tests against a real API server and registry.",
      "Arguments go to Maven: ./dev test -Dtest=SemVerTest -DskipITs, ./dev test -Dit.test=ApiIT"
          + " -DskipUnitTests."
    })
final class TestCommand extends Task implements PassesOn {
  @Option(
      names = "--long",
      description = {
        "Also soaks, and floods of the full size: hours instead of minutes.",
        "With a choice of tests, as in ./dev test --long -Dtest=ArchiveFuzzTest, less."
      })
  private boolean isLong;

  @Parameters(arity = "0..*", paramLabel = "ARG", description = "Arguments for mvn verify.")
  private List<String> arguments = List.of();

  @Override
  public Integer call() {
    Project project = Project.current();
    Toolchain toolchain = Toolchain.standard();
    Map<Tool, Path> tools = toolchain.ensure(EnumSet.allOf(Tool.class));
    Path links = new Sandbox(project).file("tools");
    toolchain.linkControlPlane(links, tools);
    var command = Maven.of(project).command("verify");
    for (Map.Entry<Tool, Path> tool : tools.entrySet()) {
      command = command.with("-D" + tool.getKey().property() + "=" + tool.getValue());
    }
    return command
        .with("-Ddev.project=" + project.root())
        .with(isLong ? List.of("-Dtests.long=true", "-Dtests.excluded=none") : List.of())
        .with(arguments)
        .env("KUBE_API_TEST_DIR", links.toString())
        .inherit();
  }
}
