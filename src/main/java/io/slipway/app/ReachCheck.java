package io.slipway.app;

import io.slipway.kube.ServerVersion;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the API server answers now: the operator framework calls a lost watch healthy. */
@Readiness
@ApplicationScoped
public class ReachCheck implements HealthCheck {
  private final ServerVersion server;

  ReachCheck(ServerVersion server) {
    this.server = server;
  }

  @Override
  public HealthCheckResponse call() {
    var problem = server.problem();
    var answer = HealthCheckResponse.named("Slipway reaches the API server");
    problem.ifPresent(text -> answer.withData("problem", text));
    return answer.status(problem.isEmpty()).build();
  }
}
