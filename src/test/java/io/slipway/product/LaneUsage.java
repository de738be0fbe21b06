package io.slipway.product;

import java.io.IOException;
import java.util.DoubleSummaryStatistics;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** How full the operator's lanes are, asked every other second. */
final class LaneUsage implements AutoCloseable {
  private final OperatorMetrics metrics;
  private final Map<String, DoubleSummaryStatistics> figures = new TreeMap<>();
  private final ScheduledExecutorService sampling = Executors.newSingleThreadScheduledExecutor();

  LaneUsage(OperatorMetrics metrics) {
    this.metrics = metrics;
    sampling.scheduleWithFixedDelay(this::sample, 1, 2, TimeUnit.SECONDS);
  }

  private synchronized void sample() {
    try {
      metrics
          .read("slipway_effects_")
          .forEach(
              (name, value) -> {
                if (name.startsWith("running") || name.startsWith("waiting")) {
                  figures.computeIfAbsent(name, _ -> new DoubleSummaryStatistics()).accept(value);
                }
              });
    } catch (IOException busy) {
      // the next time has its own answer
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }

  synchronized void report(Report report) {
    figures.forEach(
        (name, values) ->
            report.row(
                "    slipway_effects_" + name,
                "%.1f, most %.0f".formatted(values.getAverage(), values.getMax())));
  }

  @Override
  public void close() {
    sampling.shutdownNow();
  }
}
