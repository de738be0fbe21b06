package io.slipway.core.event;

import io.slipway.core.value.ConfigObject;
import io.slipway.core.value.HelmRecord;
import io.slipway.core.value.ModuleObject;
import io.slipway.core.value.ObjectKind;
import io.slipway.core.value.ObjectRef;
import io.slipway.core.value.PolicyObject;
import io.slipway.core.value.ReleaseObject;
import io.slipway.core.value.SemVer;
import io.slipway.core.value.SourceObject;
import java.util.List;

/**
 * What was seen in the cluster. {@code …Listed} replaces the slice of a kind, and marks it as known
 * (style.md 3.7 rule 3).
 */
public sealed interface ClusterEvent extends Event {
  record SourcesListed(List<SourceObject> all) implements ClusterEvent {}

  record SourceObserved(SourceObject source) implements ClusterEvent {}

  record ModulesListed(List<ModuleObject> all) implements ClusterEvent {}

  record ModuleObserved(ModuleObject module) implements ClusterEvent {}

  record ConfigsListed(List<ConfigObject> all) implements ClusterEvent {}

  record ConfigObserved(ConfigObject config) implements ClusterEvent {}

  record ReleasesListed(List<ReleaseObject> all) implements ClusterEvent {}

  record ReleaseObserved(ReleaseObject release) implements ClusterEvent {}

  record PoliciesListed(List<PolicyObject> all) implements ClusterEvent {}

  record PolicyObserved(PolicyObject policy) implements ClusterEvent {}

  /** An object of any kind is no more. */
  record Gone(ObjectRef ref) implements ClusterEvent {}

  /**
   * The definition of a kind as it is served now.
   *
   * @param uid of the definition: another one means that the kind was removed and made again
   */
  record KindDefined(ObjectKind kind, String uid) implements ClusterEvent {}

  /** The definition of a kind is missing or being removed, and its objects vanish with it. */
  record KindLost(ObjectKind kind) implements ClusterEvent {}

  /** Newest record of every Helm release in the system namespace. */
  record HelmRecordsListed(List<HelmRecord> all) implements ClusterEvent {}

  record HelmRecordObserved(HelmRecord record) implements ClusterEvent {}

  /** One record of a release is no more; older ones may still exist. */
  record HelmRecordGone(String release, int revision) implements ClusterEvent {}

  /** Version of the API server, compared with {@code requirements.kubernetes}. */
  record ServerVersionObserved(SemVer version) implements ClusterEvent {}
}
