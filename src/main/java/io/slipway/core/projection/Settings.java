package io.slipway.core.projection;

import io.slipway.core.value.SemVer;
import java.time.Duration;

/**
 * What the administrator of Slipway has set; does not change while it runs.
 *
 * @param scanInterval pause between two scans of a source
 * @param platformVersion compared with {@code requirements.deckhouse}
 * @param seed of every jitter
 * @param cluster name of the cluster by which canary waves are drawn; empty when none is given
 */
public record Settings(Duration scanInterval, SemVer platformVersion, long seed, String cluster) {
  /** Of a cluster without a name. */
  public Settings(Duration scanInterval, SemVer platformVersion, long seed) {
    this(scanInterval, platformVersion, seed, "");
  }
}
