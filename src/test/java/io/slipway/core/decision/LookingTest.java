package io.slipway.core.decision;

import static io.slipway.core.Given.ECHO;
import static io.slipway.core.Given.MAIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.core.Given;
import io.slipway.core.Scenario;
import io.slipway.core.effect.Effect;
import io.slipway.core.effect.RegistryEffect;
import io.slipway.core.effect.RegistryEffect.ListModules;
import io.slipway.core.effect.RegistryEffect.ReadChannel;
import io.slipway.core.event.EffectEvent.EffectEnded;
import io.slipway.core.event.EffectEvent.EffectStarted;
import io.slipway.core.event.Event;
import io.slipway.core.event.RegistryEvent.ChannelFailed;
import io.slipway.core.event.RegistryEvent.ChannelUnchanged;
import io.slipway.core.event.RegistryEvent.DiscoveryFailed;
import io.slipway.core.event.RegistryEvent.ModulesDiscovered;
import io.slipway.core.event.RegistryEvent.PushNotified;
import io.slipway.core.event.RegistryEvent.Reading;
import io.slipway.core.value.Key;
import io.slipway.core.value.Look;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.RegistryFailure;
import io.slipway.core.value.RegistryFailure.Reason;
import io.slipway.core.value.ReleaseChannel;
import io.slipway.core.value.SourceName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a push leads to. */
class LookingTest {
  private static final Key MODULE = new Key.OfModule(ECHO);
  private static final Key SOURCE = new Key.OfSource(MAIN);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration LATER = Duration.ofSeconds(3);

  /** All has been read, nothing is due for minutes. */
  private final Scenario scenario = Scenario.begun().source(MAIN, "echo").channel(MAIN, "1.0.0");

  private void pushed(String tag) {
    scenario.observe(new PushNotified(MAIN, new Look.AtModule(ECHO, Optional.of(tag))));
  }

  private void listed(Optional<String> tag) {
    scenario.observe(new PushNotified(MAIN, new Look.AtListing(tag.map(ModuleName::new))));
  }

  private Optional<Effect> wish(Class<? extends RegistryEffect> kind) {
    var effects =
        kind == ListModules.class
            ? scenario.review(MAIN).effects()
            : scenario.review(ECHO).effects();
    return effects.stream().filter(kind::isInstance).map(Effect.class::cast).findFirst();
  }

  private Effect begin(Class<? extends RegistryEffect> kind) {
    var effect = wish(kind).orElseThrow();
    scenario.observe(
        new EffectStarted(effect.key(), owner(effect), effect.identity(), scenario.now()));
    return effect;
  }

  private static Key owner(Effect effect) {
    return effect instanceof ListModules ? SOURCE : MODULE;
  }

  private void end(Effect effect, String problem, Optional<Event> result) {
    scenario.observe(new EffectEnded(effect.key(), owner(effect), problem, scenario.now(), result));
  }

  private void endUnchanged(Effect effect) {
    var unchanged =
        new ChannelUnchanged(reading(), Given.access(MAIN), Given.image("1.0.0").digest());
    end(effect, "", Optional.of(unchanged));
  }

  private Reading reading() {
    return new Reading(ECHO, MAIN, ReleaseChannel.STABLE, scenario.world().source(MAIN).scan());
  }

  @Test
  void a_pushed_channel_is_read_at_once_even_of_a_module_that_is_not_enabled() {
    assertThat(wish(ReadChannel.class)).isEmpty();

    pushed("stable");

    assertThat(wish(ReadChannel.class)).isPresent();
    assertThat(wish(ListModules.class)).isEmpty();
  }

  @Test
  void another_channel_or_a_version_without_a_way_is_no_reason_to_read() {
    pushed("alpha");
    pushed("v1.1.0");

    assertThat(wish(ReadChannel.class)).isEmpty();
  }

  /** Distribution sends its notification before it moves the tag. */
  @Test
  void a_pushed_channel_is_read_once_more_for_registries_that_tell_too_early() {
    pushed("stable");

    endUnchanged(begin(ReadChannel.class));

    assertThat(wish(ReadChannel.class)).isEmpty();
    assertThat(scenario.review(ECHO).lookAgainAt()).contains(scenario.now().plus(LATER));
    scenario.later(LATER);
    endUnchanged(begin(ReadChannel.class));
    scenario.later(LATER);
    assertThat(wish(ReadChannel.class)).isEmpty();
  }

