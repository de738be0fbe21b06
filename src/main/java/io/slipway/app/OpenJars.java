package io.slipway.app;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;
import org.jboss.logging.Logger;

/**
 * Keeps the operator's jars open, so that a class can be loaded when no file descriptor is free. A
 * class that once could not be loaded is never looked for again, and what needs it would fail until
 * a restart. The JDK shares a jar that is open with everybody who opens it.
 */
final class OpenJars implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(OpenJars.class);
  private static final int DEPTH_MAX = 3;

  private final List<ZipFile> jars = new ArrayList<>();

  /** All that lie beside the jar that was started; none in dev mode and tests. */
  static OpenJars ofApplication() {
    var jars = new OpenJars();
    var started = Path.of(System.getProperty("java.class.path").split(File.pathSeparator, 2)[0]);
    if (started.endsWith("quarkus-run.jar")) {
      jars.open(started.toAbsolutePath().getParent());
    }
    return jars;
  }

  private void open(Path folder) {
    try (var files = Files.walk(folder, DEPTH_MAX)) {
      for (var file : files.filter(path -> path.toString().endsWith(".jar")).toList()) {
        jars.add(new ZipFile(file.toFile()));
      }
    } catch (IOException unreadable) {
      LOG.warnf("cannot keep the jars of %s open: %s", folder, unreadable.getMessage());
    }
  }

  @Override
  public void close() {
    for (var jar : jars) {
      try {
        jar.close();
      } catch (IOException ignored) {
        LOG.debugf("%s could not be closed", jar.getName());
      }
    }
  }
}
