package io.slipway.kube;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.Lock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A lock that remembers when it was last renewed, so that its holder can tell by itself, without
 * asking anybody, that it may have lost it.
 */
final class RenewedLock implements Lock {
  private final Lock lock;
  private final Clocks clocks;
  private volatile Optional<Renewal> renewal = Optional.empty();

  /**
   * The two clocks that a lease is measured with: the wall clock goes on while a machine sleeps,
   * the other one cannot be turned back.
   */
  record Clocks(InstantSource wall, LongSupplier nanos) {
    static final Clocks SYSTEM = new Clocks(InstantSource.system(), System::nanoTime);

    private Renewal now() {
      return new Renewal(wall.instant(), nanos.getAsLong());
    }
  }

  private record Renewal(Instant wall, long nanos) {
    boolean isWithin(Duration time, Renewal now) {
      var byWall = Duration.between(wall, now.wall);
      var byNanos = Duration.ofNanos(now.nanos - nanos);
      return byWall.compareTo(time) < 0 && byNanos.compareTo(time) < 0;
    }
  }

  RenewedLock(Lock lock, Clocks clocks) {
    this.lock = lock;
    this.clocks = clocks;
  }

  /** Whether the lock is held and was renewed less than this time ago. */
  boolean isRenewedWithin(Duration time) {
    var now = clocks.now();
    return renewal.filter(last -> last.isWithin(time, now)).isPresent();
  }

  @Override
  public @Nullable LeaderElectionRecord get(KubernetesClient client) {
    try {
      return lock.get(client);
    } catch (KubernetesClientException refused) {
      throw refused;
    } catch (RuntimeException unreadable) {
      // anything else would end the elector without a word
      throw new KubernetesClientException("the lease cannot be read", unreadable);
    }
  }

  @Override
  public void create(KubernetesClient client, LeaderElectionRecord record) {
    var before = clocks.now();
    lock.create(client, record);
    written(record, before);
  }

  @Override
  public void update(KubernetesClient client, LeaderElectionRecord record) {
    var before = clocks.now();
    lock.update(client, record);
    written(record, before);
  }

  private void written(LeaderElectionRecord record, Renewal before) {
    var isOurs = identity().equals(record.getHolderIdentity());
    renewal = isOurs ? Optional.of(before) : Optional.empty();
  }

  @Override
  public String identity() {
    return lock.identity();
  }

  @Override
  public String describe() {
    return lock.describe();
  }
}
