package io.slipway.sandbox;

import io.slipway.harness.tool.Progress;
import io.slipway.harness.tool.Project;
import io.slipway.harness.tool.SetupFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "bench",
    description = {
      "Run one benchmark (a class *Bench in src/test) by a part of its name; without NAME list them.",
      "Further arguments go to JMH, or to the main method of a benchmark that has one."
    })
final class BenchCommand extends Task implements PassesOn {
  @Parameters(arity = "0..1", paramLabel = "NAME", description = "Part of the class name.")
  private String name = "";

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "ARG",
      description = "For the benchmark.")
  private List<String> arguments = List.of();

  @Override
  public Integer call() throws IOException {
    Project project = Project.current();
    Path tests = project.root().resolve("src/test/java");
    List<Path> sources = benchmarks(tests);
    if (name.isEmpty()) {
      System.out.println(sources.isEmpty() ? "There are no benchmarks yet." : "Benchmarks:");
      sources.forEach(source -> System.out.println("  " + simpleName(source)));
      return 0;
    }
    List<Path> chosen = sources.stream().filter(this::isMeant).toList();
    if (chosen.size() != 1) {
      throw new SetupFailure(
          chosen.size() + " benchmarks match " + name + "; ./dev bench lists their names");
    }
    boolean ownMain = Files.readString(chosen.getFirst()).contains("void main(");
    build(project, ownMain);
    return run(className(tests, chosen.getFirst()), ownMain);
  }

  private boolean isMeant(Path source) {
    return simpleName(source).toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT));
  }

  private int run(String className, boolean ownMain) {
    return io.slipway.harness.tool.Command.of(
            Path.of(System.getProperty("java.home"), "bin", "java"))
        .with("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow")
        .with("-cp", System.getProperty("java.class.path"))
        .with(ownMain ? List.of(className) : List.of("org.openjdk.jmh.Main", className))
        .with(arguments)
        .inherit();
  }

  /** A benchmark with a main method may start the packaged operator. */
  private static void build(Project project, boolean packaged) {
    try (Progress progress = Progress.of(packaged ? "packaging" : "compiling")) {
      var outcome =
          Maven.of(project)
              .command("-q", packaged ? "package" : "test-compile", "-Dspotless.check.skip=true")
              .with("-DskipUnitTests=true", "-DskipITs=true")
              .run();
      if (!outcome.ok()) {
        throw new SetupFailure("the benchmark does not compile:\n" + outcome.tail(12));
      }
    }
  }

  private static List<Path> benchmarks(Path tests) throws IOException {
    try (Stream<Path> files = Files.walk(tests)) {
      return files.filter(f -> f.toString().endsWith("Bench.java")).sorted().toList();
    }
  }

  private static String simpleName(Path source) {
    return source.getFileName().toString().replaceFirst("\\.java$", "");
  }

  private static String className(Path tests, Path source) {
    return tests.relativize(source).toString().replaceFirst("\\.java$", "").replace('/', '.');
  }
}
