package io.slipway.sandbox;

import io.slipway.harness.tool.SetupFailure;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The tasks of this project; started by the script {@code dev} at the root. */
@Command(
    name = "./dev",
    mixinStandardHelpOptions = false,
    synopsisSubcommandLabel = "COMMAND",
    description = "Runs, tests and packages Slipway. Every command does its own set-up.",
    footer = {"", "./dev COMMAND --help says more about one of them."},
    subcommands = {
      UpCommand.class,
      DownCommand.class,
      StatusCommand.class,
      TestCommand.class,
      PackageCommand.class,
      ConformanceCommand.class,
      PushCommand.class,
      KubectlCommand.class,
      LogsCommand.class,
      OperatorCommand.class,
      BenchCommand.class,
      SimCommand.class,
      FormatCommand.class,
      CleanCommand.class,
      HelpCommand.class
    })
public final class Dev implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @CommandLine.Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this.")
  private boolean help;

  /** Runs one command and ends the JVM with its exit status. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Dev());
    line.setExpandAtFiles(false);
    line.setExecutionExceptionHandler(Dev::explain);
    // what belongs to Maven, kubectl or the suite is passed on as it stands
    line.getSubcommands().values().stream()
        .filter(sub -> sub.getCommand() instanceof PassesOn)
        .forEach(
            sub ->
                sub.setUnmatchedOptionsArePositionalParams(true)
                    .setStopAtPositional(true)
                    .setExpandAtFiles(false));
    return line;
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(System.out);
    return 0;
  }

  private static int explain(Exception e, CommandLine line, CommandLine.ParseResult parsed)
      throws Exception {
    if (e instanceof SetupFailure failure) {
      System.err.println("dev: " + failure.getMessage());
      return 1;
    }
    throw e;
  }
}
