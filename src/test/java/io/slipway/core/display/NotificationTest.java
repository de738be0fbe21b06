package io.slipway.core.display;

import static io.slipway.core.Given.ECHO;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.core.Given;
import io.slipway.core.GivenConfig;
import io.slipway.core.GivenModule;
import io.slipway.core.GivenRelease;
import io.slipway.core.Scenario;
import io.slipway.core.effect.InstallEffect.PreparePackage;
import io.slipway.core.effect.Notice;
import io.slipway.core.effect.NotifyEffect.NotifyRelease;
import io.slipway.core.effect.WriteEffect.PatchRelease;
import io.slipway.core.event.EffectEvent.EffectEnded;
import io.slipway.core.event.EffectEvent.EffectStarted;
import io.slipway.core.event.Event;
import io.slipway.core.event.NotifyEvent.NotificationFailed;
import io.slipway.core.event.NotifyEvent.ReleaseNotified;
import io.slipway.core.value.Key;
import io.slipway.core.value.Keys;
import io.slipway.core.value.NotificationSettings;
import io.slipway.core.value.NotificationSettings.Auth;
import io.slipway.core.value.PlatformSettings;
import io.slipway.core.value.UpdateMode;
import io.slipway.core.value.UpdatePolicy;
import io.slipway.core.value.UpdateWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * People are told of a release before it is deployed (releases.md 2.10, without W-4). It is
 * Thursday 17 October 2019, 15:33; 1.70.0 is deployed.
 */
class NotificationTest {
  private static final String BLOCKED = "Release is blocked, failed to send release notification";

  private static NotificationSettings settings(String webhook, Duration minimal, boolean every) {
    return new NotificationSettings(
        webhook, false, new Auth.Bearer("s3cret"), minimal, Duration.ofSeconds(2), every);
  }

  private static Scenario deployed(
      NotificationSettings settings, UpdateMode mode, UpdateWindow... windows) {
    return told(base(), settings, mode, windows);
  }

  private static Scenario base() {
    return Scenario.enabled()
        .module(GivenModule.in("Ready").takenFrom("main"))
        .releases(GivenRelease.deployed("1.70.0"))
        .installed("1.70.0");
  }

  private static Scenario told(
      Scenario scenario, NotificationSettings settings, UpdateMode mode, UpdateWindow... windows) {
    var policy = Given.defaultPolicy(mode, windows);
    return scenario.config(
        GivenConfig.platform(new PlatformSettings(policy, Optional.of(settings), List.of())));
  }

  private static Scenario deployed(Duration minimal) {
    return deployed(settings("https://people.example.com", minimal, false), UpdateMode.AUTO);
  }

  private static String message(Scenario scenario, String version) {
    return scenario.releaseStatus(version).map(write -> write.status().message()).orElse("");
  }

  private static void call(Scenario scenario, Optional<String> failure) {
    var call = scenario.wish(NotifyRelease.class).orElseThrow();
    var release = call.release();
    var owner = new Key.OfModule(ECHO);
    Event result =
        failure
            .<Event>map(text -> new NotificationFailed(ECHO, release.name(), release.uid(), text))
            .orElse(new ReleaseNotified(ECHO, release.name(), release.uid(), scenario.now()));
    scenario.observe(
        new EffectStarted(call.key(), owner, call.identity(), scenario.now()),
        new EffectEnded(
            call.key(), owner, failure.orElse(""), scenario.now(), Optional.of(result)));
  }

  @Test
  void without_settings_nothing_changes() {
    var scenario =
        base()
            .config(GivenConfig.platform(UpdatePolicy.DEFAULT))
            .releases(GivenRelease.pending("1.71.0"));

    assertThat(scenario.wishes(NotifyRelease.class)).isEmpty();
    assertThat(scenario.wishes(PatchRelease.class)).isEmpty();
    assertThat(scenario.wish(PreparePackage.class)).isPresent();
  }

  @Test
  void people_are_told_before_the_package_is_fetched() {
    var scenario =
        deployed(Duration.ZERO).releases(GivenRelease.pending("1.71.0")).conditionsShown();

    var announcement = scenario.wish(NotifyRelease.class).orElseThrow().announcement();

    assertThat(announcement.message())
        .isEqualTo(
            "New echo Release 1.71.0 is available. Release will be applied at:"
                + " Thursday, 17-Oct-19 15:33:00 UTC");
    assertThat(announcement.applyTime()).isEqualTo(Given.NOW);
    assertThat(scenario.wishes(PreparePackage.class)).isEmpty();
    assertThat(scenario.releaseStatus("1.71.0")).as("it takes a moment only").isEmpty();
  }

