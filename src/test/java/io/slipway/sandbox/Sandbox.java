package io.slipway.sandbox;

import io.slipway.harness.tool.Cache;
import io.slipway.harness.tool.Folders;
import io.slipway.harness.tool.LoopbackPort;
import io.slipway.harness.tool.Project;
import io.slipway.harness.tool.SetupFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * The folder {@code .sandbox} with everything a running sandbox keeps, and the ports it remembers.
 * It survives {@code mvn clean}.
 */
record Sandbox(Project project) {

  static Sandbox current() {
    return new Sandbox(Project.current());
  }

  Path root() {
    return project.root().resolve(".sandbox");
  }

  /**
   * The folder under a name that kwokctl can work with: it takes only the first word of a path with
   * a space. For such a project this is a link to {@link #root()}, made when it is missing.
   */
  Path plainRoot() {
    if (isPlain(root())) {
      return root();
    }
    Path cache = Cache.standard().root();
    Path base = isPlain(cache) ? cache : Path.of(System.getProperty("java.io.tmpdir"));
    Path link = base.resolve("sandboxes").resolve(id());
    try {
      Files.createDirectories(link.getParent());
      Files.createDirectories(root());
      if (!Files.isSymbolicLink(link)) {
        Files.createSymbolicLink(link, root());
      }
      return link;
    } catch (IOException broken) {
      throw new SetupFailure("cannot make the link " + link + ": " + broken.getMessage(), broken);
    }
  }

  /** Removes the folder, and the link of {@link #plainRoot()}. */
  void delete() {
    Path plain = plainRoot();
    try {
      if (Files.isSymbolicLink(plain)) {
        Files.delete(plain);
      }
    } catch (IOException broken) {
      throw new SetupFailure("cannot remove " + plain + ": " + broken.getMessage(), broken);
    }
    Folders.delete(root());
  }

  private static boolean isPlain(Path path) {
    return path.toString().matches("[\\w/.@%+,:=-]+");
  }

  private String id() {
    return Integer.toHexString(root().toString().hashCode());
  }

  Path kubeconfig() {
    return root().resolve("kubeconfig");
  }

  Path file(String name) {
    return root().resolve(name);
  }

  /**
   * Text in the command line of every process started here that does not name the folder anyway.
   */
  String marker() {
    return "dev.sandbox=" + id();
  }

  /** The port this sandbox uses for the purpose: the same at every start while it is free. */
  int port(String purpose, boolean inUseByUs) {
    Path file = file("ports.properties");
    try {
      Files.createDirectories(root());
      Properties ports = new Properties();
      if (Files.exists(file)) {
        try (var in = Files.newBufferedReader(file)) {
          ports.load(in);
        }
      }
      int known = Integer.parseInt(ports.getProperty(purpose, "0"));
      if (known != 0 && (inUseByUs || LoopbackPort.isFree(known))) {
        return known;
      }
      int fresh = LoopbackPort.free();
      ports.setProperty(purpose, Integer.toString(fresh));
      try (var out = Files.newBufferedWriter(file)) {
        ports.store(out, null);
      }
      return fresh;
    } catch (IOException broken) {
      throw new SetupFailure("cannot write " + file + ": " + broken.getMessage(), broken);
    }
  }
}
