package io.slipway.stream;

import io.slipway.core.effect.Cluster;
import io.slipway.core.effect.Effect;
import io.slipway.core.effect.InstallEffect;
import io.slipway.core.effect.Installer;
import io.slipway.core.effect.Notifier;
import io.slipway.core.effect.NotifyEffect;
import io.slipway.core.effect.Registry;
import io.slipway.core.effect.RegistryEffect;
import io.slipway.core.effect.WriteEffect;
import io.slipway.core.event.EffectEvent;
import io.slipway.core.event.Event;
import io.slipway.core.event.InstallEvent;
import io.slipway.core.event.NotifyEvent;
import io.slipway.core.event.RegistryEvent;
import io.slipway.core.value.InstallFailure;
import io.slipway.core.value.RegistryFailure;
import java.time.InstantSource;
import java.util.Optional;

/** Carries one effect out through its port and says what was learnt. Decides nothing. */
public final class EffectRunner {
  /**
   * @param problem empty on success
   * @param result what was learnt
   */
  public record Outcome(String problem, Optional<Event> result) {
    static Outcome learnt(Event result) {
      return new Outcome("", Optional.of(result));
    }

    static Outcome failed(String problem) {
      return new Outcome(problem, Optional.empty());
    }

    static Outcome failed(String problem, Event result) {
      return new Outcome(problem, Optional.of(result));
    }
  }

  private final Registry registry;
  private final Installer installer;
  private final Notifier notifier;
  private final Cluster cluster;
  private final InstantSource clock;

  public EffectRunner(
      Registry registry,
      Installer installer,
      Notifier notifier,
      Cluster cluster,
      InstantSource clock) {
    this.registry = registry;
    this.installer = installer;
    this.notifier = notifier;
    this.cluster = cluster;
    this.clock = clock;
  }

  Outcome run(Effect effect) {
    return switch (effect) {
      case RegistryEffect.ListModules list -> run(list);
      case RegistryEffect.ReadChannel read -> run(read);
      case RegistryEffect.ListVersions list -> run(list);
      case RegistryEffect.ReadRelease read -> run(read);
      case InstallEffect.PreparePackage prepare -> run(prepare);
      case InstallEffect.InstallModule install -> run(install);
      case InstallEffect.UninstallModule uninstall -> run(uninstall);
      case InstallEffect.DiscardPackages discard -> run(discard);
      case NotifyEffect.NotifyRelease notify -> run(notify);
      case WriteEffect write -> run(write);
    };
  }

  private Outcome run(RegistryEffect.ListModules effect) {
    return switch (registry.list(effect.access())) {
      case Registry.Listing.Listed(var tags) ->
          Outcome.learnt(
              new RegistryEvent.ModulesDiscovered(
                  effect.source(), effect.access(), effect.scan(), tags, clock.instant()));
      case Registry.Listing.Failed(var failure) ->
          Outcome.failed(
              text(failure),
              new RegistryEvent.DiscoveryFailed(
                  effect.source(), effect.access(), failure, clock.instant()));
    };
  }

  private Outcome run(RegistryEffect.ReadChannel effect) {
    var reading =
        new RegistryEvent.Reading(
            effect.module(), effect.source(), effect.channel(), effect.scan());
    var answer =
        registry.readChannel(effect.access(), effect.module(), effect.channel(), effect.known());
    return switch (answer) {
      case Registry.ChannelRead.Resolved(var image) ->
          Outcome.learnt(new RegistryEvent.ChannelResolved(reading, effect.access(), image));
      case Registry.ChannelRead.Unchanged(var digest) ->
          Outcome.learnt(new RegistryEvent.ChannelUnchanged(reading, effect.access(), digest));
      case Registry.ChannelRead.Failed(var failure) ->
          Outcome.failed(
              text(failure), new RegistryEvent.ChannelFailed(reading, effect.access(), failure));
    };
  }

  private Outcome run(RegistryEffect.ListVersions effect) {
    var reading =
        new RegistryEvent.Reading(
            effect.module(), effect.source(), effect.channel(), effect.scan());
    return switch (registry.listVersions(effect.access(), effect.module())) {
      case Registry.Versions.Listed(var versions) ->
          Outcome.learnt(new RegistryEvent.VersionsListed(reading, effect.target(), versions));
      case Registry.Versions.Failed(var failure) ->
          Outcome.failed(
              text(failure), new RegistryEvent.VersionsFailed(reading, effect.target(), failure));
    };
  }

