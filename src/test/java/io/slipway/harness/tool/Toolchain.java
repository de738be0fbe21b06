package io.slipway.harness.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds or makes the programs, in this order: named by a system property, {@code
 * KUBEBUILDER_ASSETS}, the per-user cache, the {@code PATH} (only a fitting version), an official
 * build, a build from Go modules. One process per user fills the cache at a time.
 */
public final class Toolchain {
  private final Cache cache;

  public Toolchain(Cache cache) {
    this.cache = cache;
  }

  /** The toolchain over the user's own cache. */
  public static Toolchain standard() {
    return new Toolchain(Cache.standard());
  }

  /**
   * @return the program, fetched or built when it was not there
   * @throws SetupFailure when no way works
   */
  public Path ensure(Tool tool) {
    return ensure(EnumSet.of(tool)).get(tool);
  }

  /** Like {@link #ensure(Tool)} for several at once. */
  public Map<Tool, Path> ensure(Set<Tool> tools) {
    Map<Tool, Path> found = locate(tools);
    if (found.size() == tools.size()) {
      return found;
    }
    return cache.locked(() -> fill(tools));
  }

  /** What is there without fetching or building anything. */
  public Map<Tool, Path> locate(Set<Tool> tools) {
    Map<Tool, Path> found = new EnumMap<>(Tool.class);
    tools.forEach(tool -> locate(tool).ifPresent(path -> found.put(tool, path)));
    return found;
  }

  /**
   * Makes {@code folder} hold a link to each program of the control plane, in the layout that
   * kube-api-test and the conformance suite look for.
   *
   * @return the folder with the links, below {@code folder}
   */
  public Path linkControlPlane(Path folder, Map<Tool, Path> programs) {
    Path links = folder.resolve(Bundle.CONTROL_PLANE.path(Platform.current()));
    try {
      Files.createDirectories(links);
      for (Map.Entry<Tool, Path> each : programs.entrySet()) {
        if (each.getKey().bundle() == Bundle.CONTROL_PLANE) {
          Path link = links.resolve(each.getKey().program());
          Files.deleteIfExists(link);
          Files.createSymbolicLink(link, each.getValue());
        }
      }
      return links;
    } catch (IOException broken) {
      throw new SetupFailure("cannot write " + links + ": " + broken.getMessage(), broken);
    }
  }

  private Optional<Path> locate(Tool tool) {
    return executable(System.getProperty(tool.property()))
        .or(() -> inFolder(System.getenv("KUBEBUILDER_ASSETS"), tool))
        .or(() -> Optional.of(cache.program(tool)).filter(Files::isExecutable))
        .or(() -> onPath(tool));
  }

  private static Optional<Path> executable(String path) {
    return Optional.ofNullable(path).map(Path::of).filter(Files::isExecutable);
  }

  private static Optional<Path> inFolder(String folder, Tool tool) {
    return Optional.ofNullable(folder)
        .filter(text -> !text.isBlank())
        .map(text -> Path.of(text, tool.program()))
        .filter(Files::isExecutable);
  }

  private static Optional<Path> onPath(Tool tool) {
    return SearchPath.all(tool.program())
        .filter(path -> tool.fits(Command.of(path).with(tool.versionArguments()).run().output()))
        .findFirst();
  }

  private Map<Tool, Path> fill(Set<Tool> tools) {
    download(missing(tools));
    Set<Tool> toBuild = missing(tools);
    if (!toBuild.isEmpty()) {
      build(toBuild);
    }
    return locate(tools);
  }

  private Set<Tool> missing(Set<Tool> tools) {
    Set<Tool> missing = EnumSet.noneOf(Tool.class);
    missing.addAll(tools);
    missing.removeAll(locate(tools).keySet());
    return missing;
  }

  private void download(Set<Tool> tools) {
    if (tools.isEmpty()) {
      return;
    }
    try {
      Downloads downloads = new Downloads();
      Path work = cache.scratch();
      try {
        for (Tool tool : tools) {
          Optional<Path> file = downloads.fetch(tool, work);
          if (file.isPresent()) {
            cache.adopt(tool, file.get());
          }
        }
      } finally {
        Folders.delete(work);
      }
    } catch (IOException broken) {
      throw new SetupFailure(
          "cannot write to " + cache.root() + ": " + broken.getMessage(), broken);
    }
  }

  private void build(Set<Tool> tools) {
    String names = tools.stream().map(Tool::program).collect(Collectors.joining(", "));
    Optional<GoBuild> go = GoBuild.find(cache);
    if (go.isEmpty()) {
      throw new SetupFailure(
          names
              + " not found and not downloadable here: install Go 1.26 or newer (it builds them),"
              + " or put them into a folder and set KUBEBUILDER_ASSETS to it");
    }
    Optional<String> problem = go.get().build(List.copyOf(tools));
    if (problem.isPresent()) {
      System.err.println(problem.get());
      throw new SetupFailure(
          names
              + " could not be built with Go (lines above); check GOPROXY, or put them into a"
              + " folder and set KUBEBUILDER_ASSETS to it");
    }
  }
}
