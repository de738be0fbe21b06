package io.slipway.registry;

import io.slipway.core.value.RegistryAccess;
import io.slipway.core.value.RegistryFailure;
import io.slipway.registry.ImagePusher.Pushed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Publishes a module directory as the images that sources are made of (sources.md 2.1): the module
 * image, its release image under the version and under each channel, and the name in the list.
 */
public final class ModulePublisher {
  private final ImagePusher pusher;

  public ModulePublisher(ImagePusher pusher) {
    this.pusher = pusher;
  }

  /** Answer to {@link #publish}. */
  public sealed interface Published {
    /** In the order of pushing. */
    record Done(List<Pushed.Done> images) implements Published {
      public Done {
        images = List.copyOf(images);
      }
    }

    /**
     * @param failure {@code MALFORMED} when the directory cannot be published
     * @param images what had been pushed before
     */
    record Failed(RegistryFailure failure, List<Pushed.Done> images) implements Published {
      public Failed {
        images = List.copyOf(images);
      }
    }
  }

  /**
   * Publishes what {@code publish.yaml} in the directory asks for: its {@code version} and {@code
   * channels}.
   *
   * @param access its {@code repo} is the repository that lists the modules
   */
  public Published publish(Path moduleDirectory, RegistryAccess access) {
    try {
      return push(images(ModuleDirectory.read(moduleDirectory), access));
    } catch (RegistryException e) {
      return new Published.Failed(e.failure(), List.of());
    }
  }

  /** The channels come after what they lead to, and the list after all that it announces. */
  private static List<ImagePusher.Image> images(ModuleDirectory directory, RegistryAccess access) {
    var module = directory.name().value();
    var bundle = List.of(ImageLayer.of(directory.bundle()));
    var release = List.of(ImageLayer.of(directory.release()));
    var stub = List.of(ImageLayer.of(Map.of("name", ImageLayer.File.text(module + "\n"))));
    var version = directory.version().tag();
    var images = new ArrayList<ImagePusher.Image>();
    images.add(new ImagePusher.Image(below(access, module), version, bundle));
    images.add(new ImagePusher.Image(below(access, module + "/release"), version, release));
    for (var channel : directory.channels()) {
      images.add(new ImagePusher.Image(below(access, module + "/release"), channel.tag(), release));
    }
    images.add(new ImagePusher.Image(access, module, stub));
    return images;
  }

  private static RegistryAccess below(RegistryAccess access, String path) {
    return new RegistryAccess(
        access.plainHttp(), access.repo() + "/" + path, access.dockerCfg(), access.ca());
  }

  private Published push(List<ImagePusher.Image> images) {
    var done = new ArrayList<Pushed.Done>();
    for (var pushed : pusher.pushAll(images)) {
      switch (pushed) {
        case Pushed.Done image -> done.add(image);
        case Pushed.Failed(var failure) -> {
          return new Published.Failed(failure, done);
        }
      }
    }
    return new Published.Done(done);
  }
}
