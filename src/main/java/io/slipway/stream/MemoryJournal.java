package io.slipway.stream;

import java.util.ArrayDeque;
import java.util.List;

/** Keeps the last steps in memory, for diagnosis. */
public final class MemoryJournal implements Journal {
  /** Steps kept by default. */
  public static final int ENTRIES_MAX = 10_000;

  private final int entriesMax;
  private final ArrayDeque<Entry> entries = new ArrayDeque<>();

  public MemoryJournal(int entriesMax) {
    this.entriesMax = entriesMax;
  }

  @Override
  public synchronized void record(Step step) {
    if (entries.size() == entriesMax) {
      entries.removeFirst();
    }
    entries.addLast(new Entry(step.number(), step.at(), step.cause(), step.event()));
  }

  @Override
  public synchronized List<Entry> latest(int count) {
    return entries.stream().skip(Math.max(0, entries.size() - count)).toList();
  }
}
