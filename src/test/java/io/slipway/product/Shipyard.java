package io.slipway.product;

import io.slipway.core.value.RegistryAccess;
import io.slipway.harness.RegistryServer;
import io.slipway.harness.tool.Folders;
import io.slipway.registry.ImagePusher;
import io.slipway.registry.ImagePusher.Pushed;
import io.slipway.registry.ModulePublisher;
import io.slipway.registry.ModulePublisher.Published;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

/** Puts modules into a registry with the product's own publisher. */
final class Shipyard implements AutoCloseable {
  private final RegistryServer registry;
  private final Vertx vertx = Vertx.vertx();
  private final ImagePusher pusher = new ImagePusher(vertx);

  Shipyard(RegistryServer registry) {
    this.registry = registry;
  }

  /** Of a registry with an account: user and password as the seed's first manifest has them. */
  static String dockerCfg(RegistryServer registry, String password) {
    var auth = base64(RegistryServer.USER + ":" + password);
    return base64("{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}".formatted(registry.host(), auth));
  }

  static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Builds the module and moves its channels; {@code path} is the repository that lists it. */
  void push(String path, SmallModule module) {
    try {
      var folder = Files.createTempDirectory("slipway-module-");
      try {
        write(folder, module);
        publish(path, folder);
      } finally {
        Folders.delete(folder);
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** Pushes an image of these layers. */
  void pushImage(String repository, String tag, byte[]... layers) {
    if (pusher.push(access(repository), tag, List.of(layers)) instanceof Pushed.Failed(var why)) {
      throw new AssertionError(why.text());
    }
  }

  private void publish(String path, Path folder) {
    if (new ModulePublisher(pusher).publish(folder, access(path))
        instanceof Published.Failed(var why, var _)) {
      throw new AssertionError(why.text());
    }
  }

  private RegistryAccess access(String path) {
    return new RegistryAccess(
        true, registry.host() + "/" + path, dockerCfg(registry, RegistryServer.PASSWORD), "");
  }

  private static void write(Path folder, SmallModule module) throws IOException {
    Files.writeString(
        folder.resolve("publish.yaml"),
        "version: v%s\nchannels: %s\n".formatted(module.version(), module.channels()));
    for (var file : module.files().entrySet()) {
      var target = folder.resolve(file.getKey());
      Files.createDirectories(target.getParent());
      Files.writeString(target, file.getValue());
    }
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
