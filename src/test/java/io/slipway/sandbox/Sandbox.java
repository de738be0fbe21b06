package io.slipway.sandbox;

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
    return "slipway.sandbox=" + Integer.toHexString(root().toString().hashCode());
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
