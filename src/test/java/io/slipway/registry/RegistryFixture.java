package io.slipway.registry;

import io.slipway.core.value.RegistryAccess;
import io.slipway.harness.RegistryServer;
import io.slipway.registry.ImagePusher.Pushed;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Accesses and images for tests. */
final class RegistryFixture {
  private RegistryFixture() {}

  static RegistryAccess plain(String host, String path) {
    return new RegistryAccess(true, host + "/" + path, "", "");
  }

  static RegistryAccess withAccount(String host, String path) {
    return new RegistryAccess(true, host + "/" + path, dockerCfg(host), "");
  }

  static String dockerCfg(String host) {
    var pair = RegistryServer.USER + ":" + RegistryServer.PASSWORD;
    var json = "{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}".formatted(host, base64(pair));
    return base64(json);
  }

  static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A layer with text files, given as path, content, path, content, … */
  static byte[] layer(String... pathsAndContents) {
    Map<String, ImageLayer.File> files = new LinkedHashMap<>();
    for (var i = 0; i < pathsAndContents.length; i += 2) {
      files.put(pathsAndContents[i], ImageLayer.File.text(pathsAndContents[i + 1]));
    }
    return ImageLayer.of(files);
  }

  static Pushed.Done push(ImagePusher pusher, RegistryAccess access, String tag, byte[]... layers) {
    return switch (pusher.push(access, tag, List.of(layers))) {
      case Pushed.Done done -> done;
      case Pushed.Failed(var failure) -> throw new AssertionError(failure.text());
    };
  }
}
