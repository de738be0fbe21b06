package io.slipway.core.display;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.core.Given;
import io.slipway.core.GivenConfig;
import io.slipway.core.GivenModule;
import io.slipway.core.GivenRelease;
import io.slipway.core.Scenario;
import io.slipway.core.effect.InstallEffect.PreparePackage;
import io.slipway.core.event.ClusterEvent.Gone;
import io.slipway.core.value.Keys;
import io.slipway.core.value.ObjectKind;
import io.slipway.core.value.ObjectRef;
import io.slipway.core.value.ReleaseChannel;
import io.slipway.core.value.Soak;
import io.slipway.core.value.UpdateMode;
import io.slipway.core.value.UpdatePolicy;
import io.slipway.core.value.UpdateWindow;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * How what holds a release back by time works together (releases.md 2.9 B0 to B5, 3.4 rule 7). It
 * is Thursday 17 October 2019, 15:33; 1.70.0 is deployed.
 */
class DeployTimeTest {
  private static final String APPROVAL =
      "Waiting for the 'modules.deckhouse.io/approved: \"true\"' annotation";

  private static Scenario deployed(UpdatePolicy policy) {
    return Scenario.enabled()
        .module(GivenModule.in("Ready").takenFrom("main"))
        .config(GivenConfig.platform(policy))
        .releases(GivenRelease.deployed("1.70.0"))
        .installed("1.70.0");
  }

  private static String message(Scenario scenario, String version) {
    return scenario.releaseStatus(version).map(write -> write.status().message()).orElse("");
  }

  private static Instant time(String text) {
    return Instant.parse("2019-" + text + ":00Z");
  }

  @ParameterizedTest(name = "{0}: after {1}, window {2}: {3}, looked at again {4}")
  @CsvSource(
      delimiter = ';',
      value = {
        "B3; -                   ; 10:00-11:00; waiting for the update window until 18 Oct 2019"
            + " 10:00 UTC; 10-18T10:00",
        "B3; -                   ; 15:00-16:00; -                                        ; -",
        "B3; -                   ; 15:00-15:33; -                                        ; -",
        "B3; -                   ; 22:00-15:32; waiting for the update window until 17 Oct 2019"
            + " 22:00 UTC; 10-17T22:00",
        "B1; 2019-10-17T18:00:00Z; 15:00-19:00; postponed until 17 Oct 2019 18:00 UTC; 10-17T18:00",
        "B1; 2019-10-17T18:00:00Z; 22:00-18:00; postponed until 17 Oct 2019 18:00 UTC; 10-17T18:00",
        "B3; 2019-10-17T18:00:00Z; 15:00-16:00; postponed, waiting for the update window until 18"
            + " Oct 2019 15:00 UTC; 10-17T18:00",
        "B3; 2019-10-17T18:00:00Z; 22:00-06:00; postponed, waiting for the update window until 17"
            + " Oct 2019 22:00 UTC; 10-17T18:00",
        "B1; 2019-10-17T15:33:00Z; 15:00-16:00; -                                        ; -"
      })
  void the_window_is_asked_about_the_planned_time(
      String rule, String after, String window, String message, String again) {
    var hours = window.split("-");
    var scenario = deployed(Given.defaultPolicy(UpdateMode.AUTO, Given.daily(hours[0], hours[1])));
    var release = GivenRelease.pending("1.70.1");
    scenario.releases(after.equals("-") ? release : release.after(after));

    assertThat(message(scenario, "1.70.1"))
        .isEqualTo(message.equals("-") ? "" : "Release is " + message);
    if (!again.equals("-")) {
      assertThat(scenario.review().lookAgainAt()).contains(time(again));
    }
  }

  @Test
  void B4_what_a_person_has_to_do_is_told_before_what_time_brings() {
    var scenario = deployed(Given.defaultPolicy(UpdateMode.AUTO_PATCH));

    scenario.releases(GivenRelease.pending("1.71.0").after("2019-10-18T12:00:00Z"));

    assertThat(message(scenario, "1.71.0")).isEqualTo(APPROVAL);
    assertThat(scenario.review().lookAgainAt()).contains(time("10-18T12:00"));
  }

  @Test
  void a_first_release_made_by_hand_follows_the_rules_of_a_minor() {
    var scenario =
        Scenario.enabled()
            .module(GivenModule.in("Downloading").takenFrom("main"))
            .config(GivenConfig.platform(Given.defaultPolicy(UpdateMode.AUTO_PATCH)))
            .releases(GivenRelease.pending("1.70.0"));

    assertThat(message(scenario, "1.70.0")).isEqualTo(APPROVAL);
  }

  @Test
  void a_first_installation_stays_one_when_a_newer_patch_comes_in_between() {
    var scenario =
        Scenario.enabled()
            .module(GivenModule.in("Downloading").takenFrom("main"))
            .config(GivenConfig.platform(Given.defaultPolicy(UpdateMode.MANUAL)))
            .releases(GivenRelease.pending("1.70.0").first(), GivenRelease.pending("1.70.1"));

    assertThat(scenario.wish(PreparePackage.class).map(wish -> wish.request().version()))
        .contains(Given.version("1.70.1"));
  }

