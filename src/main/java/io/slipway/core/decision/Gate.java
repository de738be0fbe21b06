package io.slipway.core.decision;

import java.time.Instant;
import java.util.Optional;

/**
 * One condition between a release and its deployment.
 *
 * @param name of the question, e.g. {@code window}
 * @param state whether it is open
 */
public record Gate(String name, State state) {
  /** Whether a gate is open. */
  public sealed interface State {
    record Passed() implements State {}

    /** Nobody has looked yet; it is asked when all gates before it are open. */
    record Unasked() implements State {}

    /** Opens by itself at a known instant. */
    record Waiting(Instant until, GateReason reason) implements State {}

    /** Opens when something else changes. */
    record Blocked(GateReason reason) implements State {}
  }

  static Gate passed(String name) {
    return new Gate(name, new State.Passed());
  }

  static Gate blocked(String name, GateReason reason) {
    return new Gate(name, new State.Blocked(reason));
  }

  static Gate waiting(String name, Instant until, GateReason reason) {
    return new Gate(name, new State.Waiting(until, reason));
  }

  static Gate unasked(String name) {
    return new Gate(name, new State.Unasked());
  }

  public boolean isUnasked() {
    return state instanceof State.Unasked;
  }

  public boolean isPassed() {
    return state instanceof State.Passed;
  }

  public Optional<GateReason> reason() {
    return switch (state) {
      case State.Passed _, State.Unasked _ -> Optional.empty();
      case State.Waiting(_, var reason) -> Optional.of(reason);
      case State.Blocked(var reason) -> Optional.of(reason);
    };
  }
}
