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

  /**
   * @param path of the repository concerned, empty for the whole registry
   */
  private record Guest(String origin, Credential credential, String path) {}

  private record Hold(Deadline until, Reason reason, String cause) {}

  /**
   * @param rest what a registry gets that does not say how long
   */
  Holds(Duration rest) {
    this.rest = rest;
  }

  void check(Session session, HttpCall call) throws RegistryException {
    check(guest(session, ""), call);
    check(guest(session, session.repository().path()), call);
  }

  private void check(Guest guest, HttpCall call) throws RegistryException {
    var hold = holds.get(guest).filter(known -> known.until().leftNanos() > 0);
    if (hold.isPresent()) {
      var left = Duration.ofNanos(hold.get().until().leftNanos());
      throw RegistryException.of(
          new RegistryFailure(hold.get().reason(), call + ": " + hold.get().cause(), left));
    }
  }

  /**
   * Learns from a failure, and tells it with the time to leave. A refusal that names no time says
   * nothing of other repositories: it may be meant for this one.
   */
  RegistryException noted(Session session, HttpCall call, RegistryException e) {
    if (!e.failure().retryAfter().isZero()) {
      hold(guest(session, ""), call, e.failure());
    } else if (e.failure().reason() == Reason.RATE_LIMITED) {
      var silent = e.after(rest);
      hold(guest(session, session.repository().path()), call, silent.failure());
      return silent;
    }
    return e;
  }

  private void hold(Guest guest, HttpCall call, RegistryFailure failure) {
    var head = call + ": ";
    var cause = failure.text();
    holds.put(
        guest,
        new Hold(
            Deadline.in(failure.retryAfter()),
            failure.reason(),
            cause.startsWith(head) ? cause.substring(head.length()) : cause));
  }

  private static Guest guest(Session session, String path) {
    return new Guest(session.origin(), session.credential(), path);
  }
}
