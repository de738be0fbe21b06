package io.slipway.core.event;

import io.slipway.core.value.Digest;
import io.slipway.core.value.Look;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.RegistryAccess;
import io.slipway.core.value.RegistryFailure;
import io.slipway.core.value.ReleaseChannel;
import io.slipway.core.value.ReleaseImage;
import io.slipway.core.value.SemVer;
import io.slipway.core.value.SourceName;
import java.time.Instant;
import java.util.List;

/** What a registry answered, or told by itself. */
public sealed interface RegistryEvent extends Event {
  /**
   * @param access with which the listing was made, so that an answer to an older spec is recognised
   * @param scan that it begins, or that it belongs to when a push asked for it
   * @param tags as the registry gave them, unfiltered
   */
  record ModulesDiscovered(
      SourceName source, RegistryAccess access, long scan, List<String> tags, Instant at)
      implements RegistryEvent {}

  record DiscoveryFailed(
      SourceName source, RegistryAccess access, RegistryFailure failure, Instant at)
      implements RegistryEvent {}

  /**
   * Which channel was read, and in which scan of the source.
   *
   * @param scan number of the source's scan that the reading answers
   */
  record Reading(ModuleName module, SourceName source, ReleaseChannel channel, long scan) {}

  record ChannelResolved(Reading reading, RegistryAccess access, ReleaseImage image)
      implements RegistryEvent {}

  record ChannelUnchanged(Reading reading, RegistryAccess access, Digest digest)
      implements RegistryEvent {}

  /**
   * Versions on the way to the one in the channel.
   *
   * @param target version in the channel when they were listed
   */
  record VersionsListed(Reading reading, SemVer target, List<SemVer> versions)
      implements RegistryEvent {}

  record VersionsFailed(Reading reading, SemVer target, RegistryFailure failure)
      implements RegistryEvent {}

  record ReleaseRead(Reading reading, SemVer target, ReleaseImage image) implements RegistryEvent {}

  record ReleaseUnreadable(Reading reading, SemVer target, SemVer version, RegistryFailure failure)
      implements RegistryEvent {}

  record ChannelFailed(Reading reading, RegistryAccess access, RegistryFailure failure)
      implements RegistryEvent {}

  /** A registry says that something was pushed; only a reason to look, never believed. */
  record PushNotified(SourceName source, Look look) implements RegistryEvent {}
}
