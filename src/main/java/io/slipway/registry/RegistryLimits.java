package io.slipway.registry;

import java.time.Duration;

/**
 * Bounds of everything a registry can make Slipway do. Sizes are in bytes.
 *
 * @param connect until a connection is up
 * @param call one logical call as a whole: a listing, a channel read, a package (REG-30)
 * @param retryPause before the second attempt; three times as long before the third (REG-32)
 */
public record RegistryLimits(
    Duration connect,
    Duration call,
    Duration retryPause,
    Pace pace,
    Bodies bodies,
    Archive archive) {
  public static final RegistryLimits DEFAULT =
      new RegistryLimits(
          Duration.ofSeconds(10),
          Duration.ofSeconds(120),
          Duration.ofMillis(500),
          Pace.DEFAULT,
          Bodies.DEFAULT,
          Archive.DEFAULT);

  public RegistryLimits withCall(Duration limit) {
    return new RegistryLimits(connect, limit, retryPause, pace, bodies, archive);
  }

  public RegistryLimits withArchive(Archive limit) {
    return new RegistryLimits(connect, call, retryPause, pace, bodies, limit);
  }

  public RegistryLimits withPace(Pace limit) {
    return new RegistryLimits(connect, call, retryPause, limit, bodies, archive);
  }

  /**
   * Requests to one host.
   *
   * @param perSecond in the long run
   * @param burst at once after a silence
   * @param rest after an answer 429 that does not say for how long
   */
  public record Pace(int perSecond, int burst, Duration rest) {
    static final Pace DEFAULT = new Pace(200, 400, Duration.ofSeconds(10));
  }

  /**
   * @param tagPages how many pages of a tag list are followed
   * @param layer the layers of one image as stored, so usually compressed
   */
  public record Bodies(int manifest, int tagPage, int tagPages, int token, long layer) {
    static final Bodies DEFAULT = new Bodies(4 << 20, 8 << 20, 100, 1 << 20, 512L << 20);
  }

  /**
   * @param layers of one image
   * @param entries of all layers together, and places in the tree that they make
   * @param total what the layers of one image may unpack to
   * @param nameLength of one entry's path, in bytes
   * @param metadataFile {@code version.json}, {@code module.yaml} or the changelog
   */
  public record Archive(int layers, int entries, long total, int nameLength, int metadataFile) {
    static final Archive DEFAULT = new Archive(128, 50_000, 1L << 30, 1024, 1 << 20);
  }
}
