package io.slipway.install;

import java.time.Duration;

/**
 * What a process that runs Helm may take.
 *
 * @param computing time of the processor that one request may take, in whole seconds
 * @param memoryMiB data memory of the process, enforced by the operating system where it can
 * @param idle how long it is kept without a request
 */
public record HelmLimits(Duration computing, int memoryMiB, Duration idle) {
  static final HelmLimits DEFAULT =
      new HelmLimits(Duration.ofSeconds(60), 1024, Duration.ofSeconds(60));
}
