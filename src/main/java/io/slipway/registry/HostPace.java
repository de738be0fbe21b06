package io.slipway.registry;

import java.net.URI;
import java.time.Duration;

/**
 * Spreads the requests to each host (REG-23 leaves that to chance): in the order in which they
 * come, no more than so many a second. A source has few requests on their way at once, so that
 * order is fair between sources.
 */
final class HostPace {
  private static final int HOSTS_MAX = 1_000;

  private final long spacing;
  private final long ahead;
  private final BoundedCache<String, Long> next = new BoundedCache<>(HOSTS_MAX);

  HostPace(RegistryLimits.Pace pace) {
    this.spacing = Duration.ofSeconds(1).toNanos() / pace.perSecond();
    this.ahead = spacing * pace.burst();
  }

  /** How long the request has to wait for its turn, which is kept for it. */
  Duration turn(HttpCall call) {
    return turn(host(call), System.nanoTime());
  }

  synchronized Duration turn(String host, long now) {
    var earliest = now - ahead;
    var at = next.get(host).filter(known -> known - earliest > 0).orElse(earliest);
    next.put(host, at + spacing);
    return Duration.ofNanos(Math.max(0, at - now));
  }

  /** An address that cannot be used is told by who connects. */
  private static String host(HttpCall call) {
    try {
      return String.valueOf(URI.create(call.url()).getRawAuthority());
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
