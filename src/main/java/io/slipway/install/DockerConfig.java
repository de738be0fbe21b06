package io.slipway.install;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The two spellings of {@code spec.registry.dockerCfg}: plain JSON and base64 of it. */
final class DockerConfig {
  private DockerConfig() {}

  static String plain(String dockerCfg) {
    var text = dockerCfg.strip();
    if (text.startsWith("{")) {
      return text;
    }
    try {
      return new String(Base64.getMimeDecoder().decode(text), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notBase64) {
      return text;
    }
  }

  /** Base64 as templates put it into an image pull Secret (runtime.md V15). */
  static String encoded(String dockerCfg, String host) {
    var plain =
        dockerCfg.isBlank() ? "{\"auths\": {\"%s\": {}}}".formatted(host) : plain(dockerCfg);
    return Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
  }
}
