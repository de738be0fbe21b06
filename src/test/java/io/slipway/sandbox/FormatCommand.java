package io.slipway.sandbox;

import io.slipway.harness.tool.Project;
import picocli.CommandLine.Command;

@Command(name = "format", description = "Format all Java sources as the build expects it.")
final class FormatCommand extends Task {

  @Override
  public Integer call() {
    return Maven.of(Project.current()).command("-q", "spotless:apply").inherit();
  }
}
