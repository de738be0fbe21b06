package io.slipway.core.decision;

import static io.slipway.core.Given.MAIN;
import static io.slipway.core.Given.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.core.Given;
import io.slipway.core.GivenConfig;
import io.slipway.core.Scenario;
import io.slipway.core.event.ClusterEvent.SourceObserved;
import io.slipway.core.event.LeadershipEvent.LeadershipGained;
import io.slipway.core.event.LeadershipEvent.LeadershipLost;
import io.slipway.core.event.RegistryEvent.ChannelResolved;
import io.slipway.core.event.RegistryEvent.ModulesDiscovered;
import io.slipway.core.event.RegistryEvent.Reading;
import io.slipway.core.value.RegistryAccess;
import io.slipway.core.value.ReleaseChannel;
import io.slipway.core.value.SourceName;
import io.slipway.core.value.SourceObject;
import io.slipway.core.value.UpdateMode;
import io.slipway.core.value.UpdatePolicy;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** DESIGN.md section 1, when channels are read. */
class FollowingTest {
  private static boolean isDue(Scenario scenario, SourceName source) {
    var world = scenario.world();
    return Following.isDue(world, scenario.echo(), world.source(source));
  }

  /** Numbers of the scans, of the first 45, after which the channel is read. */
  private static List<Long> scansRead(Scenario scenario, SourceName source) {
    return LongStream.rangeClosed(1, 45)
        .filter(
            _ -> {
              scenario.listed(source, "echo");
              var due = isDue(scenario, source);
              if (due) {
                scenario.channel(source, "1.0.0");
              }
              return due;
            })
        .boxed()
        .toList();
  }

  @Test
  void of_an_enabled_module_the_chosen_source_is_read_at_every_scan() {
    var scenario = Scenario.begun().source(Given.source(MAIN)).config(GivenConfig.enabled());

    assertThat(scansRead(scenario, MAIN)).hasSize(45);
  }

  @Test
  void of_any_other_listed_module_the_first_and_every_twentieth_scan_is_read() {
    var scenario = Scenario.begun().source(Given.source(MAIN));

    assertThat(scansRead(scenario, MAIN)).containsExactly(1L, 20L, 40L);
  }

  @Test
  void a_source_that_is_not_chosen_is_read_like_that_of_a_disabled_module() {
    var scenario =
        Scenario.begun()
            .source(MAIN, "echo")
            .source(Given.source(OTHER))
            .config(GivenConfig.enabled().source("main"));

    assertThat(scansRead(scenario, OTHER)).containsExactly(1L, 20L, 40L);
  }

  @Test
  void a_failed_reading_counts_as_read() {
    var scenario = Scenario.begun().source(MAIN, "echo").channelFailed(MAIN, "no such tag");

    assertThat(isDue(scenario, MAIN)).isFalse();
  }

  @Test
  void another_channel_is_read_at_once() {
    var scenario = Scenario.enabled().channel(MAIN, "1.0.0");
    var alpha = new UpdatePolicy("deckhouse", ReleaseChannel.ALPHA, UpdateMode.AUTO, List.of());

    scenario.config(GivenConfig.platform(alpha));

    assertThat(isDue(scenario, MAIN)).isTrue();
  }

  @Test
  void a_reading_made_with_an_older_spec_does_not_count() {
    var scenario = Scenario.enabled().channel(MAIN, "1.0.0");
    var moved = new RegistryAccess(true, "elsewhere.example.com/main", "", "");

    scenario
        .observe(
            new SourceObserved(
                new SourceObject(Given.meta("main"), moved, SourceObject.Status.EMPTY)))
        .listed(MAIN, "echo");

    assertThat(isDue(scenario, MAIN)).isTrue();
  }

  @Test
  void before_a_listing_nothing_is_read() {
    var scenario = Scenario.begun().source(Given.source(MAIN)).config(GivenConfig.enabled());

    assertThat(isDue(scenario, MAIN)).isFalse();
  }

  @Test
  void while_the_policy_is_missing_the_stable_channel_is_read() {
    var scenario = Scenario.enabled().config(GivenConfig.enabled().policy("nightly"));

    assertThat(Following.channel(scenario.world(), scenario.echo()))
        .isEqualTo(ReleaseChannel.STABLE);
  }

  /** Another process may have led meanwhile, and have deployed what the channel was moved to. */
  @Test
  void what_a_channel_was_at_in_an_earlier_time_of_leadership_is_not_known_any_more() {
    var scenario = Scenario.enabled().channel(MAIN, "1.0.0").observe(new LeadershipLost());

    scenario.observe(new LeadershipGained());

    assertThat(Following.reading(scenario.world(), scenario.echo(), MAIN)).isEmpty();
    assertThat(isDue(scenario, MAIN)).isFalse();
    assertThat(isDue(scenario.listed(MAIN, "echo"), MAIN)).isTrue();
  }

  @Test
  void an_answer_to_a_question_of_an_earlier_time_of_leadership_is_not_believed() {
    var scenario = Scenario.enabled().observe(new LeadershipLost(), new LeadershipGained());
    var late = new ModulesDiscovered(MAIN, Given.access(MAIN), 2, List.of("old"), Given.NOW);
    var old = new Reading(Given.ECHO, MAIN, ReleaseChannel.STABLE, 2);
    var resolved = new ChannelResolved(old, Given.access(MAIN), Given.image("0.9.0"));

    scenario.observe(late).listed(MAIN, "echo").observe(resolved);

    assertThat(scenario.world().source(MAIN).listing().orElseThrow().modules())
        .containsExactly(Given.ECHO);
    assertThat(Following.reading(scenario.world(), scenario.echo(), MAIN)).isEmpty();
  }
}
