package io.slipway.core.decision;

import static io.slipway.core.Given.ECHO;
import static io.slipway.core.Given.MAIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.core.Given;
import io.slipway.core.GivenConfig;
import io.slipway.core.GivenModule;
import io.slipway.core.GivenRelease;
import io.slipway.core.Scenario;
import io.slipway.core.event.ClusterEvent;
import io.slipway.core.event.Event;
import io.slipway.core.event.LeadershipEvent.LeadershipLost;
import io.slipway.core.event.RegistryEvent;
import io.slipway.core.event.RegistryEvent.ModulesDiscovered;
import io.slipway.core.event.TimeEvent.Ticked;
import io.slipway.core.value.Key;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.NotificationSettings;
import io.slipway.core.value.NotificationSettings.Auth;
import io.slipway.core.value.ObjectKind;
import io.slipway.core.value.ObjectRef;
import io.slipway.core.value.PlatformSettings;
import io.slipway.core.value.ReleaseChannel;
import io.slipway.core.value.SourceObject;
import io.slipway.core.value.UpdateMode;
import io.slipway.core.value.UpdatePolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** DESIGN.md section 2, item 3. */
class DependentsTest {
  private static final Key MODULE = new Key.OfModule(ECHO);
  private static final Key SECOND = new Key.OfModule(new ModuleName("second"));
  private static final Key SOURCE = new Key.OfSource(MAIN);

  private static Set<Key> after(Scenario scenario, Event event) {
    var before = scenario.world();
    return Dependents.of(before, scenario.observe(event).world(), event);
  }

  private static Scenario two() {
    return Scenario.begun().source(MAIN, "echo", "second");
  }

  @Test
  void a_module_or_release_concerns_its_module_only() {
    assertThat(after(two(), new ClusterEvent.ModuleObserved(GivenModule.in("Ready").build())))
        .containsExactly(MODULE);
    assertThat(
            after(two(), new ClusterEvent.ReleaseObserved(GivenRelease.pending("1.0.0").build())))
        .containsExactly(MODULE);
  }

  @Test
  void a_release_that_is_gone_concerns_its_module() {
    var gone = new ClusterEvent.Gone(new ObjectRef(ObjectKind.RELEASE, "echo-v1.0.0"));

    assertThat(after(two().releases(GivenRelease.pending("1.0.0")), gone)).containsExactly(MODULE);
  }

  @Test
  void a_config_concerns_its_module_and_the_sources_whose_status_it_changes() {
    var enabled = new ClusterEvent.ConfigObserved(GivenConfig.enabled().build());
    var named = new ClusterEvent.ConfigObserved(GivenConfig.enabled().policy("mine").build());

    assertThat(after(two(), enabled)).containsExactly(MODULE);
    assertThat(after(two(), named)).containsExactlyInAnyOrder(MODULE, SOURCE);
  }

  /** They count for all modules, whatever policy they follow. */
  @Test
  void notification_settings_concern_every_module() {
    var settings =
        new NotificationSettings(
            "https://a", false, new Auth.None(), Duration.ZERO, Duration.ofSeconds(2), false);
    var platform = new PlatformSettings(UpdatePolicy.DEFAULT, Optional.of(settings), List.of());
    var config = new ClusterEvent.ConfigObserved(GivenConfig.platform(platform).build());
    var scenario = two().config(GivenConfig.enabled().policy("mine"));

    assertThat(after(scenario, config)).contains(MODULE, SECOND).doesNotContain(SOURCE);
    assertThat(after(scenario, config)).as("again").doesNotContain(MODULE);
  }

  @Test
  void a_reading_that_a_scan_waits_for_concerns_its_source() {
    assertThat(after(read().listed(MAIN, "echo", "second"), unchanged(2)))
        .containsExactlyInAnyOrder(MODULE, SOURCE);
  }

  @Test
  void a_reading_that_tells_nothing_new_and_is_not_waited_for_concerns_its_module_only() {
    assertThat(after(read(), unchanged(1))).containsExactly(MODULE);
  }

  @Test
  void a_channel_that_moved_concerns_its_source() {
    var scenario = read();
    var moved =
        new RegistryEvent.ChannelResolved(reading(1), Given.access(MAIN), Given.image("1.1.0"));

    assertThat(after(scenario, moved)).containsExactlyInAnyOrder(MODULE, SOURCE);
  }

  @Test
  void a_module_that_a_scan_waits_for_no_more_concerns_its_source() {
    var scenario = read().listed(MAIN, "echo", "second");
    var off = new ClusterEvent.ConfigObserved(GivenConfig.disabled().build());

    assertThat(after(scenario, off)).containsExactlyInAnyOrder(MODULE, SOURCE);
  }

  /** Enabled, and its channel read in the first scan. */
  private static Scenario read() {
    return two().config(GivenConfig.enabled()).channel(MAIN, "1.0.0");
  }

