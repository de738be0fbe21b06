package io.slipway.sim;

/**
 * A requirement as the author of a version means it: a lowest minor of major 1.
 *
 * @param subject {@code kubernetes} or {@code deckhouse}
 */
record Demand(String subject, long minor) {
  static final String CLUSTER = "kubernetes";
  static final String PLATFORM = "deckhouse";

  /** As it is written in the module's definition. */
  String text() {
    return ">= 1." + minor;
  }

  boolean isMetBy(Facts facts) {
    return (subject.equals(CLUSTER) ? facts.cluster() : facts.platform()).minor() >= minor;
  }
}
