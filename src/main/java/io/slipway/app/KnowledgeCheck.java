package io.slipway.app;

import io.slipway.core.value.ObjectKind;
import io.slipway.stream.EventStream;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when every kind and Helm's records have been listed; registries have no part in it. */
@Readiness
@ApplicationScoped
public class KnowledgeCheck implements HealthCheck {
  private final EventStream stream;

  KnowledgeCheck(EventStream stream) {
    this.stream = stream;
  }

  @Override
  public HealthCheckResponse call() {
    var standing = stream.state().standing();
    var answer =
        HealthCheckResponse.named("Slipway knows the cluster")
            .status(standing.everythingListed())
            .withData("leading", standing.leading())
            .withData("HelmRecords", standing.helmListed());
    for (var kind : ObjectKind.values()) {
      answer.withData(kind.label(), standing.knows(kind));
    }
    return answer.build();
  }
}
