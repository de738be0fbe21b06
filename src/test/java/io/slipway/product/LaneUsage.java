package io.slipway.product;

import java.io.IOException;
import java.util.DoubleSummaryStatistics;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** How full the operator's lanes are, asked once a second. */
final class LaneUsage implements AutoCloseable {
  private final OperatorMetrics metrics;
  private final Map<String, DoubleSummaryStatistics> figures = new TreeMap<>();
  private final ScheduledExecutorService sampling = Executors.newSingleThreadScheduledExecutor();

  LaneUsage(OperatorMetrics metrics) {
    this.metrics = metrics;
    sampling.scheduleWithFixedDelay(this::sample, 1, 1, TimeUnit.SECONDS);
  }

  private synchronized void sample() {
    try {
      for (var name : new String[] {"slipway_effects_running", "slipway_effects_waiting"}) {
        metrics
            .read(name)
            .forEach(
                (labels, value) ->
                    figures
                        .computeIfAbsent(name + labels, _ -> new DoubleSummaryStatistics())
                        .accept(value));
      }
    } catch (IOException busy) {
      // the next second has its own answer
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }

  synchronized void report(Report report) {
    figures.forEach(
        (name, values) ->
            report.row(
                "    " + name, "%.1f, most %.0f".formatted(values.getAverage(), values.getMax())));
  }

  @Override
  public void close() {
    sampling.shutdownNow();
  }
}
