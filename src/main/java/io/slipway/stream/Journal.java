package io.slipway.stream;

import io.slipway.core.event.Event;
import java.time.Instant;
import java.util.List;

/** Port to the history of steps. Losing it loses no desired state. */
public interface Journal {
  /** A step without the worlds around it. */
  record Entry(long number, Instant at, long cause, Event event) {}

  /** Called in the writer's thread; must not block. */
  void record(Step step);

  /**
   * @return the newest entries, oldest first
   */
  List<Entry> latest(int count);
}
