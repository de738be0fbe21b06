package io.slipway.kube;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.slipway.api.v1alpha1.Module;
import io.slipway.api.v1alpha1.ModuleConfig;
import io.slipway.api.v1alpha1.ModuleRelease;
import io.slipway.api.v1alpha1.ModuleSource;
import io.slipway.api.v1alpha2.ModuleUpdatePolicy;
import io.slipway.core.event.ClusterEvent;
import io.slipway.core.event.Event;
import io.slipway.core.value.ConfigObject;
import io.slipway.core.value.ModuleObject;
import io.slipway.core.value.ObjectKind;
import io.slipway.core.value.ObjectRef;
import io.slipway.core.value.PolicyObject;
import io.slipway.core.value.ReleaseObject;
import io.slipway.core.value.SourceObject;
import java.util.List;
import java.util.function.Function;

/**
 * How one kind comes from the wire into core.
 *
 * @param <P> class on the wire
 * @param <C> record of core
 */
record WireKind<P extends HasMetadata, C>(
    ObjectKind kind,
    Class<P> type,
    Function<P, C> toCore,
    Function<List<C>, Event> listed,
    Function<C, Event> observed) {

  static final WireKind<ModuleSource, SourceObject> SOURCE =
      new WireKind<>(
          ObjectKind.SOURCE,
          ModuleSource.class,
          ModuleSourceMapper::toCore,
          ClusterEvent.SourcesListed::new,
          ClusterEvent.SourceObserved::new);

  static final WireKind<Module, ModuleObject> MODULE =
      new WireKind<>(
          ObjectKind.MODULE,
          Module.class,
          ModuleMapper::toCore,
          ClusterEvent.ModulesListed::new,
          ClusterEvent.ModuleObserved::new);

  static final WireKind<ModuleConfig, ConfigObject> CONFIG =
      new WireKind<>(
          ObjectKind.CONFIG,
          ModuleConfig.class,
          ModuleConfigMapper::toCore,
          ClusterEvent.ConfigsListed::new,
          ClusterEvent.ConfigObserved::new);

  static final WireKind<ModuleRelease, ReleaseObject> RELEASE =
      new WireKind<>(
          ObjectKind.RELEASE,
          ModuleRelease.class,
          ModuleReleaseMapper::toCore,
          ClusterEvent.ReleasesListed::new,
          ClusterEvent.ReleaseObserved::new);

  static final WireKind<ModuleUpdatePolicy, PolicyObject> POLICY =
      new WireKind<>(
          ObjectKind.POLICY,
          ModuleUpdatePolicy.class,
          ModuleUpdatePolicyMapper::toCore,
          ClusterEvent.PoliciesListed::new,
          ClusterEvent.PolicyObserved::new);

  static WireKind<?, ?> of(ObjectKind kind) {
    return switch (kind) {
      case SOURCE -> SOURCE;
      case MODULE -> MODULE;
      case CONFIG -> CONFIG;
      case RELEASE -> RELEASE;
      case POLICY -> POLICY;
    };
  }

  String apiVersion() {
    return HasMetadata.getApiVersion(type);
  }

  /** Path of one object; all kinds are cluster-scoped. */
  String path(String name) {
    return "/apis/" + apiVersion() + "/" + HasMetadata.getPlural(type) + "/" + name;
  }

  Event listing(List<P> all) {
    return listed.apply(all.stream().map(toCore).toList());
  }

  Event observation(P now) {
    return observed.apply(toCore.apply(now));
  }

  Event absence(String name) {
    return new ClusterEvent.Gone(new ObjectRef(kind, name));
  }
}
