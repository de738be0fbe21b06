package io.slipway.kube;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.ReducedStateItemStore;
import io.slipway.core.value.HelmRecord;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Watches the records that Helm keeps in Secrets of the system namespace. A record holds a whole
 * chart, so they are selected on the server, listed in pages, and not kept: the informer's cache
 * has their names only.
 */
public final class HelmRecordsTap {
  private static final Logger LOG = Logger.getLogger(HelmRecordsTap.class);
  private static final long PAGE = 50;

  private final SharedIndexInformer<Secret> informer;
  private final Function<Secret, Optional<HelmRecord>> mapper;
  private final HelmRecords records;

  /**
   * @param namespace where Slipway's Helm releases are
   * @param mapper reads a record; empty when the Secret holds none
   */
  public HelmRecordsTap(
      KubernetesClient client,
      String namespace,
      Function<Secret, Optional<HelmRecord>> mapper,
      Observations observations) {
    this.mapper = mapper;
    this.records = new HelmRecords(observations);
    this.informer =
        client
            .secrets()
            .inNamespace(namespace)
            .withLabel("owner", "helm")
            .withField("type", HelmRecordMapper.TYPE)
            .withLimit(PAGE)
            .runnableInformer(0);
    informer.itemStore(
        new ReducedStateItemStore<>(
            ReducedStateItemStore.NAME_KEY_STATE,
            Secret.class,
            client.getKubernetesSerialization()));
    informer.exceptionHandler((started, failure) -> true);
    informer.addEventHandler(new Handler());
  }

  /** Begins to watch, and tries until it succeeds; returns at once. */
  public void start() {
    Thread.ofVirtual().name("helm-records").start(this::listThenWatch);
  }

  public void stop() {
    informer.stop();
  }

  private void listThenWatch() {
    try {
      informer.start().toCompletableFuture().join();
      records.expect(informer.getStore().listKeys().stream().map(HelmRecordsTap::name).toList());
    } catch (CompletionException stopped) {
      LOG.debugf("Helm records: %s", ErrorText.of(stopped));
    }
  }

  /** Keys of the cache are {@code <namespace>/<name>}. */
  private static String name(String key) {
    return key.substring(key.indexOf('/') + 1);
  }

  private final class Handler implements ResourceEventHandler<Secret> {
    @Override
    public void onAdd(Secret now) {
      seen(now);
    }

    @Override
    public void onUpdate(Secret before, Secret now) {
      seen(now);
    }

    @Override
    public void onDelete(Secret last, boolean stateUnknown) {
      records.gone(last.getMetadata().getName());
    }

    private void seen(Secret secret) {
      var name = secret.getMetadata().getName();
      mapper
          .apply(secret)
          .ifPresentOrElse(
              record -> records.seen(name, record),
              () -> {
                LOG.debugf("Secret %s holds no readable Helm record", name);
                records.unreadable(name);
              });
    }
  }
}
