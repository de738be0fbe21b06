package io.slipway.core.projection;

import io.slipway.core.value.SemVer;
import java.time.Duration;

/**
 * What the administrator of Slipway has set; does not change while it runs.
 *
 * @param scanInterval pause between two scans of a source
 * @param platformVersion compared with {@code requirements.deckhouse}
 * @param seed of every jitter
 */
public record Settings(Duration scanInterval, SemVer platformVersion, long seed) {}