  @Test
  void only_what_was_sent_is_marked_and_then_it_goes_on() {
    var scenario =
        deployed(Duration.ZERO).releases(GivenRelease.pending("1.71.0")).conditionsShown();
    assertThat(scenario.wishes(PatchRelease.class)).isEmpty();

    call(scenario, Optional.empty());

    assertThat(scenario.wishes(NotifyRelease.class)).isEmpty();
    assertThat(scenario.wishes(PreparePackage.class)).as("marked first").isEmpty();
    var patch = scenario.wish(PatchRelease.class).orElseThrow();
    assertThat(patch.annotations()).isEqualTo(Map.of(Keys.NOTIFIED, Optional.of("true")));
    assertThat(patch.applyAfter()).isEmpty();

    scenario
        .releases(GivenRelease.pending("1.71.0").annotated(Keys.NOTIFIED, "true"))
        .conditionsShown();

    assertThat(scenario.wish(PreparePackage.class)).isPresent();
    assertThat(scenario.wishes(NotifyRelease.class)).isEmpty();
    assertThat(scenario.echo().announced()).as("the object says it").isEmpty();
  }

  @ParameterizedTest(name = "{0} {1}, every release {2}: told {3}")
  @CsvSource({
    "1.70.1, '', false, false",
    "1.70.1, '', true, true",
    "1.71.0, '', false, true",
    "1.71.0, modules.deckhouse.io/apply-now, false, true",
    "1.71.0, modules.deckhouse.io/force, true, false",
    "1.71.0, modules.deckhouse.io/notified, true, false"
  })
  void which_releases_are_told_of(
      String version, String annotation, boolean every, boolean isTold) {
    var settings = settings("https://people.example.com", Duration.ZERO, every);
    var scenario = deployed(settings, UpdateMode.AUTO);

    scenario
        .releases(GivenRelease.pending(version).annotated(annotation, "true"))
        .conditionsShown();

    assertThat(scenario.wish(NotifyRelease.class).isPresent()).isEqualTo(isTold);
  }

  @Test
  void a_first_installation_is_told_of_too() {
    var scenario =
        Scenario.enabled()
            .module(GivenModule.in("Downloading").takenFrom("main"))
            .releases(GivenRelease.pending("1.70.0").first());
    told(
        scenario,
        settings("https://people.example.com", Duration.ofHours(6), false),
        UpdateMode.AUTO);

    var call = scenario.wish(NotifyRelease.class).orElseThrow();

    assertThat(call.announcement().applyTime()).as("at once").isEqualTo(Given.NOW);
    assertThat(scenario.wishes(PreparePackage.class)).isEmpty();
  }

  @Test
  void whose_turn_it_is_not_is_not_told_of() {
    var scenario = deployed(Duration.ZERO);

    scenario
        .releases(
            GivenRelease.pending("1.71.0").requires("deckhouse", ">= 1.80"),
            GivenRelease.pending("1.72.0"))
        .conditionsShown();

    assertThat(scenario.wishes(NotifyRelease.class)).isEmpty();
  }

  @Test
  void B2_people_have_the_notice_that_is_asked_for() {
    var scenario =
        deployed(Duration.ofHours(6)).releases(GivenRelease.pending("1.71.0")).conditionsShown();
    assertThat(message(scenario, "1.71.0"))
        .isEqualTo("Release is postponed by notification until 17 Oct 2019 21:33 UTC");
    assertThat(scenario.wish(NotifyRelease.class).orElseThrow().announcement().applyTime())
        .isEqualTo(Given.NOW.plus(Duration.ofHours(6)));

    call(scenario, Optional.empty());

    scenario
        .releases(
            GivenRelease.pending("1.71.0")
                .saying("Release is postponed by notification until 17 Oct 2019 21:33 UTC"))
        .conditionsShown();
    var patch = scenario.wish(PatchRelease.class).orElseThrow();
    assertThat(patch.applyAfter()).contains(Instant.parse("2019-10-17T21:33:00Z"));
    assertThat(patch.annotations())
        .isEqualTo(
            Map.of(
                Keys.NOTIFIED, Optional.of("true"), Keys.NOTIFICATION_SHIFT, Optional.of("true")));
  }

  @Test
  void the_notice_is_given_once_and_shown_as_a_postponement() {
    var scenario = deployed(Duration.ofHours(6));

    scenario
        .releases(
            GivenRelease.pending("1.71.0")
                .annotated(Keys.NOTIFIED, "true")
                .annotated(Keys.NOTIFICATION_SHIFT, "true")
                .after("2019-10-17T21:33:00Z"))
        .conditionsShown();

    assertThat(message(scenario, "1.71.0"))
        .isEqualTo("Release is postponed until 17 Oct 2019 21:33 UTC");
    scenario.at("2019-10-17T21:33:00Z");
    assertThat(scenario.wish(PreparePackage.class)).isPresent();
    assertThat(scenario.wishes(PatchRelease.class)).isEmpty();
  }

  @Test
  void a_notice_without_a_webhook_is_a_postponement_that_nobody_was_told_of() {
    var settings = settings("", Duration.ofHours(6), false);
    var scenario =
        deployed(settings, UpdateMode.AUTO)
            .releases(GivenRelease.pending("1.71.0"))
            .conditionsShown();

    scenario
        .releases(
            GivenRelease.pending("1.71.0")
                .saying("Release is postponed by notification until 17 Oct 2019 21:33 UTC"))
        .conditionsShown();
    var patch = scenario.wish(PatchRelease.class).orElseThrow();

    assertThat(scenario.wishes(NotifyRelease.class)).isEmpty();
    assertThat(patch.applyAfter()).contains(Instant.parse("2019-10-17T21:33:00Z"));
    assertThat(patch.annotations()).isEqualTo(Map.of(Keys.NOTIFICATION_SHIFT, Optional.of("true")));
  }

