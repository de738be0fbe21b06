package io.slipway.core.projection;

import static io.slipway.core.Given.ECHO;
import static io.slipway.core.Given.MAIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.core.Given;
import io.slipway.core.GivenConfig;
import io.slipway.core.GivenModule;
import io.slipway.core.GivenRelease;
import io.slipway.core.Scenario;
import io.slipway.core.event.ClusterEvent;
import io.slipway.core.event.EffectEvent;
import io.slipway.core.event.EffectEvent.WriteConflicted;
import io.slipway.core.event.EffectEvent.Written;
import io.slipway.core.event.Event;
import io.slipway.core.event.InstallEvent;
import io.slipway.core.event.LeadershipEvent;
import io.slipway.core.event.NotifyEvent;
import io.slipway.core.event.RegistryEvent;
import io.slipway.core.event.TimeEvent;
import io.slipway.core.value.EffectKey;
import io.slipway.core.value.HelmRecord;
import io.slipway.core.value.InstallFailure;
import io.slipway.core.value.InstallationId;
import io.slipway.core.value.Key;
import io.slipway.core.value.Look;
import io.slipway.core.value.ModuleDefinition;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.ObjectKind;
import io.slipway.core.value.ObjectRef;
import io.slipway.core.value.RegistryFailure;
import io.slipway.core.value.ReleaseChannel;
import io.slipway.core.value.SemVer;
import io.slipway.core.value.UpdateMode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** style.md 2.3 and 2.6: total, idempotent, and the same object when nothing changes. */
class WorldReducerTest {
  private static final InstallationId ID = new InstallationId(SemVer.of(1, 0, 0), "sum", "hash");
  private static final InstallationId NEXT = new InstallationId(SemVer.of(1, 0, 1), "sum", "hash");
  private static final ObjectRef REF = new ObjectRef(ObjectKind.MODULE, "echo");
  private static final EffectKey KEY = new EffectKey("InstallModule", "Module/echo");
  private static final Key OWNER = new Key.OfModule(ECHO);

  static Stream<Event> events() {
    var reading = new RegistryEvent.Reading(ECHO, MAIN, ReleaseChannel.STABLE, 1);
    var access = Given.access(MAIN);
    var down = new RegistryFailure(RegistryFailure.Reason.NETWORK, "down");
    var next = SemVer.of(1, 0, 1);
    var failure = new InstallFailure(InstallFailure.Reason.HELM, "boom");
    return Stream.of(
        new ClusterEvent.SourcesListed(List.of(Given.source(MAIN))),
        new ClusterEvent.SourceObserved(Given.source(MAIN)),
        new ClusterEvent.ModulesListed(List.of(GivenModule.in("Ready").build())),
        new ClusterEvent.ModuleObserved(GivenModule.in("Ready").build()),
        new ClusterEvent.ConfigsListed(List.of(GivenConfig.enabled().build())),
        new ClusterEvent.ConfigObserved(GivenConfig.enabled().build()),
        new ClusterEvent.ReleasesListed(List.of(GivenRelease.pending("1.0.0").build())),
        new ClusterEvent.ReleaseObserved(GivenRelease.pending("1.0.0").build()),
        new ClusterEvent.PoliciesListed(List.of(Given.policy("mine", UpdateMode.AUTO))),
        new ClusterEvent.PolicyObserved(Given.policy("mine", UpdateMode.AUTO)),
        new ClusterEvent.Gone(REF),
        new ClusterEvent.KindDefined(ObjectKind.CONFIG, "uid"),
        new ClusterEvent.KindLost(ObjectKind.CONFIG),
        new ClusterEvent.HelmRecordsListed(List.of(record(1, "deployed", ID))),
        new ClusterEvent.HelmRecordObserved(record(1, "deployed", ID)),
        new ClusterEvent.HelmRecordGone("echo", 1),
        new ClusterEvent.ServerVersionObserved(SemVer.of(1, 35, 4)),
        new RegistryEvent.ModulesDiscovered(MAIN, access, 1, List.of("echo"), Given.NOW),
        new RegistryEvent.PushNotified(MAIN, new Look.AtListing(Optional.empty())),
        new RegistryEvent.DiscoveryFailed(MAIN, access, down, Given.NOW),
        new RegistryEvent.ChannelResolved(reading, access, Given.image("1.0.0")),
        new RegistryEvent.ChannelUnchanged(reading, access, Given.digest(1)),
        new RegistryEvent.ChannelFailed(reading, access, down),
        new RegistryEvent.VersionsListed(reading, next, List.of(next)),
        new RegistryEvent.VersionsFailed(reading, next, down),
        new RegistryEvent.ReleaseRead(reading, next, Given.image("1.0.1")),
        new RegistryEvent.ReleaseUnreadable(reading, next, next, down),
        new InstallEvent.PackagePrepared(
            ECHO, ID, Given.digest(1), ModuleDefinition.NONE, 1, Duration.ZERO),
        new InstallEvent.PackageRefused(ECHO, ID, failure),
        new InstallEvent.ModuleInstalled(ECHO, ID),
        new InstallEvent.InstallFailed(ECHO, ID, failure),
        new InstallEvent.ModuleUninstalled(ECHO),
        new InstallEvent.UninstallFailed(ECHO, failure),
        new InstallEvent.PackagesDiscarded(ECHO),
        new NotifyEvent.ReleaseNotified(ECHO, "echo-v1.0.0", "uid", Given.NOW),
        new NotifyEvent.NotificationFailed(ECHO, "echo-v1.0.0", "uid", "nobody listens"),
        new EffectEvent.EffectStarted(KEY, OWNER, "what", Given.NOW),
        new EffectEvent.EffectEnded(KEY, OWNER, "problem", Given.NOW, Optional.empty()),
        new Written(REF, 9, Given.NOW),
        new WriteConflicted(REF, Given.VERSION, Given.NOW),
        new TimeEvent.Ticked(Given.NOW),
        new TimeEvent.ClockSetBack(Given.NOW),
        new LeadershipEvent.LeadershipGained(),
        new LeadershipEvent.LeadershipLost());
  }

