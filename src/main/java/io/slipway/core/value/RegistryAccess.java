package io.slipway.core.value;

/**
 * How a ModuleSource reaches its registry: {@code spec.registry} (sources.md 1.2). Holds a
 * credential, so its text form never shows {@code dockerCfg}.
 *
 * @param plainHttp whether {@code scheme} is HTTP
 * @param repo host and path of the repository that lists the modules, e.g. {@code
 *     registry.example.com/deckhouse/modules}
 * @param dockerCfg Docker configuration JSON, base64 or plain; empty means anonymous
 * @param ca PEM bundle added to the system roots; empty means system roots only
 */
public record RegistryAccess(boolean plainHttp, String repo, String dockerCfg, String ca) {
  @Override
  public String toString() {
    // people write accounts into addresses, where none belongs
    return (plainHttp ? "http://" : "https://") + repo.replaceAll(":[^/?#@\\s\"]+@", ":REDACTED@");
  }
}
