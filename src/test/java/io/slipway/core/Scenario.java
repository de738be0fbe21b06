package io.slipway.core;

import io.slipway.core.decision.Identities;
import io.slipway.core.decision.Verdict;
import io.slipway.core.display.Reviewer;
import io.slipway.core.effect.Effect;
import io.slipway.core.effect.WriteEffect;
import io.slipway.core.event.ClusterEvent;
import io.slipway.core.event.ClusterEvent.ConfigObserved;
import io.slipway.core.event.ClusterEvent.ModuleObserved;
import io.slipway.core.event.ClusterEvent.PolicyObserved;
import io.slipway.core.event.ClusterEvent.ReleaseObserved;
import io.slipway.core.event.ClusterEvent.SourceObserved;
import io.slipway.core.event.Event;
import io.slipway.core.event.InstallEvent;
import io.slipway.core.event.LeadershipEvent.LeadershipGained;
import io.slipway.core.event.RegistryEvent;
import io.slipway.core.event.RegistryEvent.ModulesDiscovered;
import io.slipway.core.event.RegistryEvent.Reading;
import io.slipway.core.projection.ModuleProjection;
import io.slipway.core.projection.Settings;
import io.slipway.core.projection.World;
import io.slipway.core.projection.WorldReducer;
import io.slipway.core.value.InstallFailure;
import io.slipway.core.value.InstallationId;
import io.slipway.core.value.Key;
import io.slipway.core.value.ModuleDefinition;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.PolicyObject;
import io.slipway.core.value.RegistryFailure;
import io.slipway.core.value.ReleaseChannel;
import io.slipway.core.value.ReleaseObject;
import io.slipway.core.value.SemVer;
import io.slipway.core.value.SourceName;
import io.slipway.core.value.SourceObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Folds what a test is given, then reviews one key: given, when, then without any mock. */
public final class Scenario {
  public static final Duration SCAN = Duration.ofMinutes(3);

  private World world = world(SCAN);
  private Instant now = Given.NOW;

  private Scenario() {}

  private static World world(Duration scanInterval) {
    return World.initial(new Settings(scanInterval, SemVer.of(1, 75, 0), 7));
  }

  /** A process that knows nothing yet. */
  public static Scenario blank() {
    return new Scenario();
  }

  /** Before anything is observed: sources are scanned so often. */
  public Scenario scanning(Duration interval) {
    world = world(interval);
    return this;
  }

  /** A leading process that has listed an empty cluster. */
  public static Scenario begun() {
    return begun(blank());
  }

  public static Scenario begun(Scenario blank) {
    return blank.observe(
        new ClusterEvent.ServerVersionObserved(SemVer.of(1, 35, 4)),
        new ClusterEvent.SourcesListed(List.of()),
        new ClusterEvent.ModulesListed(List.of()),
        new ClusterEvent.ConfigsListed(List.of()),
        new ClusterEvent.ReleasesListed(List.of()),
        new ClusterEvent.PoliciesListed(List.of()),
        new ClusterEvent.HelmRecordsListed(List.of()),
        new LeadershipGained());
  }

  /** Source {@code main} offers {@code echo}, which is enabled. */
  public static Scenario enabled() {
    return begun().source(Given.MAIN, "echo").config(GivenConfig.enabled());
  }

  public Scenario observe(Event... events) {
    for (var event : events) {
      world = WorldReducer.evolve(world, event);
    }
    return this;
  }

  public Scenario at(String instant) {
    now = Instant.parse(instant);
    return this;
  }

  public Scenario later(Duration time) {
    now = now.plus(time);
    return this;
  }

  /** The source exists and its registry has been listed just now. */
  public Scenario source(SourceName name, String... modules) {
    return source(Given.source(name)).listed(name, modules);
  }

  public Scenario source(SourceObject source) {
    return observe(new SourceObserved(source));
  }

  public Scenario listed(SourceName name, String... modules) {
    var access = world.source(name).object().orElseThrow().access();
    var scan = world.source(name).scan() + 1;
    return observe(new ModulesDiscovered(name, access, scan, List.of(modules), now));
  }

