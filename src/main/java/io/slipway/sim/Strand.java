package io.slipway.sim;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * One effect of a simulated process. It can be in the middle of a call while the rest of the world
 * goes on, and die there. Only one strand, or the simulation itself, runs at a time.
 */
final class Strand {
  private static final ThreadLocal<Strand> CURRENT = new ThreadLocal<>();

  /** The process died during the call. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1;

    Killed() {
      super("killed", null, false, false);
    }
  }

  private final SimProcess owner;
  private final int life;
  private final Semaphore go = new Semaphore(0);
  private final Semaphore back = new Semaphore(0);
  private volatile boolean ended;
  private volatile @Nullable Throwable failure;

  private Strand(SimProcess owner) {
    this.owner = owner;
    this.life = owner.life();
  }

  /** Starts the work soon after, unless the process has died by then. */
  static void start(SimProcess owner, Runnable work) {
    var strand = new Strand(owner);
    owner.own(strand);
    Thread.ofVirtual().start(() -> strand.run(work));
  }

  private void run(Runnable work) {
    go.acquireUninterruptibly();
    CURRENT.set(this);
    try {
      if (isAlive()) {
        work.run();
      }
    } catch (Killed dead) {
      // its outcome went to a stream that nobody reads any more
    } catch (Throwable broken) {
      failure = broken;
    } finally {
      ended = true;
      back.release();
    }
  }

  /** Runs until the next wait or the end. */
  void step() {
    if (ended) {
      return;
    }
    go.release();
    back.acquireUninterruptibly();
    switch (failure) {
      case null -> {}
      case Error error -> throw error;
      case Throwable broken -> throw new IllegalStateException(broken);
    }
  }

  boolean isAlive() {
    return owner.isLife(life);
  }

  boolean ended() {
    return ended;
  }

  /** Time passes within a call of this process, which may stop or die meanwhile. */
  static void midst(Duration max) {
    var strand = CURRENT.get();
    if (strand != null) {
      strand.pause(max);
      if (!strand.isAlive()) {
        throw new Killed();
      }
    }
  }

  /** Like {@link #midst}, for what has left the process: it may arrive though its sender died. */
  static void onTheWire(Duration max) {
    var strand = CURRENT.get();
    if (strand != null) {
      strand.pause(max);
      if (!strand.isAlive() && !strand.owner.arrivesAfterDeath()) {
        throw new Killed();
      }
    }
  }

  /** Process that makes the call; empty outside of a simulation. */
  static Optional<SimProcess> caller() {
    return Optional.ofNullable(CURRENT.get()).map(strand -> strand.owner);
  }

  private void pause(Duration max) {
    owner.later(max, this);
    back.release();
    go.acquireUninterruptibly();
  }
}
