package io.slipway.app;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.slipway.core.effect.Installer;
import io.slipway.core.effect.Notifier;
import io.slipway.core.effect.Registry;
import io.slipway.core.projection.Settings;
import io.slipway.core.projection.World;
import io.slipway.core.value.ObjectKind;
import io.slipway.core.value.SemVer;
import io.slipway.http.KnownSecrets;
import io.slipway.http.PushReceiver;
import io.slipway.kube.ConfirmedRemoval;
import io.slipway.kube.HelmRecordMapper;
import io.slipway.kube.HelmRecordsTap;
import io.slipway.kube.KubernetesWriter;
import io.slipway.kube.Leadership;
import io.slipway.kube.Observations;
import io.slipway.kube.PushSecrets;
import io.slipway.kube.Review;
import io.slipway.kube.ServerVersion;
import io.slipway.notify.WebhookNotifier;
import io.slipway.registry.RegistryLimits;
import io.slipway.registry.VertxRegistry;
import io.slipway.stream.Dispatcher;
import io.slipway.stream.EffectRunner;
import io.slipway.stream.EventStream;
import io.slipway.stream.Journal;
import io.slipway.stream.MemoryJournal;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.Executors;

/** Builds the engine and hangs the adapters into its ports. */
final class EngineProducer {
  private static final Duration SCAN_INTERVAL_MIN = Duration.ofSeconds(1);
  private static final Duration WITHOUT_END = Duration.ofDays(365);

  private final SlipwayConfig config;

  EngineProducer(SlipwayConfig config) {
    this.config = config;
  }

  @Produces
  @Singleton
  InstantSource clock() {
    return ClockSkew.wished().orElse(InstantSource.system());
  }

  @Produces
  @Singleton
  Journal journal() {
    return new MemoryJournal(MemoryJournal.ENTRIES_MAX);
  }

  @Produces
  @Singleton
  EventStream stream(InstantSource clock, Journal journal) {
    var settings =
        new Settings(
            scanInterval(config),
            platformVersion(config),
            UUID.randomUUID().getLeastSignificantBits(),
            config.clusterUuid().orElse(""));
    var stream = new EventStream(World.initial(settings), clock);
    stream.listen(journal::record);
    return stream;
  }

  static Duration scanInterval(SlipwayConfig config) {
    var interval = config.sourceScanInterval();
    if (interval.compareTo(SCAN_INTERVAL_MIN) < 0) {
      throw new IllegalArgumentException(
          "SLIPWAY_SOURCE_SCAN_INTERVAL must be at least 1s, such as 3m: " + interval);
    }
    return interval;
  }

  static SemVer platformVersion(SlipwayConfig config) {
    return SemVer.parse(config.platformVersion())
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "SLIPWAY_PLATFORM_VERSION is not a semantic version such as v1.75.0: "
                        + config.platformVersion()));
  }

  @Produces
  @Singleton
  Observations observations(EventStream stream) {
    return stream::append;
  }

  @Produces
  @Singleton
  Review review(Dispatcher dispatcher) {
    return dispatcher::review;
  }

  @Produces
  @Singleton
  Registry registry(Vertx vertx) {
    var limit = config.registryTimeout();
    var call = limit.isPositive() ? limit : WITHOUT_END;
    return new VertxRegistry(vertx, RegistryLimits.DEFAULT.withCall(call));
  }

  @Produces
  @Singleton
  Leadership leadership(KubernetesClient client, Observations observations, InstantSource clock) {
    var identity = System.getenv().getOrDefault("HOSTNAME", "slipway") + "-" + UUID.randomUUID();
    return new Leadership(
        client,
        observations,
        Leadership.Settings.of(config.leaderElection(), config.systemNamespace(), identity),
        clock);
  }

  @Produces
  @Singleton
  HelmRecordsTap helmRecords(KubernetesClient client, Observations observations) {
    return new HelmRecordsTap(
        client, config.systemNamespace(), HelmRecordMapper::toCore, observations);
  }

  @Produces
  @Singleton
  ServerVersion serverVersion(KubernetesClient client, Observations observations) {
    return new ServerVersion(client, observations);
  }

  @Produces
  @Singleton
  PushReceiver pushReceiver(EventStream stream, KubernetesClient client, InstantSource clock) {
    var secrets = new PushSecrets(client, config.systemNamespace());
    return new PushReceiver(stream, new KnownSecrets(secrets::read, clock));
  }

  @Produces
  @Singleton
  Notifier notifier(Vertx vertx) {
    return new WebhookNotifier(vertx);
  }

  @Produces
  @Singleton
  EffectRunner runner(
      Registry registry,
      Installer installer,
      Notifier notifier,
      KubernetesClient client,
      EventStream stream,
      InstantSource clock) {
    var writer = new KubernetesWriter(client, stream::append, clock);
    var cautious =
        new ConfirmedRemoval(
            installer, client, () -> stream.state().standing().definition(ObjectKind.CONFIG));
    return new EffectRunner(registry, cautious, notifier, writer, clock);
  }

  @Produces
  @Singleton
  Dispatcher dispatcher(
      EventStream stream, EffectRunner runner, InstantSource clock, Leadership leadership) {
    var threads =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("effect-", 0).factory());
    var dispatcher = new Dispatcher(stream, runner, threads, clock, leadership::isLeader);
    CrashPoint.wished().ifPresent(dispatcher::watch);
    return dispatcher;
  }
}
