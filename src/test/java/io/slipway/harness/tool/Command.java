package io.slipway.harness.tool;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A command line that runs to its end in the foreground. Immutable. */
public record Command(List<String> line, Map<String, String> environment, Optional<Path> folder) {

  /** What a finished command left: exit status and both outputs together. */
  public record Outcome(int exit, String output) {
    public boolean ok() {
      return exit == 0;
    }

    /** The last lines, for an error message. */
    public String tail(int lines) {
      List<String> all = output.lines().toList();
      return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
    }
  }

  public Command {
    line = List.copyOf(line);
    environment = Map.copyOf(environment);
  }

  public static Command of(Path program, String... arguments) {
    return new Command(List.of(program.toString()), Map.of(), Optional.empty()).with(arguments);
  }

  public Command with(String... arguments) {
    return with(List.of(arguments));
  }

  public Command with(List<String> arguments) {
    List<String> longer = new ArrayList<>(line);
    longer.addAll(arguments);
    return new Command(longer, environment, folder);
  }

  public Command env(String name, String value) {
    Map<String, String> more = new HashMap<>(environment);
    more.put(name, value);
    return new Command(line, more, folder);
  }

  public Command in(Path where) {
    return new Command(line, environment, Optional.of(where));
  }

  /** Runs it and collects its output; an unusable program is a {@link SetupFailure}. */
  public Outcome run() {
    StringBuilder collected = new StringBuilder();
    int exit = run(text -> collected.append(text).append('\n'));
    return new Outcome(exit, collected.toString());
  }

  /** Runs it and hands over each line of its output as it comes. */
  public int run(Consumer<String> onLine) {
    return await(builder().redirectErrorStream(true), onLine);
  }

  /** Runs it and returns standard output only; standard error is dropped. */
  public Outcome capture() {
    StringBuilder collected = new StringBuilder();
    ProcessBuilder builder = builder().redirectError(ProcessBuilder.Redirect.DISCARD);
    int exit = await(builder, text -> collected.append(text).append('\n'));
    return new Outcome(exit, collected.toString());
  }

  /** Runs it with this process' own input and outputs; returns the exit status. */
  public int inherit() {
    try {
      return builder().inheritIO().start().waitFor();
    } catch (IOException broken) {
      throw unusable(broken);
    } catch (InterruptedException stopped) {
      throw interrupted();
    }
  }

  /** Runs it with {@code input} on standard input. */
  public Outcome feed(String input) {
    try {
      Process process = builder().redirectErrorStream(true).start();
      CompletableFuture<String> output =
          CompletableFuture.supplyAsync(() -> new String(readAll(process), StandardCharsets.UTF_8));
      try (var stdin = process.getOutputStream()) {
        stdin.write(input.getBytes(StandardCharsets.UTF_8));
      }
      return new Outcome(process.waitFor(), output.join());
    } catch (IOException broken) {
      throw unusable(broken);
    } catch (InterruptedException stopped) {
      throw interrupted();
    }
  }

  ProcessBuilder builder() {
    ProcessBuilder builder = new ProcessBuilder(line);
    builder.environment().putAll(environment);
    folder.ifPresent(where -> builder.directory(where.toFile()));
    return builder;
  }

  private int await(ProcessBuilder builder, Consumer<String> onLine) {
    Process process = null;
    try {
      process = builder.start();
      process.getOutputStream().close();
      try (var reader = process.inputReader(StandardCharsets.UTF_8)) {
        reader.lines().forEach(onLine);
      }
      return process.waitFor();
    } catch (IOException broken) {
      throw unusable(broken);
    } catch (InterruptedException stopped) {
      process.destroy();
      throw interrupted();
    }
  }

  private static byte[] readAll(Process process) {
    try {
      return process.getInputStream().readAllBytes();
    } catch (IOException broken) {
      return new byte[0];
    }
  }

  private SetupFailure unusable(IOException broken) {
    return new SetupFailure("cannot run " + line.getFirst() + ": " + broken.getMessage(), broken);
  }

  private static SetupFailure interrupted() {
    Thread.currentThread().interrupt();
    return new SetupFailure("interrupted");
  }
}