  private static RegistryEvent.Reading reading(long scan) {
    return new RegistryEvent.Reading(ECHO, MAIN, ReleaseChannel.STABLE, scan);
  }

  private static Event unchanged(long scan) {
    return new RegistryEvent.ChannelUnchanged(
        reading(scan), Given.access(MAIN), Given.image("1.0.0").digest());
  }

  @Test
  void a_listing_concerns_the_modules_it_names_and_those_it_names_no_more() {
    var event = new ModulesDiscovered(MAIN, Given.access(MAIN), 1, List.of("echo"), Given.NOW);

    assertThat(after(two(), event)).containsExactlyInAnyOrder(SOURCE, MODULE, SECOND);
  }

  @Test
  void the_echo_of_a_status_write_concerns_the_source_only() {
    var status = new SourceObject.Status("Active", Optional.of(Given.NOW), "Ready", List.of());

    assertThat(after(two(), new ClusterEvent.SourceObserved(Given.source(MAIN, status))))
        .containsExactly(SOURCE);
  }

  @Test
  void a_source_that_is_gone_concerns_what_it_offered() {
    var gone = new ClusterEvent.Gone(new ObjectRef(ObjectKind.SOURCE, "main"));

    assertThat(after(two(), gone)).containsExactlyInAnyOrder(SOURCE, MODULE, SECOND);
  }

  @Test
  void a_policy_concerns_the_modules_that_name_it() {
    var scenario = two().config(GivenConfig.enabled().policy("mine"));
    var event = new ClusterEvent.PolicyObserved(Given.policy("mine", UpdateMode.MANUAL));

    assertThat(after(scenario, event)).containsExactlyInAnyOrder(MODULE, SOURCE);
  }

  @Test
  void the_default_policy_concerns_every_module_without_another() {
    var platform = GivenConfig.platform(Given.defaultPolicy(UpdateMode.MANUAL)).build();
    var scenario = two().config(GivenConfig.enabled().policy("mine"));

    assertThat(after(scenario, new ClusterEvent.ConfigObserved(platform)))
        .contains(SECOND)
        .doesNotContain(MODULE);
  }

  private static Event seen(GivenRelease release) {
    return new ClusterEvent.ReleaseObserved(release.build());
  }

  /** Module {@code second} is enabled and asks for {@code echo}. */
  private static Scenario asking(GivenRelease release) {
    return two()
        .config(GivenConfig.enabled())
        .config(GivenConfig.of("second").turned(true))
        .releases(release.of("second").needs("echo", ">= 1.1"));
  }

  /** releases.md 4.5. */
  @Test
  void a_version_in_force_concerns_the_modules_that_ask_for_it() {
    var scenario = asking(GivenRelease.pending("2.0.0"));

    assertThat(after(scenario, seen(GivenRelease.pending("1.1.0")))).doesNotContain(SECOND);
    assertThat(after(scenario, seen(GivenRelease.deployed("1.1.0")))).contains(SECOND);
    assertThat(after(scenario, seen(GivenRelease.deployed("1.1.0").saying("new"))))
        .doesNotContain(SECOND);
  }

  @Test
  void switching_a_module_off_concerns_the_modules_that_ask_for_it() {
    var scenario = asking(GivenRelease.pending("2.0.0")).releases(GivenRelease.deployed("1.1.0"));
    var off = new ClusterEvent.ConfigObserved(GivenConfig.disabled().build());

    assertThat(after(scenario, off)).contains(MODULE, SECOND);
  }

  @Test
  void what_a_module_in_force_asks_for_concerns_the_modules_it_names() {
    var scenario = asking(GivenRelease.pending("2.0.0"));
    var deployed = GivenRelease.deployed("2.0.0").of("second").needs("echo", ">= 1.1");
    assertThat(after(scenario, seen(deployed))).contains(MODULE);

    var gone = new ClusterEvent.Gone(new ObjectRef(ObjectKind.RELEASE, "second-v2.0.0"));
    assertThat(after(scenario, gone)).contains(MODULE);
  }

  @Test
  void a_loop_that_opens_far_away_concerns_those_that_lead_there() {
    var scenario =
        asking(GivenRelease.pending("2.0.0"))
            .releases(GivenRelease.deployed("1.1.0").needs("third", "*"));

    assertThat(after(scenario, seen(GivenRelease.deployed("1.1.0").needs("fourth", "*"))))
        .contains(SECOND, new Key.OfModule(new ModuleName("third")));
  }

  @Test
  void leadership_concerns_everything_and_a_tick_nothing() {
    assertThat(after(two(), new LeadershipLost())).contains(SOURCE, MODULE, SECOND);
    assertThat(after(two(), new Ticked(Given.NOW))).isEmpty();
  }
}
