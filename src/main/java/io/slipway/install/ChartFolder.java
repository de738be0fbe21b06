package io.slipway.install;

import io.slipway.core.value.ModuleName;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.Set;

/**
 * The chart that Helm is given. The package in the store is never changed: a missing {@code
 * Chart.yaml} is completed in a copy (runtime.md P7), which also leaves out what is no part of a
 * chart (P7 to P9).
 */
final class ChartFolder {
  private static final String CHART = "Chart.yaml";

  /** {@code crds} too: the runtime installs them, Helm never does (P9). */
  private static final Set<String> NOT_CHART =
      Set.of("crds", "docs", "enabled", "hooks", "images", "lib", "openapi");

  private ChartFolder() {}

  /** Writes the chart of the package into a new folder. */
  static void write(ModulePackage module, Path into) throws IOException {
    Files.createDirectories(into);
    Files.walkFileTree(
        module.dir(), EnumSet.of(FileVisitOption.FOLLOW_LINKS), 32, new Copy(module.dir(), into));
    var chart = into.resolve(CHART);
    if (!Files.exists(chart)) {
      Files.writeString(chart, metadata(module.module()));
    }
  }

  private static String metadata(ModuleName module) {
    return "apiVersion: v2\nname: %s\nversion: 0.2.0\n".formatted(module);
  }

  private static final class Copy extends SimpleFileVisitor<Path> {
    private final Path from;
    private final Path into;

    Copy(Path from, Path into) {
      this.from = from;
      this.into = into;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
        throws IOException {
      var relative = from.relativize(folder);
      if (NOT_CHART.contains(relative.toString())) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      Files.createDirectories(into.resolve(relative.toString()));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      var relative = from.relativize(file).toString();
      if (NOT_CHART.contains(relative)) {
        return FileVisitResult.CONTINUE;
      }
      if (!file.toRealPath().startsWith(from.toRealPath())) {
        throw new FileSystemException(relative, null, "leads out of the package");
      }
      Files.copy(file, into.resolve(relative));
      return FileVisitResult.CONTINUE;
    }
  }
}