  @Test
  void what_runs_already_needs_no_approval_when_its_release_is_made_again() {
    var scenario =
        deployed(Given.defaultPolicy(UpdateMode.MANUAL))
            .observe(new Gone(new ObjectRef(ObjectKind.RELEASE, "echo-v1.70.0")))
            .releases(GivenRelease.pending("1.70.0"));

    assertThat(message(scenario, "1.70.0")).isEmpty();
  }

  /** Windows, times and ages by chance: a release is let through just when nothing holds it. */
  @ParameterizedTest
  @MethodSource("seeds")
  void what_is_held_back_is_let_through_at_the_last_of_its_times(int seed) {
    var random = new Random(seed);
    var policy =
        new UpdatePolicy(
            "deckhouse",
            ReleaseChannel.STABLE,
            UpdateMode.AUTO,
            windows(random),
            new Soak(Duration.ofHours(random.nextInt(100)), false));
    var release =
        GivenRelease.pending("1.70.1")
            .seen(Given.NOW.minusSeconds(random.nextInt(500_000)).toString());
    if (random.nextBoolean()) {
      release.after(Given.NOW.plusSeconds(random.nextInt(700_000) - 50_000).toString());
    }
    var scenario = deployed(policy).releases(release);

    var waits = new ArrayList<Instant>();
    while (scenario.wish(PreparePackage.class).isEmpty()) {
      var again = scenario.review().lookAgainAt().orElseThrow();
      assertThat(again).isAfter(scenario.now());
      waits.add(again);
      assertThat(waits).as("few wake-ups, no polling").hasSizeLessThan(12);
      scenario.at(again.toString());
    }

    assertThat(UpdateWindow.anyOpen(policy.windows(), scenario.now())).isTrue();
    var built = release.build();
    assertThat(built.spec().applyAfter().filter(scenario.now()::isBefore)).isEmpty();
    assertThat(built.meta().created().orElseThrow().plus(policy.soak().minimalAge()))
        .isBeforeOrEqualTo(scenario.now());
  }

  static Stream<Integer> seeds() {
    return IntStream.range(0, 300).boxed();
  }

  private static List<UpdateWindow> windows(Random random) {
    return IntStream.range(0, random.nextInt(4))
        .mapToObj(
            _ ->
                new UpdateWindow(
                    random.nextBoolean() ? Set.of() : Set.of(DayOfWeek.of(1 + random.nextInt(7))),
                    LocalTime.of(random.nextInt(24), random.nextInt(30)),
                    LocalTime.of(random.nextInt(24), 30 + random.nextInt(30))))
        .toList();
  }

  @Test
  void a_policy_that_appears_changes_or_goes_has_its_effect_at_once() {
    var scenario =
        deployed(Given.defaultPolicy(UpdateMode.AUTO))
            .config(GivenConfig.enabled().policy("mine"))
            .releases(GivenRelease.pending("1.70.1"));
    assertThat(message(scenario, "1.70.1")).isEqualTo("Update policy mine not found");

    scenario.policy(Given.policy("mine", UpdateMode.MANUAL));
    assertThat(message(scenario, "1.70.1")).isEqualTo(APPROVAL);

    scenario.policy(Given.policy("mine", UpdateMode.AUTO, Given.daily("16:00", "17:00")));
    assertThat(message(scenario, "1.70.1"))
        .isEqualTo("Release is waiting for the update window until 17 Oct 2019 16:00 UTC");

    scenario.observe(new Gone(new ObjectRef(ObjectKind.POLICY, "mine")));
    assertThat(message(scenario, "1.70.1")).isEqualTo("Update policy mine not found");

    scenario.policy(Given.policy("mine", UpdateMode.AUTO));
    assertThat(scenario.wish(PreparePackage.class)).isPresent();
  }

  @Test
  void W_19_the_windows_of_the_platform_are_read_live() {
    var scenario =
        deployed(Given.defaultPolicy(UpdateMode.AUTO, Given.daily("16:00", "17:00")))
            .releases(GivenRelease.pending("1.70.1"));
    assertThat(scenario.wish(PreparePackage.class)).isEmpty();

    scenario.observe(new Gone(new ObjectRef(ObjectKind.CONFIG, "deckhouse")));

    assertThat(scenario.wish(PreparePackage.class)).isPresent();
  }

  @Test
  void B0_apply_now_asks_for_no_time() {
    var policy =
        Given.soaking(Duration.ofHours(72), UpdateMode.MANUAL, Given.daily("01:00", "02:00"));
    var scenario = deployed(policy);

    scenario.releases(
        GivenRelease.pending("1.70.1")
            .seen("2019-10-17T15:00:00Z")
            .after("2019-10-18T12:00:00Z")
            .annotated(Keys.APPLY_NOW, "true"));

    assertThat(scenario.wish(PreparePackage.class)).isPresent();
  }
}