  @Test
  void a_push_during_a_reading_is_answered_by_another_one_half_a_second_after_it_began() {
    pushed("stable");
    var first = begin(ReadChannel.class);
    pushed("stable");
    pushed("stable");
    endUnchanged(first);

    assertThat(wish(ReadChannel.class)).isEmpty();
    assertThat(scenario.review(ECHO).lookAgainAt()).contains(scenario.now().plus(PAUSE));
    scenario.later(PAUSE);
    endUnchanged(begin(ReadChannel.class));
    scenario.later(LATER);
    endUnchanged(begin(ReadChannel.class));
    scenario.later(LATER);
    assertThat(wish(ReadChannel.class)).isEmpty();
  }

  @Test
  void a_reading_that_ended_without_an_answer_has_answered_nothing() {
    pushed("stable");

    end(begin(ReadChannel.class), "unexpected", Optional.empty());

    scenario.later(Duration.ofSeconds(5));
    assertThat(wish(ReadChannel.class)).isPresent();
  }

  @Test
  void a_push_is_a_reason_to_try_a_channel_again_that_could_not_be_read() {
    failed(Reason.NOT_FOUND);

    pushed("stable");

    assertThat(wish(ReadChannel.class)).isPresent();
  }

  @Test
  void a_registry_that_has_had_enough_is_left_alone() {
    failed(Reason.RATE_LIMITED);

    pushed("stable");

    assertThat(wish(ReadChannel.class)).isEmpty();
  }

  private void failed(Reason reason) {
    pushed("stable");
    var failure = new RegistryFailure(reason, "no");
    end(
        begin(ReadChannel.class),
        "no",
        Optional.of(new ChannelFailed(reading(), Given.access(MAIN), failure)));
    scenario.later(PAUSE);
  }

  @Test
  void a_new_module_is_listed_without_reading_all_channels_again() {
    var scan = scenario.world().source(MAIN).scan();
    var at = scenario.world().source(MAIN).listing().orElseThrow().at();
    scenario.later(Duration.ofSeconds(10));

    listed(Optional.of("other"));
    var list = begin(ListModules.class);
    var found =
        new ModulesDiscovered(
            MAIN,
            Given.access(MAIN),
            ((ListModules) list).scan(),
            List.of("echo", "other"),
            scenario.now());
    end(list, "", Optional.of(found));

    var source = scenario.world().source(MAIN);
    assertThat(source.scan()).isEqualTo(scan);
    assertThat(source.listing().orElseThrow().at()).isEqualTo(at);
    assertThat(wish(ReadChannel.class)).isEmpty();
    assertThat(scenario.review(new ModuleName("other")).effects())
        .anyMatch(ReadChannel.class::isInstance);
    scenario.later(PAUSE);
    assertThat(wish(ListModules.class)).isEmpty();
    scenario.later(LATER);
    assertThat(wish(ListModules.class)).isPresent();
  }

  @Test
  void a_module_that_is_listed_is_not_listed_again() {
    listed(Optional.of("echo"));

    assertThat(wish(ListModules.class)).isEmpty();
  }

  @Test
  void after_something_was_deleted_all_is_listed() {
    listed(Optional.empty());

    assertThat(wish(ListModules.class)).isPresent();
  }

  @Test
  void a_push_ends_the_pause_after_a_failed_listing() {
    scenario.later(Duration.ofHours(1));
    var down = new RegistryFailure(Reason.NETWORK, "connection refused");
    end(
        begin(ListModules.class),
        "down",
        Optional.of(new DiscoveryFailed(MAIN, Given.access(MAIN), down, scenario.now())));
    scenario.later(PAUSE);
    assertThat(wish(ListModules.class)).isEmpty();

    listed(Optional.of("echo"));

    assertThat(wish(ListModules.class)).isPresent();
  }

  @Test
  void a_push_for_a_source_that_is_gone_is_dropped() {
    var before = scenario.world();

    scenario.observe(
        new PushNotified(new SourceName("gone"), new Look.AtListing(Optional.empty())));

    assertThat(scenario.world()).isEqualTo(before);
  }
}
