package io.slipway.install;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
 * The charts that Helm is given. The package in the store is never changed: a missing {@code
 * Chart.yaml} is completed in a copy (runtime.md P7), which also leaves out what is no part of a
 * chart (P7 to P9).
 */
final class ChartFolder {
  private static final String CHART = "Chart.yaml";
  private static final String RENDERED = "rendered.yaml";

  /** {@code crds} too: the runtime installs them, Helm never does (P9). */
  private static final Set<String> NOT_CHART =
      Set.of("crds", "docs", "enabled", "hooks", "images", "lib", "openapi");

  private ChartFolder() {}

  /** Chart of the package, to be rendered. */
  static void fromPackage(ModulePackage module, Path into) throws IOException {
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

  /** Chart whose only template is text that was rendered before. */
  static void fromRendered(Path renderedChart, String text, Path into) throws IOException {
    Files.createDirectories(into.resolve("templates"));
    var metadata = YamlText.parse(Files.readString(renderedChart.resolve(CHART)));
    if (metadata instanceof ObjectNode object) {
      // sub-charts are part of the text already
      object.remove("dependencies");
    }
    Files.writeString(into.resolve(CHART), metadata.toString());
    Files.writeString(into.resolve(RENDERED), text);
    Files.writeString(
        into.resolve("templates").resolve(RENDERED),
        "{{ .Files.Get \"%s\" }}\n".formatted(RENDERED));
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
