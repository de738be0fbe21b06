package io.slipway.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.slipway.core.effect.Cluster;
import io.slipway.core.effect.Notice;
import io.slipway.core.effect.WriteEffect;
import io.slipway.core.effect.WriteEffect.CreateModule;
import io.slipway.core.effect.WriteEffect.CreateRelease;
import io.slipway.core.effect.WriteEffect.DeleteObject;
import io.slipway.core.effect.WriteEffect.PatchRelease;
import io.slipway.core.effect.WriteEffect.RefreshObject;
import io.slipway.core.effect.WriteEffect.WriteConfigStatus;
import io.slipway.core.effect.WriteEffect.WriteModuleProperties;
import io.slipway.core.effect.WriteEffect.WriteModuleStatus;
import io.slipway.core.effect.WriteEffect.WriteReleaseStatus;
import io.slipway.core.effect.WriteEffect.WriteSourceFinalizers;
import io.slipway.core.effect.WriteEffect.WriteSourceStatus;
import io.slipway.core.value.ObjectKind;
import io.slipway.core.value.ObjectMeta;
import io.slipway.core.value.ObjectRef;
import java.net.HttpURLConnection;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The only class that writes objects of the group {@code deckhouse.io} (style.md 3.9). Every write
 * is one request against the version that was observed, except that a Module's properties and the
 * owners of a release are read first. Nothing is logged here: a failure becomes the outcome's text,
 * and whoever folds the outcome logs it.
 */
public final class KubernetesWriter implements Cluster {
  private static final int PRECONDITION_FAILED = 412;

  private final ObjectRequests requests;
  private final NoticeRecorder notices;
  private final Observations observations;

  /**
   * @param observations receives what a refresh finds
   * @param clock for the times of Kubernetes Events
   */
  public KubernetesWriter(KubernetesClient client, Observations observations, InstantSource clock) {
    this.requests = new ObjectRequests(client);
    this.notices = new NoticeRecorder(client, clock);
    this.observations = observations;
  }

  @Override
  public Outcome write(WriteEffect effect) {
    try {
      return carryOut(effect);
    } catch (KubernetesClientException refused) {
      return outcomeOf(refused, effect.ref());
    } catch (RuntimeException broken) {
      return new Outcome.Failed(ErrorText.of(broken));
    }
  }

  private Outcome carryOut(WriteEffect effect) {
    return switch (effect) {
      case CreateModule(var module, var properties) ->
          create(WireKind.MODULE, ModuleMapper.toWire(module, properties));
      case CreateRelease wish -> create(WireKind.RELEASE, ModuleReleaseMapper.toWire(wish));
      case WriteModuleProperties wish -> writeProperties(wish);
      case WriteModuleStatus(var meta, var status, var noted) ->
          writeStatus(ObjectKind.MODULE, meta, ModuleMapper.toWire(status), noted);
      case WriteSourceStatus(var meta, var status, var noted) ->
          writeStatus(ObjectKind.SOURCE, meta, ModuleSourceMapper.toWire(status), noted);
      case WriteSourceFinalizers wish -> writeFinalizers(wish);
      case WriteConfigStatus(var meta, var status, var noted) ->
          writeStatus(ObjectKind.CONFIG, meta, ModuleConfigMapper.toWire(status), noted);
      case WriteReleaseStatus(var meta, var status, var noted) ->
          writeStatus(ObjectKind.RELEASE, meta, ModuleReleaseMapper.toWire(status), noted);
      case PatchRelease wish -> patchRelease(wish);
      case DeleteObject(var ref, var meta) -> delete(ref, meta);
      case RefreshObject(var ref) -> refresh(WireKind.of(ref.kind()), ref.name());
    };
  }

  /** An object that is there already counts as created; its tap tells what is in it. */
  private <P extends HasMetadata> Outcome create(WireKind<P, ?> kind, P object) {
    try {
      return new Outcome.Written(requests.create(object));
    } catch (KubernetesClientException refused) {
      if (refused.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw refused;
      }
      return existing(kind, object.getMetadata().getName());
    }
  }