  private static HelmRecord record(int revision, String status, InstallationId id) {
    return new HelmRecord("echo", revision, status, "1.0.0", Optional.of(id));
  }

  private static List<World> worlds() {
    return List.of(
        Scenario.blank().world(),
        Scenario.begun().world(),
        Scenario.enabled().channel(MAIN, "1.0.0").module(GivenModule.in("Ready")).world(),
        Scenario.enabled()
            .module(GivenModule.in("Ready"))
            .releases(GivenRelease.deployed("1.0.0"))
            .installed("1.0.0")
            .observe(new EffectEvent.EffectStarted(KEY, OWNER, "what", Given.NOW))
            .observe(new Written(REF, 7, Given.NOW))
            .world());
  }

  private static Stream<Class<?>> leaves(Class<?> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(WorldReducerTest::leaves)
        : Stream.of(type);
  }

  @Test
  void the_events_below_are_all_there_are() {
    assertThat(events().<Class<?>>map(Object::getClass).distinct().toList())
        .containsExactlyInAnyOrderElementsOf(leaves(Event.class).toList());
  }

  @ParameterizedTest
  @MethodSource("events")
  void every_event_folds_into_every_world(Event event) {
    assertThat(worlds()).allSatisfy(w -> assertThat(WorldReducer.evolve(w, event)).isNotNull());
  }

  @ParameterizedTest
  @MethodSource("events")
  void the_same_observation_twice_changes_nothing(Event event) {
    var isCounted =
        event instanceof RegistryEvent.ModulesDiscovered || event instanceof WriteConflicted;

    for (var world : worlds()) {
      var once = WorldReducer.evolve(world, event);
      var twice = WorldReducer.evolve(once, event);
      if (!isCounted) {
        assertThat(twice).isEqualTo(once);
      }
      if (event instanceof ClusterEvent) {
        assertThat(twice).isSameAs(once);
      }
    }
  }

  @Test
  void a_listing_replaces_the_slice_of_its_kind() {
    var scenario =
        Scenario.enabled()
            .module(GivenModule.in("Ready"))
            .releases(GivenRelease.pending("1.0.0"), GivenRelease.pending("1.0.1"))
            .observe(
                new ClusterEvent.ReleasesListed(List.of(GivenRelease.pending("1.0.1").build())),
                new ClusterEvent.ModulesListed(List.of()),
                new ClusterEvent.PoliciesListed(List.of()));

    assertThat(scenario.echo().releases()).containsOnlyKeys("echo-v1.0.1");
    assertThat(scenario.world().releaseOwners()).containsOnlyKeys("echo-v1.0.1");
    assertThat(scenario.echo().module()).isEmpty();
    assertThat(scenario.echo().switchedOn()).isTrue();
  }

