package io.slipway.core.display;

import static io.slipway.core.Given.MAIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.core.Given;
import io.slipway.core.GivenConfig;
import io.slipway.core.Scenario;
import io.slipway.core.effect.Notice;
import io.slipway.core.effect.WriteEffect.WriteSourceStatus;
import io.slipway.core.event.RegistryEvent.ChannelFailed;
import io.slipway.core.event.RegistryEvent.DiscoveryFailed;
import io.slipway.core.event.RegistryEvent.Reading;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.RegistryFailure;
import io.slipway.core.value.ReleaseChannel;
import io.slipway.core.value.SourceObject.Entry;
import io.slipway.core.value.SourceObject.Status;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** sources.md 1.6, DESIGN.md section 1. */
class SourceDisplayTest {
  private static final String PULL_ERROR =
      "fetch image error: GET https://registry.example.com/v2/main/echo/release/manifests/stable:"
          + " MANIFEST_UNKNOWN: manifest unknown; map[Tag:stable]";

  private static Optional<WriteSourceStatus> wish(Scenario scenario) {
    return scenario.review(MAIN).effects().stream()
        .filter(WriteSourceStatus.class::isInstance)
        .map(WriteSourceStatus.class::cast)
        .findFirst();
  }

  @Test
  void OBJ_10_a_finished_scan_is_told_in_one_write() {
    var scenario = Scenario.begun().source(MAIN, "echo").channel(MAIN, "1.0.0");
    var image = Given.image("1.0.0");

    assertThat(wish(scenario))
        .map(WriteSourceStatus::status)
        .contains(
            new Status(
                "Active",
                Optional.of(Given.NOW),
                "Ready",
                List.of(new Entry("echo", "", image.digest().value(), "v1.0.0", ""))));
  }

  @Test
  void a_broken_module_shows_its_pull_error() {
    var scenario = Scenario.begun().source(MAIN, "echo").channelFailed(MAIN, PULL_ERROR);

    assertThat(wish(scenario))
        .hasValueSatisfying(
            write -> {
              assertThat(write.status().message())
                  .isEqualTo("Some errors occurred. Inspect status for details");
              assertThat(write.status().modules())
                  .containsExactly(new Entry("echo", "", "", "", PULL_ERROR));
              assertThat(write.notices())
                  .containsExactly(new Notice(true, "ScanFailed", "echo: " + PULL_ERROR));
            });
  }

  @Test
  void of_many_errors_at_once_the_first_have_an_event_each_and_the_rest_one_together() {
    var names = List.of("a1", "a2", "a3", "a4", "a5");
    var scenario = Scenario.begun().source(MAIN, names.toArray(String[]::new));
    var denied = new RegistryFailure(RegistryFailure.Reason.AUTH, "denied");
    for (var name : names) {
      var reading = new Reading(new ModuleName(name), MAIN, ReleaseChannel.STABLE, 1);
      scenario.observe(new ChannelFailed(reading, Given.access(MAIN), denied));
    }

    assertThat(wish(scenario).orElseThrow().notices())
        .extracting(Notice::message)
        .containsExactly(
            "a1: denied", "a2: denied", "a3: denied", "2 further modules cannot be read: a4, a5");
  }

  @Test
  void the_scan_is_told_after_its_readings_or_after_twenty_seconds() {
    var scenario = Scenario.begun().source(MAIN, "echo");

    assertThat(wish(scenario)).isEmpty();
    assertThat(scenario.review(MAIN).lookAgainAt()).contains(Given.NOW.plusSeconds(20));
    assertThat(wish(scenario.later(Duration.ofSeconds(20)))).isPresent();
  }

  /** Otherwise one channel that hangs would hide what is wrong with the others. */
  @Test
  void with_a_short_interval_a_scan_is_told_before_the_next_one_begins() {
    var interval = Duration.ofSeconds(2);
    var scenario =
        Scenario.begun(Scenario.blank().scanning(interval))
            .source(MAIN, "echo", "hanging")
            .channelFailed(MAIN, PULL_ERROR);

    assertThat(wish(scenario)).isEmpty();

    assertThat(wish(scenario.later(Duration.ofSeconds(1))).orElseThrow().status().modules())
        .extracting(Entry::pullError)
        .containsExactly(PULL_ERROR, "");
  }

  @Test
  void a_scan_that_takes_too_long_is_told_once_and_again_at_its_end() {
    var scenario = Scenario.begun().source(MAIN, "echo", "second").later(Duration.ofSeconds(20));
    var told = wish(scenario).orElseThrow().status();

    scenario.source(Given.source(MAIN, told)).channel(MAIN, "1.0.0");

    assertThat(wish(scenario)).isEmpty();

    var second = new Reading(new ModuleName("second"), MAIN, ReleaseChannel.STABLE, 1);
    var missing = new RegistryFailure(RegistryFailure.Reason.NOT_FOUND, PULL_ERROR);
    scenario.observe(new ChannelFailed(second, Given.access(MAIN), missing));

    assertThat(wish(scenario).orElseThrow().status().modules())
        .extracting(Entry::version)
        .containsExactly("v1.0.0", "");
  }

