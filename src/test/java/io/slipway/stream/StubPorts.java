package io.slipway.stream;

import io.slipway.core.effect.Cluster;
import io.slipway.core.effect.Installer;
import io.slipway.core.effect.Notifier;
import io.slipway.core.effect.Registry;
import io.slipway.core.effect.WriteEffect;
import io.slipway.core.value.Digest;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.NotificationSettings;
import io.slipway.core.value.RegistryAccess;
import io.slipway.core.value.ReleaseChannel;
import io.slipway.core.value.SemVer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Ports that note what they were asked; uninstalling succeeds unless told to throw, and no write is
 * ever seen again.
 */
final class StubPorts implements Registry, Installer, Notifier, Cluster {
  private static final long NEWER_THAN_SEEN = 100;

  final List<String> calls = new ArrayList<>();
  boolean throwing;

  @Override
  public Listing list(RegistryAccess access) {
    calls.add("list " + access.repo());
    return new Listing.Listed(List.of());
  }

  @Override
  public ChannelRead readChannel(
      RegistryAccess access, ModuleName module, ReleaseChannel channel, Optional<Digest> known) {
    throw new AssertionError("not part of these tests");
  }

  @Override
  public Versions listVersions(RegistryAccess access, ModuleName module) {
    throw new AssertionError("not part of these tests");
  }

  @Override
  public ChannelRead readRelease(RegistryAccess access, ModuleName module, SemVer version) {
    throw new AssertionError("not part of these tests");
  }

  @Override
  public PackageRead fetchPackage(
      RegistryAccess access, ModuleName module, SemVer version, Path into) {
    throw new AssertionError("not part of these tests");
  }

  @Override
  public Prepared prepare(PackageRequest request) {
    throw new AssertionError("not part of these tests");
  }

  @Override
  public Prepared renew(PackageRequest request) {
    throw new AssertionError("not part of these tests");
  }

  @Override
  public Installer.Outcome discard(ModuleName module) {
    throw new AssertionError("not part of these tests");
  }

  @Override
  public Installer.Outcome install(InstallRequest request) {
    throw new AssertionError("not part of these tests");
  }

  @Override
  public Installer.Outcome uninstall(ModuleName module) {
    calls.add("uninstall " + module);
    if (throwing) {
      throw new IllegalStateException("a bug");
    }
    return new Installer.Outcome.Done();
  }

  @Override
  public Notifier.Outcome send(NotificationSettings settings, Announcement announcement) {
    throw new AssertionError("not part of these tests");
  }

  @Override
  public Cluster.Outcome write(WriteEffect effect) {
    calls.add("write " + effect.ref());
    return new Cluster.Outcome.Written(NEWER_THAN_SEEN);
  }
}
