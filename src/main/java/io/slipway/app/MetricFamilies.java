package io.slipway.app;

import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.Collector.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Metrics that are made when they are asked for. */
final class MetricFamilies {
  private MetricFamilies() {}

  /** Each series is 1 as long as there is a reason for it. */
  static MetricFamilySamples gauge(String name, List<String> labels, List<List<String>> series) {
    var values = new HashMap<List<String>, Long>();
    series.forEach(one -> values.put(one, 1L));
    return of(name, Type.GAUGE, labels, values);
  }

  static MetricFamilySamples of(
      String name, Type type, List<String> labels, Map<List<String>, ? extends Number> values) {
    var samples =
        values.entrySet().stream()
            .map(
                e ->
                    new MetricFamilySamples.Sample(
                        name, labels, e.getKey(), e.getValue().doubleValue()))
            .toList();
    return new MetricFamilySamples(name, type, "", samples);
  }
}
