package io.slipway.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.Lock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RenewedLockTest {
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  private Instant wall = Instant.parse("2026-11-25T10:00:00Z");
  private long nanos;
  private final KubernetesClient client = new KubernetesClientBuilder().build();
  private final RenewedLock lock =
      new RenewedLock(new OwnLock(), new RenewedLock.Clocks(() -> wall, () -> nanos));

  @Test
  void a_lock_that_was_never_taken_is_not_trusted() {
    assertThat(lock.isRenewedWithin(DEADLINE)).isFalse();
  }

  @Test
  void a_renewed_lock_is_trusted_until_the_deadline() {
    lock.update(client, record("me"));

    pass(Duration.ofMillis(9_999), Duration.ofMillis(9_999));
    assertThat(lock.isRenewedWithin(DEADLINE)).isTrue();

    pass(Duration.ofMillis(1), Duration.ofMillis(1));
    assertThat(lock.isRenewedWithin(DEADLINE)).isFalse();
  }

  @Test
  void a_machine_that_slept_does_not_trust_its_lock() {
    lock.create(client, record("me"));

    pass(Duration.ofHours(1), Duration.ofSeconds(1));

    assertThat(lock.isRenewedWithin(DEADLINE)).isFalse();
  }

  @Test
  void turning_the_clock_back_gives_no_more_time() {
    lock.create(client, record("me"));

    pass(Duration.ofHours(-1), Duration.ofSeconds(11));

    assertThat(lock.isRenewedWithin(DEADLINE)).isFalse();
  }

  @Test
  void a_lock_that_was_given_back_is_not_trusted() {
    lock.create(client, record("me"));

    lock.update(client, record(null));

    assertThat(lock.isRenewedWithin(DEADLINE)).isFalse();
  }

  private void pass(Duration byWall, Duration byNanos) {
    wall = wall.plus(byWall);
    nanos += byNanos.toNanos();
  }

  private static LeaderElectionRecord record(@Nullable String holder) {
    var now = ZonedDateTime.of(2026, 11, 25, 10, 0, 0, 0, ZoneOffset.UTC);
    return new LeaderElectionRecord(holder, Duration.ofSeconds(15), now, now, 0);
  }

  private static final class OwnLock implements Lock {
    @Override
    public @Nullable LeaderElectionRecord get(KubernetesClient client) {
      return null;
    }

    @Override
    public void create(KubernetesClient client, LeaderElectionRecord record) {}

    @Override
    public void update(KubernetesClient client, LeaderElectionRecord record) {}

    @Override
    public String identity() {
      return "me";
    }

    @Override
    public String describe() {
      return "own";
    }
  }
}
