package io.slipway.sandbox;

import io.slipway.harness.tool.SetupFailure;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "logs", description = "Print the log of the operator in dev mode.")
final class LogsCommand extends Task {
  @Option(
      names = {"-f", "--follow"},
      description = "Go on until Ctrl-C.")
  private boolean follow;

  @Option(
      names = {"-n", "--lines"},
      defaultValue = "200",
      paramLabel = "N",
      description = "Only the last N lines (default ${DEFAULT-VALUE}, 0 for all).")
  private int lines;

  @Override
  public Integer call() throws IOException {
    Path log = new DevMode(Sandbox.current()).log();
    if (!Files.exists(log)) {
      throw new SetupFailure("the operator has not run yet; start it with ./dev up");
    }
    String text = Files.readString(log);
    List<String> all = text.lines().toList();
    all.subList(lines == 0 ? 0 : Math.max(0, all.size() - lines), all.size())
        .forEach(System.out::println);
    if (follow) {
      follow(log, Files.size(log));
    }
    return 0;
  }

  private static void follow(Path log, long from) throws IOException {
    long position = from;
    byte[] buffer = new byte[1 << 14];
    while (!Thread.currentThread().isInterrupted()) {
      try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
        // a new start of the operator begins a new file
        position = file.length() < position ? 0 : position;
        file.seek(position);
        for (int n = file.read(buffer); n > 0; n = file.read(buffer)) {
          System.out.write(buffer, 0, n);
          position += n;
        }
        System.out.flush();
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
    }
  }
}
