package io.slipway.harness.tool;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** Builds programs from their Go modules, pinned by the go.mod files of the test resources. */
final class GoBuild {
  private static final String VERSION = "k8s.io/component-base/version.";
  private static final int KEPT_LINES = 8;

  private final Cache cache;
  private final Path go;

  private GoBuild(Cache cache, Path go) {
    this.cache = cache;
    this.go = go;
  }

  /** Empty when the machine has no Go toolchain that can fetch the one needed. */
  static Optional<GoBuild> find(Cache cache) {
    return SearchPath.all("go", "/usr/local/go/bin", "/opt/homebrew/bin", "/usr/lib/go/bin")
        .filter(GoBuild::newEnough)
        .findFirst()
        .map(go -> new GoBuild(cache, go));
  }

  /** Toolchains since 1.21 fetch the version a go.mod asks for. */
  private static boolean newEnough(Path go) {
    String text = Command.of(go, "env", "GOVERSION").capture().output().strip();
    return text.matches("go1\\.(2[1-9]|[3-9]\\d)\\b.*");
  }

  /**
   * Builds the tools into the cache.
   *
   * @return empty when all is there, else the last lines the build said
   */
  Optional<String> build(Collection<Tool> tools) {
    Map<String, List<Tool>> perModule =
        tools.stream().collect(Collectors.groupingBy(tool -> tool.bundle().goModule()));
    for (Map.Entry<String, List<Tool>> module : perModule.entrySet()) {
      try {
        Optional<String> problem = build(module.getKey(), module.getValue());
        if (problem.isPresent()) {
          return problem;
        }
      } catch (IOException broken) {
        return Optional.of(broken.toString());
      }
    }
    return Optional.empty();
  }

  private Optional<String> build(String module, List<Tool> tools) throws IOException {
    Path work = cache.scratch();
    try {
      for (String file : List.of("go.mod", "go.sum")) {
        copyResource("/sandbox/" + module + "/" + file, work.resolve(file));
      }
      Path out = Files.createDirectory(work.resolve("out"));
      Deque<String> last = new ArrayDeque<>();
      if (install(module, tools, out, last) != 0) {
        return Optional.of(String.join("\n", last));
      }
      for (Tool tool : tools) {
        cache.adopt(tool, out.resolve(tool.goProgram()));
      }
      return Optional.empty();
    } finally {
      Folders.delete(work);
    }
  }

  private int install(String module, List<Tool> tools, Path out, Deque<String> last) {
    String names = tools.stream().map(Tool::program).collect(Collectors.joining(", "));
    System.err.println("building " + names + " with Go; the first time takes some minutes");
    AtomicInteger lines = new AtomicInteger();
    try (Progress progress = Progress.of("go build " + module)) {
      return command(tools, out)
          .run(
              line -> {
                last.addLast(line);
                if (last.size() > KEPT_LINES) {
                  last.removeFirst();
                }
                progress.detail(lines.incrementAndGet() + " packages, " + line);
              });
    }
  }

  private Command command(List<Tool> tools, Path out) {
    return Command.of(go, "install", "-v", "-trimpath", "-ldflags=" + linkerFlags(tools))
        .with(tools.stream().map(Tool::goPackage).toList())
        .env("GOBIN", out.toString())
        .env("GOWORK", "off")
        .env("GOFLAGS", "-mod=readonly")
        .env("GOOS", "")
        .env("GOARCH", "")
        .in(out.getParent());
  }

  private static String linkerFlags(List<Tool> tools) {
    if (tools.getFirst().bundle() != Bundle.CONTROL_PLANE) {
      return "-s -w";
    }
    String version = Bundle.CONTROL_PLANE.version();
    String[] parts = version.split("\\.");
    return "-s -w -X %1$sgitVersion=v%2$s -X %1$sgitMajor=%3$s -X %1$sgitMinor=%4$s"
        .formatted(VERSION, version, parts[0], parts[1]);
  }

  private static void copyResource(String name, Path target) throws IOException {
    try (InputStream content = GoBuild.class.getResourceAsStream(name)) {
      if (content == null) {
        throw new IOException("not on the class path: " + name);
      }
      Files.copy(content, target);
    }
  }
}
