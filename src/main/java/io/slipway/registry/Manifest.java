package io.slipway.registry;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.slipway.core.value.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** What a manifest's bytes say. */
sealed interface Manifest {
  /**
   * @param config where the image says of itself when it was built; absent when it cannot be that
   * @param layers bottom first
   */
  record Image(Digest digest, Optional<Blob> config, List<Blob> layers) implements Manifest {
    public Image {
      layers = List.copyOf(layers);
    }
  }

  /**
   * @param child digest of the image for linux/amd64 (REG-11)
   */
  record Index(Digest child) implements Manifest {}

  /** Content that a manifest refers to. */
  record Blob(Digest digest, long size) {}

  /**
   * @param contentType from the answer, without parameters; may be empty
   * @param reference of the manifest, for messages
   */
  static Manifest parse(byte[] bytes, String contentType, String reference)
      throws RegistryException {
    if (MediaTypes.isSchema1(contentType)) {
      throw RegistryException.malformed("unsupported MediaType: \"" + contentType + "\"");
    }
    var json = json(bytes, reference);
    var known = MediaTypes.isIndex(contentType) || MediaTypes.isImage(contentType);
    var type = known ? contentType : json.path("mediaType").asText("");
    return MediaTypes.isIndex(type)
        ? new Index(amd64(json, reference))
        : new Image(digest(bytes), config(json.path("config")), layers(json, reference));
  }

  /** REG-13: of the bytes themselves, whatever a header says. */
  static Digest digest(byte[] bytes) {
    return new Digest("sha256:" + HexFormat.of().formatHex(sha256().digest(bytes)));
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode json(byte[] bytes, String reference) throws RegistryException {
    try {
      var json = new JsonMapper().readTree(new String(bytes, StandardCharsets.UTF_8));
      if (json.isObject()) {
        return json;
      }
    } catch (JacksonException e) {
      throw RegistryException.malformed(
          "manifest of " + reference + " " + ErrorText.notJson(bytes, e));
    }
    throw RegistryException.malformed("manifest of " + reference + " is not a JSON object");
  }

  private static Digest amd64(JsonNode index, String reference) throws RegistryException {
    for (var child : index.path("manifests")) {
      var platform = child.path("platform");
      if (platform.path("os").asText("linux").equals("linux")
          && platform.path("architecture").asText("amd64").equals("amd64")) {
        return blob(child, reference).digest();
      }
    }
    throw RegistryException.malformed("no child with platform linux/amd64 in index " + reference);
  }

  /** Nobody depends on it, so whatever is wrong with it counts as absent. */
  private static Optional<Blob> config(JsonNode descriptor) {
    var digest = descriptor.path("digest").asText("");
    var size = descriptor.path("size").asLong(-1);
    return MediaTypes.isConfig(descriptor.path("mediaType").asText("")) && Digest.isValid(digest)
        ? Optional.of(new Blob(new Digest(digest), size))
        : Optional.empty();
  }

  private static List<Blob> layers(JsonNode image, String reference) throws RegistryException {
    var layers = new ArrayList<Blob>();
    for (var layer : image.path("layers")) {
      layers.add(blob(layer, reference));
    }
    return layers;
  }

  private static Blob blob(JsonNode descriptor, String reference) throws RegistryException {
    var digest = descriptor.path("digest").asText("");
    var size = descriptor.path("size").asLong(-1);
    if (!Digest.isValid(digest) || size < 0) {
      throw RegistryException.malformed("manifest of " + reference + " has an unusable descriptor");
    }
    return new Blob(new Digest(digest), size);
  }
}
