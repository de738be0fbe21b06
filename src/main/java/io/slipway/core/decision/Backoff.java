package io.slipway.core.decision;

import io.slipway.core.projection.EffectsProjection.Failures;
import io.slipway.core.value.EffectKey;
import java.time.Duration;
import java.time.Instant;

/** Growing pauses between attempts, jittered by the seed so that many failures do not align. */
final class Backoff {
  private static final Duration FIRST = Duration.ofSeconds(2);
  private static final Duration MAX = Duration.ofMinutes(5);
  private static final int DOUBLINGS_MAX = 10;
  private static final int JITTER_PERCENT = 10;

  private Backoff() {}

  /** When the wish that failed may be tried again; not before the registry wishes it. */
  static Instant nextAttempt(EffectKey key, Failures failures, long seed) {
    var doublings = Math.min(failures.count() - 1, DOUBLINGS_MAX);
    var pause = FIRST.multipliedBy(1L << doublings);
    var bounded = pause.compareTo(MAX) > 0 ? MAX : pause;
    var own = jittered(bounded, seed ^ key.hashCode() ^ failures.count());
    var wished = failures.retryAfter();
    return failures.at().plus(own.compareTo(wished) > 0 ? own : wished);
  }

  /** A tenth of the duration up to all of it, the same for the same salt. */
  static Duration spread(Duration duration, long salt) {
    var percent = (int) (mixed(salt) % (100 - JITTER_PERCENT + 1)) + JITTER_PERCENT;
    return duration.multipliedBy(percent).dividedBy(100);
  }

  /** The duration plus or minus at most ten percent, the same for the same salt. */
  static Duration jittered(Duration duration, long salt) {
    var percent = (int) (mixed(salt) % (2 * JITTER_PERCENT + 1)) - JITTER_PERCENT;
    return duration.plus(duration.multipliedBy(percent).dividedBy(100));
  }

  private static long mixed(long salt) {
    return (salt * 0x9E3779B97F4A7C15L) >>> 33;
  }
}
