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
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RenewedLockTest {
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  private Instant wall = Instant.parse("2026-11-25T10:00:00Z");
  private long nanos;
  private @Nullable LeaderElectionRecord held;
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

  @Test
  void the_lease_of_another_ages_from_when_it_was_first_seen_whatever_it_says() {
    for (var said : List.of(Duration.ofMinutes(-10), Duration.ZERO, Duration.ofMinutes(10))) {
      held = record("other", said);
      assertThat(age()).isLessThan(Duration.ofSeconds(5));

      pass(Duration.ofHours(7), Duration.ofSeconds(20));
      assertThat(age()).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(25));
    }
  }

  @Test
  void a_renewed_lease_of_another_is_young_again() {
    held = record("other", Duration.ZERO);
    age();
    pass(Duration.ofSeconds(20), Duration.ofSeconds(20));

    held = record("other", Duration.ofSeconds(1));

    assertThat(age()).isLessThan(Duration.ofSeconds(5));
  }

  /** As the elector, which knows the system's clock only, takes it to be. */
  private Duration age() {
    return Duration.between(lock.get(client).getRenewTime().toInstant(), Instant.now());
  }

  private void pass(Duration byWall, Duration byNanos) {
    wall = wall.plus(byWall);
    nanos += byNanos.toNanos();
  }

  private static LeaderElectionRecord record(@Nullable String holder) {
    return record(holder, Duration.ZERO);
  }

  private static LeaderElectionRecord record(@Nullable String holder, Duration ahead) {
    var now = ZonedDateTime.of(2026, 11, 25, 10, 0, 0, 0, ZoneOffset.UTC).plus(ahead);
    return new LeaderElectionRecord(holder, Duration.ofSeconds(15), now, now, 0);
  }

  private final class OwnLock implements Lock {
    @Override
    public @Nullable LeaderElectionRecord get(KubernetesClient client) {
      return held;
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