  @Test
  void OBJ_11_a_failed_listing_keeps_the_modules() {
    var entry = new Entry("echo", "", "sha256:1", "v1.0.0", "");
    var shown = new Status("Active", Optional.of(Given.NOW), "Ready", List.of(entry));
    var failure = new RegistryFailure(RegistryFailure.Reason.AUTH, "401 Unauthorized");
    var scenario =
        Scenario.begun().source(Given.source(MAIN, shown)).later(Duration.ofMinutes(3)).observe();
    scenario.observe(new DiscoveryFailed(MAIN, Given.access(MAIN), failure, scenario.now()));

    assertThat(wish(scenario))
        .map(WriteSourceStatus::status)
        .contains(
            new Status("Active", Optional.of(scenario.now()), "401 Unauthorized", List.of(entry)));
  }

  @Test
  void entries_are_sorted_and_only_modules_have_one() {
    var scenario =
        Scenario.begun()
            .source(MAIN, "zeta", "modules", "Upper", "alpha", "snake_case", "x".repeat(65))
            .later(Duration.ofSeconds(20));

    var write = wish(scenario).orElseThrow();

    assertThat(write.status().message()).isEqualTo("Ready");
    assertThat(write.status().modules()).extracting(Entry::name).containsExactly("alpha", "zeta");
    assertThat(write.notices())
        .containsExactly(
            new Notice(
                false,
                "TagIgnored",
                "Upper: not a name of a module (lower-case letters, digits, dashes and dots)"),
            new Notice(false, "TagIgnored", "modules: the name is reserved"),
            new Notice(
                false,
                "TagIgnored",
                "snake_case: not a name of a module (lower-case letters, digits, dashes and dots)"),
            new Notice(
                false, "TagIgnored", "x".repeat(65) + ": too long for the name of a module"));
  }

  @Test
  void a_name_is_reported_by_the_first_scan_that_finds_it() {
    var scenario = Scenario.begun().source(MAIN, "Upper");
    scenario.source(Given.source(MAIN, wish(scenario).orElseThrow().status()));

    scenario.later(Duration.ofMinutes(3)).listed(MAIN, "Upper");

    assertThat(wish(scenario).orElseThrow().notices()).isEmpty();

    scenario.listed(MAIN, "Upper", "Lower");

    assertThat(wish(scenario).orElseThrow().notices())
        .extracting(Notice::message)
        .singleElement()
        .asString()
        .startsWith("Lower: ");
  }

  @Test
  void many_names_are_reported_in_few_events() {
    var names = IntStream.range(0, 2_000).mapToObj("Tag%04d"::formatted).toArray(String[]::new);

    var notices = wish(Scenario.begun().source(MAIN, names)).orElseThrow().notices();

    assertThat(notices).hasSize(7);
    assertThat(notices)
        .extracting(Notice::message)
        .contains(
            "1495 more tags are no names of modules",
            "500 tags are left out: a source has too many");
  }

  @Test
  void an_error_is_cut_where_it_would_fill_the_status() {
    var scenario = Scenario.begun().source(MAIN, "echo").channelFailed(MAIN, "x".repeat(5_000));

    assertThat(wish(scenario).orElseThrow().status().modules())
        .extracting(Entry::pullError)
        .containsExactly("x".repeat(999) + "…");
  }

  @Test
  void a_thousand_long_errors_together_stay_small() {
    var names = IntStream.range(0, 1_000).mapToObj("module-%d"::formatted).toArray(String[]::new);
    var scenario = Scenario.begun().source(MAIN, names);
    var failure = new RegistryFailure(RegistryFailure.Reason.NOT_FOUND, "x".repeat(5_000));
    for (var name : names) {
      var reading = new Reading(new ModuleName(name), MAIN, ReleaseChannel.STABLE, 1);
      scenario.observe(new ChannelFailed(reading, Given.access(MAIN), failure));
    }

    assertThat(
            wish(scenario).orElseThrow().status().modules().stream()
                .mapToInt(entry -> entry.pullError().length())
                .sum())
        .isLessThanOrEqualTo(200_000);
  }

  @Test
  void a_scan_is_told_once() {
    var scenario = Scenario.begun().source(MAIN, "echo").channel(MAIN, "1.0.0");
    var told = wish(scenario).orElseThrow().status();

    scenario.source(Given.source(MAIN, told));

    assertThat(wish(scenario)).isEmpty();
  }

  @Test
  void the_next_scan_moves_the_sync_time() {
    var scenario = Scenario.begun().source(MAIN, "echo").channel(MAIN, "1.0.0");
    scenario.source(Given.source(MAIN, wish(scenario).orElseThrow().status()));

    scenario.later(Duration.ofMinutes(3)).listed(MAIN, "echo");

    assertThat(wish(scenario))
        .map(write -> write.status().syncTime())
        .contains(Optional.of(scenario.now()));
  }

  @Test
  void so_does_one_after_the_clock_was_set_back() {
    var scenario = Scenario.begun().source(MAIN, "echo").channel(MAIN, "1.0.0");
    scenario.source(Given.source(MAIN, wish(scenario).orElseThrow().status()));

    scenario.later(Duration.ofHours(-1)).listed(MAIN, "echo");

    assertThat(wish(scenario))
        .map(write -> write.status().syncTime())
        .contains(Optional.of(scenario.now()));
  }

  @Test
  void an_own_policy_is_named_in_the_entry() {
    var scenario =
        Scenario.begun()
            .source(MAIN, "echo")
            .policy(Given.policy("mine", io.slipway.core.value.UpdateMode.AUTO))
            .config(GivenConfig.enabled().policy("mine"))
            .channel(MAIN, "1.0.0");

    assertThat(wish(scenario).orElseThrow().status().modules())
        .extracting(Entry::policy)
        .containsExactly("mine");
  }
}
