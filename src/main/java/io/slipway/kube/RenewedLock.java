package io.slipway.kube;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.Lock;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A lock that remembers when it was last renewed, so that its holder can tell by itself, without
 * asking anybody, that it may have lost it. Times written by others are never compared with the
 * clock of this process: a lease is as old as the time for which it has not been seen to change.
 */
final class RenewedLock implements Lock {
  private static final Logger LOG = Logger.getLogger(RenewedLock.class);

  private final Lock lock;
  private final Clocks clocks;
  private volatile Optional<Renewal> renewal = Optional.empty();
  private volatile Optional<Sighting> sighting = Optional.empty();
  private volatile String problem = "";

  /**
   * The two clocks that a lease is measured with: the wall clock goes on while a machine sleeps,
   * the other one cannot be turned back.
   */
  record Clocks(InstantSource wall, LongSupplier nanos) {
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

  /** What stood in the lock, and when this was seen first. */
  private record Sighting(LeaderElectionRecord record, long nanos) {}

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
      var record = lock.get(client);
      problem = "";
      return record == null ? null : byOwnClock(record);
    } catch (KubernetesClientException refused) {
      throw told(refused);
    } catch (RuntimeException unreadable) {
      // anything else would end the elector without a word
      throw told(new KubernetesClientException("the lease cannot be read", unreadable));
    }
  }

  /** The elector compares the time of the renewal with the system's clock. */
  private LeaderElectionRecord byOwnClock(LeaderElectionRecord record) {
    var now = clocks.nanos.getAsLong();
    if (sighting.filter(last -> last.record.equals(record)).isEmpty()) {
      sighting = Optional.of(new Sighting(record, now));
    }
    var since = sighting.map(Sighting::nanos).orElse(now);
    return withTimes(record, ZonedDateTime.now(ZoneOffset.UTC).minusNanos(now - since));
  }

  @Override
  public void create(KubernetesClient client, LeaderElectionRecord record) {
    write(record, () -> lock.create(client, stamped(record)));
  }

  @Override
  public void update(KubernetesClient client, LeaderElectionRecord record) {
    write(record, () -> lock.update(client, spelledOut(stamped(record))));
  }

  private LeaderElectionRecord stamped(LeaderElectionRecord record) {
    return withTimes(record, clocks.wall.instant().atZone(ZoneOffset.UTC));
  }

  private static LeaderElectionRecord withTimes(
      LeaderElectionRecord record, ZonedDateTime renewed) {
    return new LeaderElectionRecord(
        record.getHolderIdentity(),
        record.getLeaseDuration(),
        record.getAcquireTime(),
        renewed,
        record.getLeaderTransitions());
  }

  /**
   * Giving the lock back is an update without a holder, which the client sends as a merge patch in
   * which null is left out, so the old holder would stay.
   */
  private static LeaderElectionRecord spelledOut(LeaderElectionRecord record) {
    return record.getHolderIdentity() != null
        ? record
        : new LeaderElectionRecord(
            "",
            record.getLeaseDuration(),
            record.getAcquireTime(),
            record.getRenewTime(),
            record.getLeaderTransitions());
  }

  private void write(LeaderElectionRecord record, Runnable request) {
    var before = clocks.now();
    try {
      request.run();
      written(record, before);
    } catch (KubernetesClientException refused) {
      throw told(refused);
    }
  }

  /** One line for each problem; to be overtaken by somebody else is none. */
  private KubernetesClientException told(KubernetesClientException refused) {
    var text = ErrorText.of(refused);
    if (refused.getCode() != HttpURLConnection.HTTP_CONFLICT && !text.equals(problem)) {
      LOG.warnf("%s: %s", describe(), text);
      problem = text;
    }
    return refused;
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