  private Outcome run(RegistryEffect.ReadRelease effect) {
    var reading =
        new RegistryEvent.Reading(
            effect.module(), effect.source(), effect.channel(), effect.scan());
    return switch (registry.readRelease(effect.access(), effect.module(), effect.version())) {
      case Registry.ChannelRead.Resolved(var image) ->
          Outcome.learnt(new RegistryEvent.ReleaseRead(reading, effect.target(), image));
      case Registry.ChannelRead.Failed(var failure) ->
          Outcome.failed(
              text(failure),
              new RegistryEvent.ReleaseUnreadable(
                  reading, effect.target(), effect.version(), failure));
      case Registry.ChannelRead.Unchanged _ ->
          throw new IllegalStateException("nothing was said to be known");
    };
  }

  private Outcome run(InstallEffect.PreparePackage effect) {
    var prepared =
        effect.anew() ? installer.renew(effect.request()) : installer.prepare(effect.request());
    return switch (prepared) {
      case Installer.Prepared.Ready(var digest, var definition, var size, var pull) ->
          Outcome.learnt(
              new InstallEvent.PackagePrepared(
                  effect.module(), effect.id(), digest, definition, size, pull));
      case Installer.Prepared.Failed(var failure) ->
          Outcome.failed(
              text(failure),
              new InstallEvent.PackageRefused(effect.module(), effect.id(), failure));
    };
  }

  private Outcome run(InstallEffect.InstallModule effect) {
    var request = new Installer.InstallRequest(effect.request(), effect.id());
    return switch (installer.install(request)) {
      case Installer.Outcome.Done _ ->
          Outcome.learnt(new InstallEvent.ModuleInstalled(effect.module(), effect.id()));
      case Installer.Outcome.Failed(var failure) ->
          Outcome.failed(
              text(failure), new InstallEvent.InstallFailed(effect.module(), effect.id(), failure));
    };
  }

  private Outcome run(InstallEffect.UninstallModule effect) {
    return switch (installer.uninstall(effect.module())) {
      case Installer.Outcome.Done _ ->
          Outcome.learnt(new InstallEvent.ModuleUninstalled(effect.module()));
      case Installer.Outcome.Failed(var failure) ->
          Outcome.failed(text(failure), new InstallEvent.UninstallFailed(effect.module(), failure));
    };
  }

  private Outcome run(InstallEffect.DiscardPackages effect) {
    return switch (installer.discard(effect.module())) {
      case Installer.Outcome.Done _ ->
          Outcome.learnt(new InstallEvent.PackagesDiscarded(effect.module()));
      case Installer.Outcome.Failed(var failure) -> Outcome.failed(text(failure));
    };
  }

  private Outcome run(NotifyEffect.NotifyRelease effect) {
    var module = effect.announcement().module();
    var release = effect.release();
    return switch (notifier.send(effect.settings(), effect.announcement())) {
      case Notifier.Outcome.Sent _ ->
          Outcome.learnt(
              new NotifyEvent.ReleaseNotified(
                  module, release.name(), release.uid(), clock.instant()));
      case Notifier.Outcome.Failed(var text) ->
          Outcome.failed(
              text,
              new NotifyEvent.NotificationFailed(module, release.name(), release.uid(), text));
    };
  }

  private Outcome run(WriteEffect effect) {
    return switch (cluster.write(effect)) {
      case Cluster.Outcome.Written(var version) ->
          Outcome.learnt(new EffectEvent.Written(effect.ref(), version, clock.instant()));
      case Cluster.Outcome.Conflicted _ ->
          Outcome.learnt(
              new EffectEvent.WriteConflicted(effect.ref(), effect.base(), clock.instant()));
      case Cluster.Outcome.Failed(var text) -> Outcome.failed(text);
    };
  }

  private static String text(RegistryFailure failure) {
    return failure.reason() + ": " + failure.text();
  }

  private static String text(InstallFailure failure) {
    return failure.reason() + ": " + failure.text();
  }
}
