package io.slipway.product;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Watches the phases of all modules, without asking again and again. */
final class Installed implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final Map<String, String> phases = new ConcurrentHashMap<>();
  private final SharedIndexInformer<GenericKubernetesResource> informer;

  Installed(KubernetesClient client) {
    informer =
        client
            .genericKubernetesResources(Harbour.context("Module"))
            .inform(
                new ResourceEventHandler<>() {
                  @Override
                  public void onAdd(GenericKubernetesResource module) {
                    note(module);
                  }

                  @Override
                  public void onUpdate(
                      GenericKubernetesResource before, GenericKubernetesResource module) {
                    note(module);
                  }

                  @Override
                  public void onDelete(GenericKubernetesResource module, boolean unknown) {
                    phases.remove(module.getMetadata().getName());
                  }
                });
  }

  private void note(GenericKubernetesResource module) {
    JsonNode status = JSON.valueToTree(module.getAdditionalProperties().get("status"));
    phases.put(module.getMetadata().getName(), status.path("phase").asText());
    synchronized (this) {
      notifyAll();
    }
  }

  /** Waits until so many modules have the phase. */
  synchronized void await(String phase, int number, Duration limit) throws InterruptedException {
    var deadline = Instant.now().plus(limit);
    while (phases.values().stream().filter(phase::equals).count() < number) {
      var left = Duration.between(Instant.now(), deadline).toMillis();
      if (left <= 0) {
        throw new IllegalStateException("not all are %s: %s".formatted(phase, phases));
      }
      wait(left);
    }
  }

  /** Waits until the module has another phase than this one. */
  synchronized void awaitChange(String module, String phase, Duration limit)
      throws InterruptedException {
    var deadline = Instant.now().plus(limit);
    while (phases.getOrDefault(module, phase).equals(phase)) {
      var left = Duration.between(Instant.now(), deadline).toMillis();
      if (left <= 0) {
        throw new IllegalStateException(module + " is still " + phase);
      }
      wait(left);
    }
  }

  @Override
  public void close() {
    informer.close();
  }
}
