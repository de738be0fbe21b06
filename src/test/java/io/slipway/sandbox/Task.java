package io.slipway.sandbox;

import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/** What every command has: {@code --help} and an exit status. */
abstract class Task implements Callable<Integer> {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this.")
  private boolean help;
}
