package io.slipway.sandbox;

import io.slipway.core.value.RegistryAccess;
import io.slipway.harness.tool.SetupFailure;
import io.slipway.registry.ImagePusher;
import io.slipway.registry.ModulePublisher;
import io.slipway.registry.ModulePublisher.Published;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;

/** Builds and pushes module folders into the sandbox's registry with the product's own code. */
final class Publishing implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final ModulePublisher publisher = new ModulePublisher(new ImagePusher(vertx));
  private final RegistryAccess access;

  Publishing(ImageRegistry registry) {
    this.access =
        new RegistryAccess(true, registry.host() + "/" + ImageRegistry.REPOSITORY, "", "");
  }

  /**
   * Pushes the module's images and moves the channels its {@code publish.yaml} names.
   *
   * @return what was pushed, in order
   */
  List<ImagePusher.Pushed.Done> publish(Path folder) {
    return switch (publisher.publish(folder, access)) {
      case Published.Done(var images) -> images;
      case Published.Failed(var failure, var images) ->
          throw new SetupFailure("cannot push " + folder + ": " + failure.text());
    };
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
