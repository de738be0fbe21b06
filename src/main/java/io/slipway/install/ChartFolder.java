package io.slipway.install;

import io.slipway.core.value.ModuleName;
import java.io.IOException;
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
 * chart (P7 to P9). Links in a package are files of the chart, so a few links to folders can ask
 * for billions of files; Helm holds all of a chart in memory, archives of other charts unpacked.
 */
final class ChartFolder {
  private static final String CHART = "Chart.yaml";
  private static final int DEPTH_MAX = 32;

  /** {@code crds} too: the runtime installs them, Helm never does (P9). */
  private static final Set<String> NOT_CHART =
      Set.of("crds", "docs", "enabled", "hooks", "images", "lib", "openapi");

  private ChartFolder() {}

  /** Fails with reason PACKAGE when no chart can be made of the package. */
  static void check(Path packageDir) throws StepFailed, IOException {
    walk(packageDir, new Examination(packageDir));
  }

  /** Writes the chart of the package into a new folder. */
  static void write(ModulePackage module, Path into) throws StepFailed, IOException {
    Files.createDirectories(into);
    walk(module.dir(), new Copy(module.dir(), into));
    var chart = into.resolve(CHART);
    if (!Files.exists(chart)) {
      Files.writeString(chart, metadata(module.module()));
    }
  }

  private static void walk(Path packageDir, Examination examination)
      throws StepFailed, IOException {
    try {
      Files.walkFileTree(
          packageDir, EnumSet.of(FileVisitOption.FOLLOW_LINKS), DEPTH_MAX, examination);
    } catch (Unusable chart) {
      throw PackageFile.unusable(chart.getMessage());
    }
  }

  private static String metadata(ModuleName module) {
    return "apiVersion: v2\nname: %s\nversion: 0.2.0\n".formatted(module);
  }

  /** Of a chart, not of the disk; a visitor can throw nothing else. */
  private static final class Unusable extends IOException {
    private static final long serialVersionUID = 1;

    Unusable(String text) {
      super(text);
    }
  }

  private static class Examination extends SimpleFileVisitor<Path> {
    private final ChartSize size = new ChartSize();
    protected final Path from;

    Examination(Path from) {
      this.from = from;
    }

    protected final String relative(Path place) {
      return from.relativize(place).toString();
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
        throws IOException {
      if (NOT_CHART.contains(relative(folder))) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      judge(size.add(0));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      var name = relative(file);
      if (NOT_CHART.contains(name)) {
        return FileVisitResult.CONTINUE;
      }
      if (attributes.isDirectory()) {
        throw new Unusable(name + ": nested too deeply");
      }
      if (attributes.isSymbolicLink()) {
        throw leadsNowhere(file);
      }
      if (!file.toRealPath().startsWith(from.toRealPath())) {
        throw new Unusable(name + ": leads out of the package");
      }
      judge(size.add(attributes.size()));
      if (name.startsWith("charts/") && name.endsWith(".tgz")) {
        judge(size.addArchive(file, name));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException broken) throws IOException {
      throw Files.isSymbolicLink(file) ? leadsNowhere(file) : broken;
    }

    private Unusable leadsNowhere(Path link) {
      return new Unusable(relative(link) + ": leads nowhere or back to itself");
    }

    private static void judge(String objection) throws Unusable {
      if (!objection.isEmpty()) {
        throw new Unusable(objection);
      }
    }
  }

  private static final class Copy extends Examination {
    private final Path into;

    Copy(Path from, Path into) {
      super(from);
      this.into = into;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
        throws IOException {
      var next = super.preVisitDirectory(folder, attributes);
      if (next == FileVisitResult.CONTINUE) {
        Files.createDirectories(into.resolve(relative(folder)));
      }
      return next;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      super.visitFile(file, attributes);
      if (!NOT_CHART.contains(relative(file))) {
        Files.copy(file, into.resolve(relative(file)));
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
