package io.slipway.app;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive as long as the thread that decides has not ended; only a restart would bring it back. */
@Liveness
@ApplicationScoped
public class DispatcherCheck implements HealthCheck {
  private final Lifecycle lifecycle;

  DispatcherCheck(Lifecycle lifecycle) {
    this.lifecycle = lifecycle;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("Slipway decides").status(lifecycle.dispatches()).build();
  }
}