  @Test
  void OBJ_1_a_listing_is_cut_before_it_is_sorted_and_filtered() {
    var tags = Stream.iterate(1500, i -> i - 1).limit(1501).map(i -> "m" + i).toList();
    var scenario = Scenario.begun().source(MAIN, tags.toArray(String[]::new));

    var modules = scenario.world().source(MAIN).listing().orElseThrow().modules();

    assertThat(modules).hasSize(1500).isSorted().doesNotContain(new ModuleName("m0"));
  }

  @Test
  void an_echo_after_the_outcome_releases_the_object() {
    var scenario =
        Scenario.begun()
            .module(GivenModule.in("Ready"))
            .observe(new Written(REF, Given.VERSION + 1, Given.NOW));
    assertThat(scenario.world().effects().holdOf(REF)).isPresent();

    scenario.module(GivenModule.in("Ready"));
    assertThat(scenario.world().effects().holdOf(REF)).isPresent();

    scenario.observe(new ClusterEvent.Gone(REF));
    assertThat(scenario.world().effects().holdOf(REF)).isEmpty();
  }

  @Test
  void an_echo_before_the_outcome_leaves_no_hold() {
    var scenario =
        Scenario.begun()
            .module(GivenModule.in("Ready"))
            .observe(new Written(REF, Given.VERSION, Given.NOW));

    assertThat(scenario.world().effects().holdOf(REF)).isEmpty();
  }

  @Test
  void a_conflict_holds_the_object_until_it_is_seen_newer() {
    var scenario =
        Scenario.begun()
            .module(GivenModule.in("Ready"))
            .observe(new WriteConflicted(REF, Given.VERSION, Given.NOW));

    assertThat(scenario.world().effects().holdOf(REF))
        .map(Holds.Hold::version)
        .contains(Given.VERSION + 1);
  }

  @Test
  void a_conflict_whose_cause_has_been_seen_already_holds_nothing() {
    var scenario =
        Scenario.begun()
            .module(GivenModule.in("Ready"))
            .observe(new WriteConflicted(REF, Given.VERSION - 1, Given.NOW));

    assertThat(scenario.world().effects().holdOf(REF)).isEmpty();
  }

  /** The newer state was seen before the conflict was reported, so nothing newer ever comes. */
  @Test
  void a_refresh_that_finds_nothing_newer_ends_the_hold_of_a_conflict() {
    var scenario =
        Scenario.begun()
            .module(GivenModule.in("Ready"))
            .observe(new WriteConflicted(REF, Given.VERSION, Given.NOW))
            .module(GivenModule.in("Ready"))
            .observe(new Written(REF, Given.VERSION, Given.NOW));

    assertThat(scenario.world().effects().holdOf(REF)).isEmpty();
  }

  @Test
  void an_older_helm_record_never_replaces_a_newer_one() {
    var scenario =
        Scenario.begun()
            .observe(
                new ClusterEvent.HelmRecordObserved(record(2, "deployed", NEXT)),
                new ClusterEvent.HelmRecordObserved(record(1, "superseded", ID)),
                new ClusterEvent.HelmRecordGone("echo", 1));

    assertThat(scenario.echo().run().has(NEXT)).isTrue();
  }

  @Test
  void the_loss_of_the_newest_record_means_that_nothing_is_installed() {
    var scenario =
        Scenario.begun()
            .observe(
                new InstallEvent.ModuleInstalled(ECHO, ID),
                new ClusterEvent.HelmRecordObserved(record(2, "deployed", ID)),
                new ClusterEvent.HelmRecordGone("echo", 2));

    assertThat(scenario.echo().run().has(ID)).isFalse();
  }

  @Test
  void an_uninstalled_module_is_not_uninstalled_again_before_its_record_is_seen_to_go() {
    var scenario =
        Scenario.begun()
            .observe(
                new ClusterEvent.HelmRecordObserved(record(1, "deployed", ID)),
                new InstallEvent.ModuleUninstalled(ECHO));

    assertThat(scenario.review().effects()).isEmpty();
  }

  @Test
  void answers_about_a_source_that_is_gone_are_dropped() {
    var world = Scenario.begun().world();
    var late =
        new RegistryEvent.ModulesDiscovered(
            MAIN, Given.access(MAIN), 1, List.of("echo"), Given.NOW);

    assertThat(WorldReducer.evolve(world, late)).isSameAs(world);
  }
}
