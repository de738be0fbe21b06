package io.slipway.harness.tool;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Shows on standard error that a step is at work: nothing for the first two seconds, then one line
 * that changes in place, or, without a terminal, a line every ten seconds.
 */
public final class Progress implements AutoCloseable {
  private static final Duration QUIET = Duration.ofSeconds(2);
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);
  private static final int WIDTH = 78;

  private final PrintStream out = System.err;
  private final boolean terminal = System.console() != null && System.console().isTerminal();
  private final String what;
  private final Instant began = Instant.now();
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
  private volatile String detail = "";
  private volatile boolean shown;
  private Instant lastLine = Instant.EPOCH;

  private Progress(String what) {
    this.what = what;
    ticker.scheduleAtFixedRate(this::tick, 2000, terminal ? 250 : 1000, TimeUnit.MILLISECONDS);
  }

  /** Starts the step; close it when the step has ended. */
  public static Progress of(String what) {
    return new Progress(what);
  }

  /** Replaces what stands behind the seconds. */
  public void detail(String text) {
    detail = text;
  }

  private synchronized void tick() {
    Duration passed = Duration.between(began, Instant.now());
    if (passed.compareTo(QUIET) < 0 || ticker.isShutdown()) {
      return;
    }
    String all = what + ": " + passed.toSeconds() + "s  " + detail;
    String line = all.substring(0, Math.min(WIDTH, all.length()));
    shown = true;
    if (terminal) {
      out.print("\r\033[K" + line);
      out.flush();
    } else if (Duration.between(lastLine, Instant.now()).compareTo(BETWEEN_LINES) >= 0) {
      lastLine = Instant.now();
      out.println(line.strip());
    }
  }

  @Override
  public void close() {
    ticker.shutdownNow();
    synchronized (this) {
      if (shown && terminal) {
        out.print("\r\033[K");
        out.flush();
      }
    }
  }
}
