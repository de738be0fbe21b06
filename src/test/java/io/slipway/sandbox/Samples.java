package io.slipway.sandbox;

import io.slipway.harness.tool.Progress;
import io.slipway.harness.tool.SetupFailure;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The sample modules, one folder per module and version: {@code <module>/<version>}. */
final class Samples {
  private final Path folder;
  private final Path pushed;
  private final ImageRegistry registry;

  Samples(Sandbox sandbox, ImageRegistry registry) {
    this.folder = sandbox.project().samples();
    this.pushed = sandbox.file("pushed");
    this.registry = registry;
  }

  /**
   * Pushes the versions this sandbox has not pushed yet, oldest first. What the user pushed since,
   * and the channels moved by it, stay.
   */
  void pushMissing() {
    List<Path> missing = versions().stream().filter(this::isMissing).toList();
    if (missing.isEmpty()) {
      return;
    }
    try (Progress progress = Progress.of("pushing the sample modules");
        Publishing publishing = new Publishing(registry)) {
      for (Path version : missing) {
        progress.detail(module(version) + " " + version.getFileName());
        push(version, publishing);
      }
    }
  }

  private boolean isMissing(Path version) {
    return !Files.exists(mark(version));
  }

  /** Written after the whole version is there: its image alone may be left of a broken push. */
  private Path mark(Path version) {
    return pushed.resolve(module(version) + "-" + version.getFileName());
  }

  private void push(Path version, Publishing publishing) {
    publishing.publish(version);
    try {
      Files.createDirectories(pushed);
      Files.writeString(mark(version), "");
    } catch (IOException broken) {
      throw new SetupFailure("cannot write " + pushed + ": " + broken.getMessage(), broken);
    }
  }

  private List<Path> versions() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> walk = Files.walk(folder, 2)) {
      return walk.filter(path -> path.getNameCount() == folder.getNameCount() + 2)
          .filter(path -> Files.exists(path.resolve("module.yaml")))
          .sorted(Comparator.comparing(Samples::module).thenComparing(Samples::version))
          .toList();
    } catch (IOException broken) {
      throw new SetupFailure("cannot read " + folder + ": " + broken.getMessage(), broken);
    }
  }

  private static String module(Path version) {
    return version.getParent().getFileName().toString();
  }

  private static ModuleDescriptor.Version version(Path folder) {
    return ModuleDescriptor.Version.parse(folder.getFileName().toString().replaceFirst("^v", ""));
  }
}
