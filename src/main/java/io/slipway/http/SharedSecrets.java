package io.slipway.http;

import java.util.Optional;

/** Port to the Secrets of the system namespace. */
@FunctionalInterface
public interface SharedSecrets {
  /** The secret that a registry shares with Slipway; empty when there is none, or none readable. */
  Optional<byte[]> read(String name);
}
