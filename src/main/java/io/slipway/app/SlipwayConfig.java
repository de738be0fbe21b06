package io.slipway.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What an administrator may set; each property also as a variable, e.g. {@code SLIPWAY_DATA_DIR}.
 */
@ConfigMapping(prefix = "slipway")
public interface SlipwayConfig {
  /** How often each ModuleSource is polled; at least one second. */
  @WithDefault("3m")
  Duration sourceScanInterval();

  /** What a listing, a channel read or the fetching of a package may take; 0 is without end. */
  @WithDefault("2m")
  Duration registryTimeout();

  /** Version compared with {@code requirements.deckhouse} of modules. */
  @WithDefault("v1.75.0")
  String platformVersion();

  /** Downloaded modules and working files. */
  @WithDefault("./data")
  Path dataDir();

  /** Namespace of Helm's records and of the leader-election Lease. */
  @WithDefault("d8-system")
  String systemNamespace();

  /** Take the Lease before acting. */
  @WithDefault("true")
  boolean leaderElection();

  /** Draws the canary waves of this cluster; without it the uid of the ModuleSource does. */
  Optional<String> clusterUuid();
}