  private <P extends HasMetadata> Outcome existing(WireKind<P, ?> kind, String name) {
    return requests
        .read(kind, name)
        .map(found -> Wire.meta(found.getMetadata()).version())
        .<Outcome>map(Outcome.Written::new)
        .orElseGet(Outcome.Conflicted::new);
  }

  private Outcome writeProperties(WriteModuleProperties wish) {
    var before = requests.read(WireKind.MODULE, wish.meta().name());
    if (before.isEmpty()) {
      return new Outcome.Written(0);
    }
    if (Wire.meta(before.get().getMetadata()).version() != wish.meta().version()) {
      return new Outcome.Conflicted();
    }
    var patch = Patches.properties(before.get(), wish.properties());
    return new Outcome.Written(requests.patch(WireKind.MODULE, wish.meta(), patch));
  }

  private Outcome writeStatus(ObjectKind kind, ObjectMeta meta, Object bean, List<Notice> noted) {
    var patch = Patches.section(bean, statusKeys(kind));
    var version = requests.patchStatus(WireKind.of(kind), meta, patch);
    noted.forEach(notice -> notices.record(WireKind.of(kind), meta, notice));
    return new Outcome.Written(version);
  }

  /** A merge patch replaces the list, of which nothing is lost: it is that of this version. */
  private Outcome writeFinalizers(WriteSourceFinalizers wish) {
    var patch = Map.of("metadata", Map.of("finalizers", wish.finalizers()));
    var version = requests.patch(WireKind.SOURCE, wish.meta(), patch);
    return new Outcome.Written(wish.isLast() ? 0 : version);
  }

  /** A merge patch replaces a list as a whole, so the owners there are must be known. */
  private Outcome patchRelease(PatchRelease wish) {
    var owners =
        wish.owner().isEmpty()
            ? List.<OwnerReference>of()
            : requests
                .read(WireKind.RELEASE, wish.meta().name())
                .map(before -> Wire.list(before.getMetadata().getOwnerReferences()))
                .orElse(List.of());
    var patch = Patches.release(wish, owners);
    return new Outcome.Written(requests.patch(WireKind.RELEASE, wish.meta(), patch));
  }

  private static List<String> statusKeys(ObjectKind kind) {
    return switch (kind) {
      case SOURCE -> ModuleSourceMapper.STATUS_KEYS;
      case MODULE -> ModuleMapper.STATUS_KEYS;
      case CONFIG -> ModuleConfigMapper.STATUS_KEYS;
      case RELEASE -> ModuleReleaseMapper.STATUS_KEYS;
      case POLICY -> List.of();
    };
  }

  private Outcome delete(ObjectRef ref, ObjectMeta meta) {
    requests.delete(WireKind.of(ref.kind()), meta);
    return new Outcome.Written(0);
  }

  private <P extends HasMetadata> Outcome refresh(WireKind<P, ?> kind, String name) {
    Optional<P> found = requests.read(kind, name);
    observations.append(found.map(kind::observation).orElseGet(() -> kind.absence(name)));
    return new Outcome.Written(
        found.map(object -> Wire.meta(object.getMetadata()).version()).orElse(0L));
  }

  private static Outcome outcomeOf(KubernetesClientException refused, ObjectRef ref) {
    return switch (refused.getCode()) {
      case HttpURLConnection.HTTP_CONFLICT, PRECONDITION_FAILED -> new Outcome.Conflicted();
      case HttpURLConnection.HTTP_NOT_FOUND ->
          isAbout(refused, ref)
              ? new Outcome.Written(0)
              : new Outcome.Failed(ErrorText.of(refused));
      default -> new Outcome.Failed(ErrorText.of(refused));
    };
  }

  /** Whether the object is missing, and not its definition or the whole path. */
  private static boolean isAbout(KubernetesClientException refused, ObjectRef ref) {
    var status = refused.getStatus();
    return status != null
        && status.getDetails() != null
        && ref.name().equals(status.getDetails().getName());
  }
}
