package io.slipway.install;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * Helm in a process of its own, started at the first need and ended when nobody has needed it for a
 * while (docs/adr/0015). A chart that makes Helm crash, or take more than its share, ends that
 * process and never the operator. Who was in it then does not know whose chart it was, so each of
 * them gets a process to itself the next time; the culprit fails there, alone.
 */
public final class HelmEngine implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(HelmEngine.class);
  private static final int ALONE_MAX = 4;
  private static final Duration IDLE_LOOK = Duration.ofSeconds(1);

  private final InstallerSettings settings;
  private final BooleanSupplier mayAct;
  private final HelmLimits limits;
  private final Set<HelmChild> children = ConcurrentHashMap.newKeySet();
  private final Set<String> suspects = ConcurrentHashMap.newKeySet();
  private final Semaphore alone = new Semaphore(ALONE_MAX);
  private Optional<HelmChild> shared = Optional.empty();
  private boolean closed;

  /**
   * @param mayAct whether this process leads: asked for every request that Helm makes
   */
  public HelmEngine(InstallerSettings settings, BooleanSupplier mayAct) {
    this(settings, mayAct, HelmLimits.DEFAULT);
  }

  HelmEngine(InstallerSettings settings, BooleanSupplier mayAct, HelmLimits limits) {
    this.settings = settings;
    this.mayAct = mayAct;
    this.limits = limits;
  }

  /** Helm's own answer, or the environment's, to a call that failed. */
  static sealed class HelmFailed extends Exception permits HelmInterrupted {
    private static final long serialVersionUID = 1;

    HelmFailed(String text) {
      super(text, null, false, false);
    }
  }

  /**
   * The process ended in the middle of a call, perhaps because of another one: to be tried again
   * once what the call left behind has been recovered.
   */
  static final class HelmInterrupted extends HelmFailed {
    private static final long serialVersionUID = 1;

    HelmInterrupted(String text) {
      super(text);
    }
  }

  /**
   * Helm made ready for the release, which takes a while where a process has to be started: the
   * next call acts at once. To be closed.
   */
  HelmSession open(String release) throws HelmFailed, StepFailed {
    var session = suspects.contains(release) ? openAlone(release) : openShared(release);
    try {
      session.load();
      return session;
    } catch (HelmFailed failed) {
      session.close();
      throw failed;
    }
  }

  private synchronized HelmSession openShared(String release) throws HelmFailed, StepFailed {
    var child = shared.filter(HelmChild::usable).isPresent() ? shared.get() : start();
    if (shared.filter(child::equals).isEmpty()) {
      shared = Optional.of(child);
      Thread.ofVirtual().name("helm-idle").start(() -> endWhenIdle(child));
    }
    child.enter();
    return new HelmSession(this, child, release, child::leave);
  }

  private HelmSession openAlone(String release) throws HelmFailed, StepFailed {
    alone.acquireUninterruptibly();
    try {
      var child = start();
      return new HelmSession(
          this,
          child,
          release,
          () -> {
            end(child);
            alone.release();
          });
    } catch (HelmFailed | StepFailed failed) {
      alone.release();
      throw failed;
    }
  }

  private synchronized HelmChild start() throws HelmFailed, StepFailed {
    if (closed) {
      throw new HelmFailed("the operator stops");
    }
    NativeLeftovers.requireRoom();
    try {
      var child = HelmChild.start(limits, HelmAccess.open(settings, mayAct));
      children.add(child);
      LOG.debugf("Helm runs in process %d", child.pid());
      return child;
    } catch (IOException broken) {
      throw new HelmFailed("Helm cannot be started: " + broken.getMessage());
    }
  }

  private void end(HelmChild child) {
    child.close();
    children.remove(child);
  }

  private void endWhenIdle(HelmChild child) {
    var look = limits.idle().compareTo(IDLE_LOOK) < 0 ? limits.idle() : IDLE_LOOK;
    while (child.isAlive()) {
      try {
        Thread.sleep(look);
      } catch (InterruptedException never) {
        return;
      }
      synchronized (this) {
        if (child.idleTime().compareTo(limits.idle()) >= 0) {
          end(child);
        }
      }
    }
    children.remove(child);
  }

  InstallerSettings settings() {
    return settings;
  }

  HelmLimits limits() {
    return limits;
  }

  boolean isSuspect(String release) {
    return suspects.contains(release);
  }

  void suspect(String release) {
    suspects.add(release);
  }

  void trust(String release) {
    suspects.remove(release);
  }

  /** Processes that run now, for tests and measurements. */
  Set<Long> pids() {
    var pids = new java.util.TreeSet<Long>();
    children.stream().filter(HelmChild::isAlive).forEach(child -> pids.add(child.pid()));
    return pids;
  }

  /** Ends what runs, at once: nothing may act for a process that gives its Lease away. */
  @Override
  public synchronized void close() {
    closed = true;
    children.forEach(HelmChild::close);
    children.clear();
  }
}