  /** The channel of {@code echo} at the source has been read in the scan of the moment. */
  public Scenario channel(SourceName source, String version) {
    return observe(
        new RegistryEvent.ChannelResolved(
            reading(source), Given.access(source), Given.image(version)));
  }

  public Scenario channelFailed(SourceName source, String text) {
    var failure = new RegistryFailure(RegistryFailure.Reason.NOT_FOUND, text);
    return observe(new RegistryEvent.ChannelFailed(reading(source), Given.access(source), failure));
  }

  private Reading reading(SourceName source) {
    return new Reading(Given.ECHO, source, ReleaseChannel.STABLE, world.source(source).scan());
  }

  public Scenario module(GivenModule module) {
    return observe(new ModuleObserved(module.build()));
  }

  public Scenario config(GivenConfig config) {
    return observe(new ConfigObserved(config.build()));
  }

  public Scenario policy(PolicyObject policy) {
    return observe(new PolicyObserved(policy));
  }

  public Scenario releases(GivenRelease... releases) {
    for (var release : releases) {
      observe(new ReleaseObserved(release.build()));
    }
    return this;
  }

  /** Releases of {@code echo} whose status is right but for its conditions show those, too. */
  public Scenario conditionsShown() {
    for (var write : wishes(WriteEffect.WriteReleaseStatus.class)) {
      var release = echo().releases().get(write.ref().name());
      var status = release.status().with(write.status().standing());
      if (status.saysSame(write.status())) {
        observe(new ReleaseObserved(new ReleaseObject(release.meta(), release.spec(), status)));
      }
    }
    return this;
  }

  /** The package of the release is in the store and fits the settings. */
  public Scenario prepared(String version) {
    return observe(
        new InstallEvent.PackagePrepared(
            Given.ECHO,
            identity(version),
            Given.digest(1),
            ModuleDefinition.NONE,
            1_234,
            Duration.ofMillis(2_050)));
  }

  public Scenario refused(String version, InstallFailure failure) {
    return observe(new InstallEvent.PackageRefused(Given.ECHO, identity(version), failure));
  }

  /** Helm has installed the release with the settings of the moment. */
  public Scenario installed(String version) {
    return observe(new InstallEvent.ModuleInstalled(Given.ECHO, identity(version)));
  }

  public Scenario installFailed(String version, String text) {
    var failure = new InstallFailure(InstallFailure.Reason.HELM, text);
    return observe(new InstallEvent.InstallFailed(Given.ECHO, identity(version), failure));
  }

  public InstallationId identity(String version) {
    return Identities.of(world, Given.ECHO, "echo-v" + version);
  }

  public World world() {
    return world;
  }

  public Instant now() {
    return now;
  }

  public ModuleProjection echo() {
    return world.module(Given.ECHO);
  }

  /** What should be done about module {@code echo} now. */
  public Verdict review() {
    return Reviewer.review(world, new Key.OfModule(Given.ECHO), now);
  }

  public Verdict review(ModuleName module) {
    return Reviewer.review(world, new Key.OfModule(module), now);
  }

  public Verdict review(SourceName source) {
    return Reviewer.review(world, new Key.OfSource(source), now);
  }

  /** The only wish of this type for module {@code echo}, if there is one. */
  public <E extends Effect> Optional<E> wish(Class<E> type) {
    var wishes = wishes(type);
    if (wishes.size() > 1) {
      throw new AssertionError("more than one " + type.getSimpleName() + ": " + wishes);
    }
    return wishes.stream().findFirst();
  }

  public <E extends Effect> List<E> wishes(Class<E> type) {
    return review().effects().stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** The status write that is wished for a release of {@code echo}. */
  public Optional<WriteEffect.WriteReleaseStatus> releaseStatus(String version) {
    return wishes(WriteEffect.WriteReleaseStatus.class).stream()
        .filter(write -> write.ref().name().equals("echo-v" + version))
        .findFirst();
  }
}
