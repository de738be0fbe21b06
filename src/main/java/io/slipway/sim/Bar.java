package io.slipway.sim;

import java.time.Instant;
import java.util.Optional;

/**
 * What stands between a release and its deployment.
 *
 * @param words that its message must say
 * @param until when it goes away by itself, if it does
 */
record Bar(Kind kind, String words, Optional<Instant> until) {
  /** In the order in which they are asked. */
  enum Kind {
    POLICY,
    SEQUENCE,
    READINESS,
    REQUIREMENT,
    AGE,
    TIME,
    WINDOW,
    APPROVAL
  }

  static Bar of(Kind kind, String words) {
    return new Bar(kind, words, Optional.empty());
  }
}
