package io.slipway.app;

import static io.slipway.core.Given.ECHO;
import static io.slipway.core.Given.MAIN;
import static io.slipway.core.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.slipway.core.Given;
import io.slipway.core.GivenModule;
import io.slipway.core.Scenario;
import io.slipway.core.effect.Cluster;
import io.slipway.core.effect.Effect;
import io.slipway.core.effect.Installer;
import io.slipway.core.effect.Notifier;
import io.slipway.core.effect.Registry;
import io.slipway.core.effect.RegistryEffect;
import io.slipway.core.event.ClusterEvent.ModuleObserved;
import io.slipway.core.event.EffectEvent.EffectEnded;
import io.slipway.core.event.EffectEvent.EffectStarted;
import io.slipway.core.value.Key;
import io.slipway.core.value.ReleaseChannel;
import io.slipway.stream.Dispatcher;
import io.slipway.stream.EffectRunner;
import io.slipway.stream.EventStream;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EngineMetricsTest {
  private static final Key OWNER = new Key.OfModule(ECHO);

  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final EventStream stream = new EventStream(Scenario.begun().world(), () -> NOW);
  private final ArrayDeque<Runnable> telling = new ArrayDeque<>();
  private final StoryLog story = new StoryLog(stream, telling::add);

  @BeforeEach
  void subscribe() {
    var runner =
        new EffectRunner(
            unasked(Registry.class),
            unasked(Installer.class),
            unasked(Notifier.class),
            unasked(Cluster.class),
            () -> NOW);
    var dispatcher = new Dispatcher(stream, runner, _ -> {}, () -> NOW, () -> true);
    new EngineMetrics(meters, stream, dispatcher).subscribe(story);
    story.subscribe();
  }

  /** No key is decided here, so no effect is carried out. */
  private static <T> T unasked(Class<T> port) {
    var proxy =
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (_, method, _) -> {
              throw new AssertionError("not part of these tests: " + method);
            });
    return port.cast(proxy);
  }

  private List<String> series() {
    return meters.scrape().replace(",}", "}").lines().toList();
  }

  private void pass(Effect effect, Duration time) {
    stream.append(new EffectStarted(effect.key(), OWNER, effect.identity(), NOW));
    stream.append(new EffectEnded(effect.key(), OWNER, "", NOW.plus(time), Optional.empty()));
  }

  private static RegistryEffect.ReadChannel readChannel() {
    return new RegistryEffect.ReadChannel(
        ECHO, MAIN, Given.access(MAIN), ReleaseChannel.STABLE, Optional.empty(), 1);
  }

  @Test
  void the_time_of_listings_and_readings_is_counted_by_source() {
    pass(new RegistryEffect.ListModules(MAIN, Given.access(MAIN), 1), Duration.ofSeconds(2));
    pass(readChannel(), Duration.ofSeconds(1));

    assertThat(series())
        .contains(
            "slipway_poll_seconds_count{source=\"main\"} 2.0",
            "slipway_poll_seconds_sum{source=\"main\"} 3.0");
  }

  @Test
  void each_event_is_measured_once() {
    pass(readChannel(), Duration.ofSeconds(1));

    assertThat(series()).contains("slipway_stream_append_seconds_count 2.0");
  }

  @Test
  void the_lag_is_what_is_not_told_yet() {
    pass(readChannel(), Duration.ofSeconds(1));

    assertThat(series()).contains("slipway_journal_lag{subscriber=\"story\"} 2.0");

    telling.forEach(Runnable::run);

    assertThat(series()).contains("slipway_journal_lag{subscriber=\"story\"} 0.0");
  }

  @Test
  void modules_are_counted_by_the_phase_they_show() {
    stream.append(new ModuleObserved(GivenModule.in("Ready").build()));

    assertThat(series())
        .contains("slipway_phase{phase=\"Ready\"} 1.0", "slipway_phase{phase=\"Error\"} 0.0");

    stream.append(new ModuleObserved(GivenModule.in("Error").build()));

    assertThat(series())
        .contains("slipway_phase{phase=\"Ready\"} 0.0", "slipway_phase{phase=\"Error\"} 1.0");
  }
}
