package io.slipway.kube;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfigBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElector;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import io.slipway.core.event.LeadershipEvent.LeadershipGained;
import io.slipway.core.event.LeadershipEvent.LeadershipLost;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Whether this process may act: it holds the Lease {@code slipway-leader}. A loss is an event like
 * any other; the election then begins anew, and the process goes on (style.md 3.7).
 */
public final class Leadership {
  private static final Logger LOG = Logger.getLogger(Leadership.class);
  private static final String LEASE = "slipway-leader";
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration RELEASE_MAX = Duration.ofSeconds(1);

  private final KubernetesClient client;
  private final Observations observations;
  private final Settings settings;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final RenewedLock lock;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private volatile Optional<Thread> thread = Optional.empty();
  private volatile CompletableFuture<?> election = CompletableFuture.completedFuture(null);
  private volatile boolean held;
  private volatile boolean announced;

  /**
   * @param enabled without an election this process leads at once
   * @param identity unique for the process
   * @param lease for how long others respect the Lease after a renewal
   * @param renew for how long this process trusts it after a renewal; shorter than {@code lease}
   * @param retry pause between attempts
   */
  public record Settings(
      boolean enabled,
      String namespace,
      String identity,
      Duration lease,
      Duration renew,
      Duration retry) {
    /**
     * With 15, 10 and 0.75 seconds: a pause is stretched by up to 2.2 times, and a successor shall
     * act within three seconds of a clean end and within twenty of a crash, of which it learns one
     * pause late and takes over another one late.
     */
    public static Settings of(boolean enabled, String namespace, String identity) {
      return new Settings(
          enabled,
          namespace,
          identity,
          Duration.ofSeconds(15),
          Duration.ofSeconds(10),
          Duration.ofMillis(750));
    }
  }

  /**
   * @param clock may differ from that of the other processes by any time
   */
  public Leadership(
      KubernetesClient client, Observations observations, Settings settings, InstantSource clock) {
    this.client = client;
    this.observations = observations;
    this.settings = settings;
    this.lock =
        new RenewedLock(
            new LeaseLock(settings.namespace(), LEASE, settings.identity()),
            new RenewedLock.Clocks(clock, System::nanoTime));
  }

  /** Takes part in the election; returns at once. */
  public void start() {
    if (settings.enabled()) {
      thread = Optional.of(Thread.ofVirtual().name("leadership").start(this::takePart));
      return;
    }
    held = true;
    announce();
  }

  /**
   * Leads no more and gives the Lease back, so that a successor need not wait for its end. Returns
   * when that is done, at the latest after a few seconds.
   */
  public void stop() {
    stopping.countDown();
    announce();
    election.cancel(true);
    executor.shutdown();
    try {
      // which of the threads gives the Lease back is a race, and the client must outlive it
      if (thread.isPresent()) {
        thread.get().join(RELEASE_MAX);
      }
      if (!executor.awaitTermination(RELEASE_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("The Lease could not be given back in time");
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean stopped() {
    return stopping.getCount() == 0;
  }

  /**
   * Whether this process may act now. True only between the two events, and only while the Lease
   * cannot have passed to another process: asked just before what cannot be undone.
   */
  public boolean isLeader() {
    return announced && holds();
  }

  private boolean holds() {
    return !stopped() && held && (!settings.enabled() || lock.isRenewedWithin(settings.renew()));
  }

  private void takePart() {
    ensureNamespace();
    try {
      do {
        election = elector().start();
        if (stopped()) {
          election.cancel(true);
        }
        watch(election);
      } while (!stopping.await(settings.retry().toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /** The Lease lives in a namespace that a fresh cluster does not have yet. */
  private void ensureNamespace() {
    try {
      if (client.namespaces().withName(settings.namespace()).get() == null) {
        var namespace =
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(settings.namespace())
                .endMetadata()
                .build();
        client.namespaces().resource(namespace).create();
        LOG.infof("Namespace %s has been created", settings.namespace());
      }
    } catch (KubernetesClientException refused) {
      LOG.debugf("Namespace %s: %s", settings.namespace(), refused.getMessage());
    }
  }

  /** The elector may notice a loss late, while a request hangs; the clock does not. */
  private void watch(CompletableFuture<?> running) throws InterruptedException {
    while (!running.isDone()) {
      try {
        running.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException stillRunning) {
        announce();
      } catch (ExecutionException | CancellationException ended) {
        LOG.debugf("Election ended: %s", ended.getMessage());
      }
    }
    held = false;
    announce();
  }

  private LeaderElector elector() {
    var config =
        new LeaderElectionConfigBuilder()
            .withName(LEASE)
            .withLock(lock)
            .withLeaseDuration(settings.lease())
            .withRenewDeadline(settings.renew())
            .withRetryPeriod(settings.retry())
            .withReleaseOnCancel(true)
            .withLeaderCallbacks(
                new LeaderCallbacks(() -> hold(true), () -> hold(false), leader -> {}))
            .build();
    return new LeaderElector(client, config, executor);
  }

  private void hold(boolean holds) {
    held = holds;
    announce();
  }

  private synchronized void announce() {
    var leads = holds();
    if (leads == announced) {
      return;
    }
    LOG.info(leads ? "Leading" : "Not leading any more");
    if (leads) {
      observations.append(new LeadershipGained());
    }
    announced = leads;
    if (!leads) {
      observations.append(new LeadershipLost());
    }
  }
}
