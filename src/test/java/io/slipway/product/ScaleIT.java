package io.slipway.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipway.harness.ApiServer;
import io.slipway.harness.ApiWrite;
import io.slipway.harness.OperatorProcess;
import io.slipway.harness.tool.Folders;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * 2 000 modules from 20 sources with 10 000 releases, 300 of them installed: an operator that
 * starts in this cluster acts soon and writes nothing but the sources' sync times.
 */
@Tag("long")
class ScaleIT {
  private static final ManyModules.Size SIZE = new ManyModules.Size(20, 2_000, 300);
  private static final Duration START_MAX = Duration.ofSeconds(15);
  private static final Duration CONVERGENCE_MAX = Duration.ofMinutes(15);

  private final HttpClient http = HttpClient.newHttpClient();
  private final ManyRepositories registry = new ManyRepositories(ManyModules.newest());
  private ApiServer api;
  private Path folder;

  @BeforeEach
  void open() throws IOException {
    folder = Files.createTempDirectory("slipway-scale-");
    api = ApiServer.start();
  }

  @AfterEach
  void close() {
    api.close();
    registry.close();
    http.close();
    Folders.delete(folder);
  }

  @Test
  void an_operator_acts_within_fifteen_seconds_of_its_start_and_writes_nothing_else()
      throws IOException {
    var begun = Instant.now();
    new ManyModules(SIZE, api, registry).create(Files.createDirectory(folder.resolve("crds")));
    say("the cluster was made in %s", since(begun));
    converge();
    var mark = api.writes().mark();
    var apiRequests = apiRequests();
    var registryRequests = registry.requests();

    Duration ready;
    Duration acting;
    try (var operator = start()) {
      var started = Instant.now();
      ready = operator.awaitReady(Duration.ofMinutes(5));
      awaitMetric(operator, "slipway_effects_total{kind=\"ListModules\",outcome=\"done\"}", 1);
      var first = since(started);
      awaitMetric(
          operator, "slipway_effects_total{kind=\"ListModules\",outcome=\"done\"}", SIZE.sources());
      acting = since(started);
      awaitRest(operator);
      say("ready after %s, first act after %s, all sources listed after %s", ready, first, acting);
      say("at rest after %s, resident %s MiB", since(started), mebibytes(operator));
      say(
          "API requests %d, registry requests %d",
          apiRequests() - apiRequests, registry.requests() - registryRequests);
      tell(operator);
    }

    assertThat(api.writes().since(mark, "operator"))
        .extracting(ApiWrite::resource)
        .containsOnly("modulesources.deckhouse.io/status");
    assertThat(acting).isLessThan(START_MAX);
  }

  /** The first operator makes the Modules and writes what each object shows. */
  private void converge() {
    var begun = Instant.now();
    var mark = api.writes().mark();
    try (var operator = start()) {
      operator.awaitReady(Duration.ofMinutes(5));
      awaitMetric(operator, "slipway_phase{phase=\"Ready\"}", SIZE.enabled());
      awaitMetric(operator, "slipway_phase{phase=\"Available\"}", SIZE.modules() - SIZE.enabled());
      awaitRest(operator);
      say("converged in %s", since(begun));
      tell(operator);
      operator.terminate(Duration.ofSeconds(20));
    }
    var byKind =
        api.writes().since(mark, "operator").stream()
            .collect(Collectors.groupingBy(ApiWrite::resource, Collectors.counting()));
    say("writes of the first operator: %s", byKind);
  }

  private OperatorProcess start() {
    return OperatorProcess.start(
        OperatorProcess.Settings.of(folder, api.kubeconfig())
            .with("SLIPWAY_SOURCE_SCAN_INTERVAL", "3m"));
  }

  /** Nothing runs, waits or is dirty for a while. */
  private void awaitRest(OperatorProcess operator) {
    await()
        .atMost(CONVERGENCE_MAX)
        .pollInterval(Duration.ofMillis(500))
        .during(Duration.ofSeconds(2))
        .until(
            () ->
                sum(operator, "slipway_effects_running") == 0
                    && sum(operator, "slipway_effects_waiting") == 0
                    && sum(operator, "slipway_dirty_keys") == 0);
  }

  private void awaitMetric(OperatorProcess operator, String series, double atLeast) {
    await()
        .atMost(CONVERGENCE_MAX)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(() -> assertThat(sum(operator, series)).isGreaterThanOrEqualTo(atLeast));
  }

  private double sum(OperatorProcess operator, String series) {
    return metrics(operator).stream()
        .filter(line -> line.startsWith(series))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private List<String> metrics(OperatorProcess operator) {
    try {
      var request = HttpRequest.newBuilder(operator.url().resolve(URI.create("/q/metrics")));
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString())
          .body()
          .replace(",}", "}")
          .lines()
          .toList();
    } catch (IOException notYet) {
      return List.of();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  private long apiRequests() {
    return api.client()
        .raw("/metrics")
        .lines()
        .filter(line -> line.startsWith("apiserver_request_total{"))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private void tell(OperatorProcess operator) {
    metrics(operator).stream()
        .filter(
            line ->
                line.startsWith("slipway_stream_")
                    || line.startsWith("slipway_decisions")
                    || line.startsWith("slipway_effects_total")
                    || line.startsWith("slipway_journal")
                    || line.startsWith("slipway_phase")
                    || line.startsWith("process_cpu_time"))
        .forEach(line -> say("  %s", line));
  }

  private static long mebibytes(OperatorProcess operator) {
    return operator.residentBytes().orElse(0) >> 20;
  }

  private static Duration since(Instant begun) {
    return Duration.between(begun, Instant.now());
  }

  private static void say(String format, Object... what) {
    System.out.println("scale: " + format.formatted(what));
  }
}