  @Test
  void a_later_time_of_its_own_stays() {
    var scenario = deployed(Duration.ofHours(6));
    var text = "Release is postponed by notification until 19 Oct 2019 12:00 UTC";
    scenario
        .releases(GivenRelease.pending("1.71.0").after("2019-10-19T12:00:00Z").saying(text))
        .conditionsShown();

    call(scenario, Optional.empty());
    scenario.conditionsShown();

    var patch = scenario.wish(PatchRelease.class).orElseThrow();
    assertThat(patch.applyAfter()).isEmpty();
    assertThat(patch.annotations()).containsKey(Keys.NOTIFIED);
  }

  @Test
  void what_waits_for_a_window_or_a_person_is_told_of_with_its_time() {
    var settings = settings("https://people.example.com", Duration.ofHours(6), false);
    var windowed =
        deployed(settings, UpdateMode.AUTO, Given.daily("16:00", "17:00"))
            .releases(GivenRelease.pending("1.71.0"));
    var manual =
        deployed(settings, UpdateMode.MANUAL)
            .releases(GivenRelease.pending("1.71.0"))
            .conditionsShown();

    assertThat(windowed.wish(NotifyRelease.class).orElseThrow().announcement().applyTime())
        .as("the first window after the notice")
        .isEqualTo(Instant.parse("2019-10-18T16:00:00Z"));
    assertThat(manual.wish(NotifyRelease.class).orElseThrow().announcement().message())
        .endsWith(
            "Release will be applied once it is approved, not before:"
                + " Thursday, 17-Oct-19 15:33:00 UTC");
    assertThat(message(manual, "1.71.0"))
        .as("an approval asks for no notice")
        .startsWith("Waiting for the");
  }

  @Test
  void a_failure_is_told_with_its_cause_and_blocks_even_apply_now() {
    var scenario =
        deployed(Duration.ZERO)
            .releases(GivenRelease.pending("1.71.0").annotated(Keys.APPLY_NOW, "true"));

    call(scenario, Optional.of("webhook response with status code 500, with empty body"));

    var write = scenario.releaseStatus("1.71.0").orElseThrow();
    assertThat(write.status().message()).isEqualTo(BLOCKED);
    assertThat(write.notices())
        .containsExactly(
            new Notice(
                true,
                "NotificationFailed",
                BLOCKED + ": webhook response with status code 500, with empty body"));
    assertThat(scenario.wishes(PatchRelease.class)).isEmpty();
    assertThat(scenario.wishes(PreparePackage.class)).isEmpty();
  }

  @Test
  void it_is_tried_five_times_with_doubled_pauses_and_the_same_again() {
    var scenario =
        deployed(Duration.ZERO).releases(GivenRelease.pending("1.71.0")).conditionsShown();
    var pauses = new ArrayList<Long>();

    for (var attempt = 0; attempt < 7; attempt++) {
      call(scenario, Optional.of("no"));
      assertThat(scenario.wishes(NotifyRelease.class)).isEmpty();
      var next = scenario.review().lookAgainAt().orElseThrow();
      pauses.add(Duration.between(scenario.now(), next).toSeconds());
      scenario.at(next.toString());
    }

    assertThat(pauses).containsExactly(2L, 4L, 8L, 16L, 32L + 15, 2L, 4L);
  }

  @Test
  void corrected_settings_are_tried_at_once() {
    var scenario =
        deployed(Duration.ZERO).releases(GivenRelease.pending("1.71.0")).conditionsShown();
    call(scenario, Optional.of("no"));
    assertThat(scenario.wishes(NotifyRelease.class)).isEmpty();

    var corrected = settings("https://people.example.com", Duration.ZERO, false);
    var config =
        GivenConfig.platform(
                new PlatformSettings(
                    Given.defaultPolicy(UpdateMode.AUTO), Optional.of(corrected), List.of()))
            .generation(2);
    scenario.config(config);

    assertThat(scenario.wish(NotifyRelease.class)).isPresent();
  }

  @Test
  void what_a_process_before_said_of_a_failure_stays_until_it_is_known_again() {
    var scenario = deployed(Duration.ZERO);

    scenario.releases(GivenRelease.pending("1.71.0").saying(BLOCKED)).conditionsShown();

    assertThat(scenario.releaseStatus("1.71.0")).isEmpty();
    assertThat(scenario.wish(NotifyRelease.class)).isPresent();
  }

  @Test
  void nothing_tells_a_secret() {
    var settings = settings("https://people.example.com/t0ken", Duration.ZERO, false);
    var scenario =
        deployed(settings, UpdateMode.AUTO)
            .releases(GivenRelease.pending("1.71.0"))
            .conditionsShown();

    var call = scenario.wish(NotifyRelease.class).orElseThrow();

    assertThat(call + call.identity() + call.key() + scenario.world())
        .doesNotContain("s3cret")
        .doesNotContain("t0ken");
  }
}
