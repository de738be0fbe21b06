package io.slipway.registry;

import io.slipway.core.value.RegistryFailure.Reason;
import java.io.IOException;

/** Failures of this machine's disk, which are not the registry's fault and may pass. */
final class LocalDisk {
  private LocalDisk() {}

  static RegistryException failure(IOException e) {
    return RegistryException.of(Reason.SERVER, "store: " + e.getMessage());
  }
}
