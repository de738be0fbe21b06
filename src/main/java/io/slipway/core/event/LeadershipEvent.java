package io.slipway.core.event;

/** Whether this process may act. */
public sealed interface LeadershipEvent extends Event {
  record LeadershipGained() implements LeadershipEvent {}

  record LeadershipLost() implements LeadershipEvent {}
}
