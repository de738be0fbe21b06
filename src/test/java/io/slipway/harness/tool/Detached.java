package io.slipway.harness.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A background process that outlives this JVM; its pid and start time stand in a file, so that a
 * pid given to another process is never mistaken for it.
 */
public record Detached(Path pidFile) {

  /** Starts the command with all its output in {@code log}. */
  public void start(Command command, Path log) {
    Command detached =
        SearchPath.first("setsid")
            .map(setsid -> Command.of(setsid).with(command.line()))
            .map(c -> new Command(c.line(), command.environment(), command.folder()))
            .orElse(command);
    try {
      Files.createDirectories(log.toAbsolutePath().getParent());
      Files.createDirectories(pidFile.toAbsolutePath().getParent());
      Process process =
          detached
              .builder()
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .start();
      Files.writeString(pidFile, process.pid() + " " + startOf(process.toHandle()));
    } catch (IOException broken) {
      throw new SetupFailure(
          "cannot start " + command.line().getFirst() + ": " + broken.getMessage(), broken);
    }
  }

  /** The process, when it still runs. */
  public Optional<ProcessHandle> running() {
    try {
      String[] words = Files.readString(pidFile).strip().split(" ");
      return ProcessHandle.of(Long.parseLong(words[0]))
          .filter(ProcessHandle::isAlive)
          .filter(handle -> words.length < 2 || sameStart(handle, words[1]));
    } catch (IOException | NumberFormatException none) {
      return Optional.empty();
    }
  }

  /** Ends the process and all it started; true when there was one. */
  public boolean stop() {
    Optional<ProcessHandle> handle = running();
    handle.ifPresent(running -> ProcessTree.stop(List.of(running)));
    try {
      Files.deleteIfExists(pidFile);
    } catch (IOException ignored) {
      // a stale file does no harm: the start time in it will not fit
    }
    return handle.isPresent();
  }

  private static long startOf(ProcessHandle handle) {
    return handle.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  private static boolean sameStart(ProcessHandle handle, String recorded) {
    return Math.abs(startOf(handle) - Long.parseLong(recorded)) < 2000;
  }

  /** Running processes of this user whose command line contains one of the texts. */
  public static List<ProcessHandle> mentioning(List<String> texts) {
    List<ProcessHandle> found = new ArrayList<>();
    ProcessHandle self = ProcessHandle.current();
    List<Long> own = new ArrayList<>(List.of(self.pid()));
    for (Optional<ProcessHandle> p = self.parent(); p.isPresent(); p = p.get().parent()) {
      own.add(p.get().pid());
    }
    ProcessHandle.allProcesses()
        .filter(handle -> !own.contains(handle.pid()))
        .filter(handle -> texts.stream().anyMatch(commandLine(handle)::contains))
        .forEach(found::add);
    return found;
  }

  /** How the process was started, as far as the system tells. */
  public static String commandLine(ProcessHandle handle) {
    return handle
        .info()
        .commandLine()
        .orElseGet(() -> handle.info().command().orElse("process " + handle.pid()));
  }
}
