package io.slipway.app;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.slipway.install.HelmEngine;
import io.slipway.kube.HelmRecordsTap;
import io.slipway.kube.Leadership;
import io.slipway.kube.ServerVersion;
import io.slipway.stream.Dispatcher;
import io.slipway.stream.Lane;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Starts the engine and stops it: no new effect, then a short wait for those that run, then Helm is
 * ended, then the Lease is given back (style.md 3.11 rule 5).
 */
@Singleton
final class Lifecycle {
  private static final Logger LOG = Logger.getLogger(Lifecycle.class);
  private static final Duration RUNNING_MAX = Duration.ofSeconds(3);

  private final Dispatcher dispatcher;
  private final Leadership leadership;
  private final HelmRecordsTap helmRecords;
  private final HelmEngine helm;
  private final ServerVersion serverVersion;
  private final StoryLog story;
  private final OpenJars jars = OpenJars.ofApplication();
  private final Thread dispatching =
      Thread.ofVirtual().name("dispatcher").unstarted(this::dispatch);

  Lifecycle(
      Dispatcher dispatcher,
      Leadership leadership,
      HelmRecordsTap helmRecords,
      HelmEngine helm,
      ServerVersion serverVersion,
      StoryLog story) {
    this.dispatcher = dispatcher;
    this.leadership = leadership;
    this.helmRecords = helmRecords;
    this.helm = helm;
    this.serverVersion = serverVersion;
    this.story = story;
  }

  void start(@Observes StartupEvent event, EngineMetrics metrics, SlipwayConfig config) {
    hearOfBugs(metrics);
    metrics.subscribe(story);
    story.subscribe();
    dispatching.start();
    serverVersion.start();
    helmRecords.start();
    leadership.start();
    LOG.infof(
        "Slipway has started: sources are scanned every %s, data lies in %s",
        config.sourceScanInterval(), config.dataDir().toAbsolutePath().normalize());
  }

  private void hearOfBugs(EngineMetrics metrics) {
    dispatcher.onUnexpected(
        (key, bug) -> {
          LOG.errorf(bug, "deciding %s failed unexpectedly, next attempt in a minute", key);
          metrics.unexpected("decision");
        });
    Infrastructure.setDroppedExceptionHandler(
        bug -> {
          LOG.error("an error came too late for anybody to handle it", bug);
          metrics.unexpected("dropped");
        });
  }

  private void dispatch() {
    try {
      dispatcher.run();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** False once the thread that decides has ended: nothing would ever be done again. */
  boolean dispatches() {
    return dispatching.getState() != Thread.State.TERMINATED;
  }

  @Scheduled(every = "1s")
  void heartbeat() {
    dispatcher.tick();
  }

  /** Comes before the framework's own end, which closes the client that gives the Lease back. */
  void stop(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) ShutdownEvent event) {
    dispatcher.stop();
    var begun = System.nanoTime();
    while (isBusy() && System.nanoTime() - begun < RUNNING_MAX.toNanos()) {
      pause();
    }
    helm.close();
    helmRecords.stop();
    serverVersion.stop();
    leadership.stop();
    story.finish();
    jars.close();
  }

  private boolean isBusy() {
    return Stream.of(Lane.values()).anyMatch(lane -> dispatcher.running(lane) > 0);
  }

  private static void pause() {
    try {
      Thread.sleep(Duration.ofMillis(50));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
