package io.slipway.core.event;

import java.time.Instant;

/** The clock. */
public sealed interface TimeEvent extends Event {
  /** An instant that some verdict named has come. */
  record Ticked(Instant now) implements TimeEvent {}

  /** The clock shows less than it did before: what is dated later than this never was. */
  record ClockSetBack(Instant now) implements TimeEvent {}
}
