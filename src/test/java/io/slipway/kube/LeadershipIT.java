package io.slipway.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.slipway.core.event.ClusterEvent.ServerVersionObserved;
import io.slipway.core.event.Event;
import io.slipway.core.event.LeadershipEvent.LeadershipGained;
import io.slipway.core.event.LeadershipEvent.LeadershipLost;
import io.slipway.core.value.SemVer;
import io.slipway.harness.ApiServer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Who leads, by a real Lease (style.md 3.11). */
class LeadershipIT {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final InstantSource SYSTEM = InstantSource.system();
  private static final InstantSource AHEAD = () -> Instant.now().plus(Duration.ofMinutes(10));
  private static ApiServer server;

  private final AtomicBoolean cut = new AtomicBoolean();
  private final List<Event> events = new CopyOnWriteArrayList<>();
  private final KubernetesClient client = client();
  private final Leadership one =
      new Leadership(client, events::add, settings("one", 3_000), SYSTEM);

  @BeforeAll
  static void start() {
    server = ApiServer.startWithCrds();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void release() {
    cut.set(false);
    one.stop();
    client.close();
  }

  @RepeatedTest(5)
  void a_clean_stop_gives_the_lease_back_before_it_returns() {
    one.start();
    await().atMost(SOON).until(one::isLeader);
    assertThat(lease().getSpec().getHolderIdentity()).isEqualTo("one");

    one.stop();
    client.close();

    assertThat(one.isLeader()).isFalse();
    assertThat(events).containsExactly(new LeadershipGained(), new LeadershipLost());
    assertThat(lease().getSpec().getHolderIdentity()).isNullOrEmpty();
  }

  @Test
  void a_second_process_waits_for_the_first() {
    List<Event> others = new CopyOnWriteArrayList<>();
    var two = new Leadership(server.client(), others::add, settings("two", 3_000), SYSTEM);
    one.start();
    await().atMost(SOON).until(one::isLeader);

    two.start();
    await().during(Duration.ofSeconds(2)).atMost(SOON).until(() -> others.isEmpty());
    one.stop();
    await().atMost(SOON).until(two::isLeader);
    two.stop();

    assertThat(others).containsExactly(new LeadershipGained(), new LeadershipLost());
  }

  /** Ahead of the other, as leader and as standby. */
  @Test
  void a_clock_ten_minutes_ahead_neither_takes_the_lease_nor_keeps_it() {
    List<Event> others = new CopyOnWriteArrayList<>();
    var fast = new Leadership(server.client(), others::add, settings("fast", 3_000), AHEAD);
    fast.start();
    await().atMost(SOON).until(fast::isLeader);

    one.start();
    await().during(Duration.ofSeconds(2)).atMost(SOON).until(events::isEmpty);
    leaveTheLeaseWith("gone", Instant.now().plus(Duration.ofMinutes(10)));
    await().atMost(SOON).until(() -> one.isLeader() || fast.isLeader());
    fast.stop();
    await().atMost(SOON).until(one::isLeader);
    var late = new Leadership(server.client(), others::add, settings("late", 3_000), AHEAD);
    late.start();

    await().during(Duration.ofSeconds(3)).atMost(SOON).until(one::isLeader);
    assertThat(late.isLeader()).isFalse();
    late.stop();
  }

  /** As a leader does that dies. */
  private void leaveTheLeaseWith(String holder, Instant renewed) {
    server
        .client()
        .leases()
        .inNamespace("d8-system")
        .withName("slipway-leader")
        .edit(
            lease ->
                lease
                    .edit()
                    .editSpec()
                    .withHolderIdentity(holder)
                    .withRenewTime(renewed.atZone(ZoneOffset.UTC))
                    .endSpec()
                    .build());
  }

  @Test
  void p16_a_process_cut_off_stops_leading_by_its_own_clock_and_leads_again() {
    one.start();
    await().atMost(SOON).until(one::isLeader);

    cut.set(true);
    await().atMost(SOON).until(() -> events.contains(new LeadershipLost()));
    assertThat(one.isLeader()).isFalse();
    cut.set(false);
    await().atMost(SOON).until(one::isLeader);

    assertThat(events)
        .containsExactly(new LeadershipGained(), new LeadershipLost(), new LeadershipGained());
  }

  @Test
  void without_an_election_a_process_leads_at_once() {
    var alone =
        new Leadership(
            client, events::add, Leadership.Settings.of(false, "d8-system", "alone"), SYSTEM);

    alone.start();

    assertThat(alone.isLeader()).isTrue();
    assertThat(events).containsExactly(new LeadershipGained());
  }

  @Test
  void the_version_of_the_server_is_observed_even_when_it_is_late() {
    cut.set(true);
    var version = new ServerVersion(client, events::add);
    version.start();
    await().during(Duration.ofSeconds(1)).atMost(SOON).until(events::isEmpty);

    cut.set(false);
    await().atMost(SOON).until(() -> !events.isEmpty());
    version.stop();

    assertThat(events)
        .singleElement()
        .isInstanceOfSatisfying(
            ServerVersionObserved.class,
            observed -> assertThat(observed.version()).isGreaterThan(SemVer.of(1, 30, 0)));
  }

  private static Leadership.Settings settings(String identity, long renewMillis) {
    return new Leadership.Settings(
        true,
        "d8-system",
        identity,
        Duration.ofMillis(renewMillis + 1_000),
        Duration.ofMillis(renewMillis),
        Duration.ofMillis(500));
  }

  private Lease lease() {
    return server.client().leases().inNamespace("d8-system").withName("slipway-leader").get();
  }

  private KubernetesClient client() {
    var config = Config.fromKubeconfig(server.kubeconfig().toFile());
    config.setRequestRetryBackoffLimit(0);
    return new KubernetesClientBuilder()
        .withConfig(config)
        .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor("cut", new Cut()))
        .build();
  }

  /** Sends requests astray while the process is cut off. */
  private final class Cut implements Interceptor {
    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
      if (cut.get()) {
        builder.uri(java.net.URI.create("https://127.0.0.1:1/cut-off"));
      }
    }
  }
}
