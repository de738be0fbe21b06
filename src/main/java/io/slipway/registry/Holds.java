package io.slipway.registry;

import io.slipway.core.value.RegistryFailure;
import io.slipway.core.value.RegistryFailure.Reason;
import java.time.Duration;

/**
 * Registries that wished to be left alone for a while, each by the account that asked: until then a
 * request is answered here as the registry has answered, and not sent.
 */
final class Holds {
  private static final int GUESTS_MAX = 1_000;

  private final Duration rest;
  private final BoundedCache<Guest, Hold> holds = new BoundedCache<>(GUESTS_MAX);

  private record Guest(String origin, Credential credential) {}

  private record Hold(Deadline until, Reason reason, String cause) {}

  /**
   * @param rest what a registry gets that does not say how long
   */
  Holds(Duration rest) {
    this.rest = rest;
  }

  void check(Session session, HttpCall call) throws RegistryException {
    var hold = holds.get(guest(session)).filter(known -> known.until().leftNanos() > 0);
    if (hold.isPresent()) {
      var left = Duration.ofNanos(hold.get().until().leftNanos());
      throw RegistryException.of(
          new RegistryFailure(hold.get().reason(), call + ": " + hold.get().cause(), left));
    }
  }

  /** Learns from a failure, and tells it with the time that it asks for. */
  RegistryException noted(Session session, HttpCall call, RegistryException e) {
    var wished = wished(e.failure());
    if (wished.isZero()) {
      return e;
    }
    var told = e.after(wished);
    var cause = told.failure().text();
    var head = call + ": ";
    holds.put(
        guest(session),
        new Hold(
            Deadline.in(told.failure().retryAfter()),
            told.failure().reason(),
            cause.startsWith(head) ? cause.substring(head.length()) : cause));
    return told;
  }

  private Duration wished(RegistryFailure failure) {
    var isSilent = failure.retryAfter().isZero() && failure.reason() == Reason.RATE_LIMITED;
    return isSilent ? rest : failure.retryAfter();
  }

  private static Guest guest(Session session) {
    return new Guest(session.origin(), session.credential());
  }
}
