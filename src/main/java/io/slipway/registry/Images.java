package io.slipway.registry;

import io.slipway.core.value.Digest;
import io.slipway.registry.RegistryRequests.Exchange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** Reads manifests and layers. */
final class Images {
  private static final int NOT_MODIFIED = 304;

  private final RegistryRequests requests;
  private final RegistryLimits limits;

  Images(RegistryRequests requests, RegistryLimits limits) {
    this.requests = requests;
    this.limits = limits;
  }

  /** What a reference is found to be. */
  sealed interface Found {
    record Image(Manifest.Image manifest) implements Found {}

    /** It still is the digest that the caller knows. */
    record Unchanged() implements Found {}
  }

  private record Raw(byte[] bytes, String contentType) {}

  /**
   * Resolves a tag with one request, and a second one only for an index whose child is not {@code
   * known}. A condition instead of HEAD, because a missing tag then comes with its error body and a
   * moved one with its manifest. Registries that do not know conditions answer in full, which is
   * read and compared.
   */
  Found resolve(Exchange exchange, String tag, Optional<Digest> known) throws RegistryException {
    var reference = exchange.session().repository().tagged(tag);
    var raw = manifest(exchange, tag, known);
    if (raw.isEmpty()) {
      return new Found.Unchanged();
    }
    return switch (Manifest.parse(raw.get().bytes(), raw.get().contentType(), reference)) {
      case Manifest.Image image -> compared(image, known);
      case Manifest.Index(var child) ->
          known.equals(Optional.of(child))
              ? new Found.Unchanged()
              : new Found.Image(child(exchange, child, reference));
    };
  }

  private static Found compared(Manifest.Image image, Optional<Digest> known) {
    return known.equals(Optional.of(image.digest()))
        ? new Found.Unchanged()
        : new Found.Image(image);
  }

  private Manifest.Image child(Exchange exchange, Digest digest, String reference)
      throws RegistryException {
    var raw = manifest(exchange, digest.value(), Optional.empty()).orElseThrow();
    if (!Manifest.digest(raw.bytes()).equals(digest)) {
      throw RegistryException.malformed(
          "manifest digest: \"%s\" does not match requested digest: \"%s\" for \"%s\""
              .formatted(Manifest.digest(raw.bytes()), digest, reference));
    }
    if (Manifest.parse(raw.bytes(), raw.contentType(), reference) instanceof Manifest.Image image) {
      return image;
    }
    throw RegistryException.malformed("index within index " + reference);
  }

  /** Empty when the condition holds. */
  private Optional<Raw> manifest(Exchange exchange, String reference, Optional<Digest> known)
      throws RegistryException {
    var headers = new HashMap<String, String>();
    headers.put("Accept", MediaTypes.ACCEPT);
    known.ifPresent(digest -> headers.put("If-None-Match", "\"" + digest + "\""));
    return requests.get(
        exchange,
        exchange.session().url("manifests/" + reference),
        headers,
        answer -> {
          if (answer.status() == NOT_MODIFIED && known.isPresent()) {
            return Optional.empty();
          }
          if (!answer.isSuccess()) {
            throw answer.failure();
          }
          var type = answer.header("Content-Type").split(";")[0].strip();
          return Optional.of(new Raw(answer.bytes(limits.bodies().manifest()), type));
        });
  }

  /** Writes the image's files into the tree. */
  void flatten(Exchange exchange, Manifest.Image image, FileTree tree) throws RegistryException {
    if (image.layers().size() > limits.archive().layers()) {
      throw RegistryException.malformed(
          "image has more than " + limits.archive().layers() + " layers");
    }
    var stored = image.layers().stream().mapToLong(Manifest.Blob::size).reduce(0, Images::sum);
    if (stored > limits.bodies().layer()) {
      throw RegistryException.malformed(
          "image has layers that are longer than " + limits.bodies().layer() + " bytes");
    }
    var layers = new ArrayList<LayerFile>();
    try {
      for (var blob : image.layers()) {
        layers.add(layer(exchange, blob));
      }
      new Flattening(limits.archive(), tree, exchange.deadline()).run(layers);
    } finally {
      close(layers);
    }
  }

  private static long sum(long one, long other) {
    return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
  }

  private LayerFile layer(Exchange exchange, Manifest.Blob blob) throws RegistryException {
    return requests.get(
        exchange,
        exchange.session().url("blobs/" + blob.digest()),
        java.util.Map.of(),
        answer -> {
          if (!answer.isSuccess()) {
            throw answer.failure();
          }
          return LayerFile.store(answer.body(), blob);
        });
  }

  private static void close(List<LayerFile> layers) throws RegistryException {
    try {
      for (var layer : layers) {
        layer.close();
      }
    } catch (IOException e) {
      throw LocalDisk.temporary(e);
    }
  }
}
