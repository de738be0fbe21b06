package io.slipway.sandbox;

import io.slipway.harness.tool.SetupFailure;
import java.nio.file.Path;

/** Builds and pushes one module folder; the product's own code does it. */
@FunctionalInterface
interface ModulePublisher {

  /**
   * Pushes the module's bundle and release images and moves the channels named in the folder.
   *
   * @param registry {@code host:port} of a plain-HTTP registry
   * @param repository path of the module source in it
   * @throws SetupFailure when the folder is no module or the registry refuses it
   */
  PublishedModule publish(Path module, String registry, String repository);

  /** The publisher of this build. */
  static ModulePublisher ofThisBuild() {
    throw new SetupFailure("this build cannot push modules: io.slipway.registry has no publisher");
  }
}
