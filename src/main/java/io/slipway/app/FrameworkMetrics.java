package io.slipway.app;

import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetricsV2;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * Metrics of the operator framework. Without a bean of ours a packaged application can be given a
 * silent one (style.md P22).
 */
final class FrameworkMetrics {

  @Produces
  @Singleton
  Metrics metrics(MeterRegistry meters) {
    return MicrometerMetricsV2.newBuilder(meters).build();
  }
}
