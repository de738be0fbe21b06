package io.slipway.sandbox;

import io.slipway.harness.RegistryConfig;
import io.slipway.harness.tool.Command;
import io.slipway.harness.tool.Detached;
import io.slipway.harness.tool.Progress;
import io.slipway.harness.tool.SetupFailure;
import io.slipway.harness.tool.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The sandbox's registry process; its port and content stay the same over restarts. */
final class ImageRegistry {
  /** Repository path of the module source, as in the walk through the product. */
  static final String REPOSITORY = "deckhouse/modules";

  private final Sandbox sandbox;
  private final Detached process;

  ImageRegistry(Sandbox sandbox) {
    this.sandbox = sandbox;
    this.process = new Detached(sandbox.file("registry.pid"));
  }

  /** {@code 127.0.0.1:port}. */
  String host() {
    return "127.0.0.1:" + sandbox.port("registry", running());
  }

  boolean running() {
    return process.running().isPresent();
  }

  void ensureRunning(Path program) {
    if (running() && Http.status(url("/v2/")) == 200) {
      return;
    }
    process.stop();
    Path config = sandbox.file("registry.yml");
    int port = sandbox.port("registry", false);
    try {
      Files.createDirectories(sandbox.file("registry"));
      new RegistryConfig(port, sandbox.file("registry")).write(config);
    } catch (IOException broken) {
      throw new SetupFailure("cannot write " + config + ": " + broken.getMessage(), broken);
    }
    try (Progress progress = Progress.of("starting the registry")) {
      process.start(
          Command.of(program, "serve", config.toString()).env("OTEL_TRACES_EXPORTER", "none"),
          log());
      if (!Waiting.until(Duration.ofSeconds(20), () -> Http.status(url("/v2/")) == 200)) {
        process.stop();
        throw new SetupFailure("the registry does not answer; see " + log());
      }
    }
  }

  boolean stop() {
    return process.stop();
  }

  Path log() {
    return sandbox.file("registry.log");
  }

  private String url(String path) {
    return "http://" + host() + path;
  }
}
