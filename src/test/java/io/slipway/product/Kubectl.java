package io.slipway.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.harness.tool.Command;
import io.slipway.harness.tool.Tool;
import io.slipway.harness.tool.Toolchain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The real kubectl, run as a user of the cluster. */
final class Kubectl implements AutoCloseable {
  private final Command command;
  private final Path folder;
  private final List<Process> watches = new ArrayList<>();

  Kubectl(Path kubeconfig, Path folder) {
    this.folder = folder;
    this.command =
        Command.of(Toolchain.standard().ensure(Tool.KUBECTL))
            .with("--kubeconfig", kubeconfig.toString())
            .with("--cache-dir", folder.resolve("kubectl-cache").toString());
  }

  /** Runs it; it must succeed. */
  String run(String... arguments) {
    var outcome = command.with(arguments).run();
    assertThat(outcome.ok()).as("kubectl %s: %s", List.of(arguments), outcome.output()).isTrue();
    return outcome.output();
  }

  Table table(String... arguments) {
    return Table.parse(run(arguments));
  }

  void apply(String manifest) {
    var outcome = command.with("apply", "-f", "-").feed(manifest);
    assertThat(outcome.ok()).as(outcome.output()).isTrue();
  }

  /** Follows a table until the end of the test; its rows are in the returned file as they come. */
  Path watch(String... arguments) {
    var file = folder.resolve("watch-" + watches.size() + ".txt");
    try {
      var watch = new ProcessBuilder(command.with(arguments).with("--watch").line());
      watch.redirectErrorStream(true).redirectOutput(file.toFile());
      watches.add(watch.start());
      return file;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** Rows of a watch with single blanks between their filled cells, repetitions left out. */
  static List<String> rows(Path watch) {
    try {
      var rows = new ArrayList<String>();
      for (var line : Files.readAllLines(watch)) {
        var row = line.strip().replaceAll("\\s+", " ");
        if (rows.isEmpty() || !rows.getLast().equals(row)) {
          rows.add(row);
        }
      }
      return rows;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @Override
  public void close() {
    watches.forEach(Process::destroy);
  }
}
