package io.slipway.core.display;

import static io.slipway.core.Given.ECHO;
import static io.slipway.core.Given.MAIN;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.core.Given;
import io.slipway.core.GivenConfig;
import io.slipway.core.GivenRelease;
import io.slipway.core.Scenario;
import io.slipway.core.decision.SourceEntry;
import io.slipway.core.effect.RegistryEffect.ListVersions;
import io.slipway.core.effect.RegistryEffect.ReadRelease;
import io.slipway.core.effect.WriteEffect.CreateRelease;
import io.slipway.core.event.ClusterEvent.Gone;
import io.slipway.core.event.RegistryEvent.ChannelResolved;
import io.slipway.core.event.RegistryEvent.Reading;
import io.slipway.core.event.RegistryEvent.ReleaseRead;
import io.slipway.core.event.RegistryEvent.VersionsListed;
import io.slipway.core.value.Keys;
import io.slipway.core.value.ModuleDefinition;
import io.slipway.core.value.ObjectKind;
import io.slipway.core.value.ObjectRef;
import io.slipway.core.value.ReleaseChannel;
import io.slipway.core.value.ReleaseImage;
import io.slipway.core.value.ReleasePhase;
import io.slipway.core.value.SemVer;
import io.slipway.core.value.UpdateMode;
import io.slipway.core.value.UpdatePolicy;
import io.slipway.core.value.VersionJump;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Which releases a version in the channel asks for (sources.md 3.9 with its worked examples). D is
 * Deployed, P Pending, S Superseded; rules of {@code update.versions} follow in brackets.
 */
class ReleaseCreationTest {
  private static final Map<Character, ReleasePhase> PHASES =
      Map.of('D', ReleasePhase.DEPLOYED, 'P', ReleasePhase.PENDING, 'S', ReleasePhase.SUPERSEDED);
  private static final String GAP =
      "ensure releases: step by step update failed: not sequential version: ";

  /** A registry with one module; answers what is asked until nothing more is. */
  private static final class Course {
    private final Scenario scenario = Scenario.enabled();
    private final ReleaseChannel channel;
    private final SemVer target;
    private final List<VersionJump> jumps;
    private final List<SemVer> tags;
    private final List<CreateRelease> made = new ArrayList<>();
    private int listings;

    /**
     * @param target with its rules in brackets
     */
    Course(ReleaseChannel channel, String releases, String tags, String target) {
      this.channel = channel;
      this.tags = versions(tags);
      var parts = target.split("[\\[\\]]");
      this.target = Given.version(parts[0]);
      this.jumps = parts.length == 1 ? List.of() : List.of(jump(parts[1]));
      scenario.config(
          GivenConfig.platform(
              new UpdatePolicy("deckhouse", channel, UpdateMode.MANUAL, List.of())));
      Stream.of(releases.strip().split(" +"))
          .filter(text -> !text.equals("none"))
          .map(text -> GivenRelease.in(PHASES.get(text.charAt(0)), text.substring(1)))
          .forEach(scenario::releases);
      scenario.observe(new ChannelResolved(reading(), Given.access(MAIN), image(this.target)));
    }

    private static VersionJump jump(String text) {
      return new VersionJump(text.split(">")[0], text.split(">")[1]);
    }

    private Reading reading() {
      return new Reading(ECHO, MAIN, channel, scenario.world().source(MAIN).scan());
    }

    private ReleaseImage image(SemVer version) {
      var definition =
          version.equals(target)
              ? new ModuleDefinition(Optional.empty(), "", Map.of(), Map.of(), jumps)
              : ModuleDefinition.NONE;
      return new ReleaseImage(Given.image(version.toString()).digest(), version, definition, "{}");
    }

    Course run() {
      while (answer()) {}
      return this;
    }

    private boolean answer() {
      var creations = scenario.wishes(CreateRelease.class);
      creations.forEach(this::make);
      var listing = scenario.wish(ListVersions.class);
      listing.ifPresent(
          _ -> {
            listings++;
            scenario.observe(new VersionsListed(reading(), target, tags));
          });
      var read = scenario.wishes(ReadRelease.class);
      read.forEach(
          wish -> scenario.observe(new ReleaseRead(reading(), target, image(wish.version()))));
      return !creations.isEmpty() || listing.isPresent() || !read.isEmpty();
    }

    private void make(CreateRelease wish) {
      made.add(wish);
      var release = GivenRelease.pending(wish.spec().version().orElseThrow().toString());
      wish.spec().definition().jumps().forEach(jump -> release.jumps(jump.from(), jump.to()));
      scenario.releases(release);
    }

    String made() {
      return made.isEmpty()
          ? "none"
          : made.stream()
              .map(wish -> wish.spec().version().orElseThrow())
              .sorted()
              .map(SemVer::toString)
              .collect(joining(" "));
    }

    String problem() {
      return SourceEntry.of(scenario.world(), MAIN, ECHO)
          .problem()
          .map(WayText::of)
          .map(text -> text.replace(GAP, "gap "))
          .orElse("none");
    }
  }

  private static List<SemVer> versions(String texts) {
    return Stream.of(texts.strip().split(" +")).flatMap(t -> SemVer.parse(t).stream()).toList();
  }

  @ParameterizedTest(name = "{5}: {0}; channel {2}")
  @CsvSource(
      delimiter = ';',
      value = {
        "none                  ; 1.3.0 1.4.2                ; 1.4.2 ; 1.4.2 ; none; a first release",
        "D1.4.1 P1.4.2 P1.4.3  ; 1.4.1 1.4.2 1.4.3 1.4.4    ; 1.4.4 ; 1.4.4 ; none; REL-22",
        "D1.4.1 P1.5.2 ; 1.3.1 1.4.1 1.5.2 1.5.3 1.6.1 1.6.2 1.7.1 1.7.2 ; 1.7.1 ;"
            + " 1.5.3 1.6.2 1.7.1 ; none; REL-22 REL-23",
        "D1.31.0 ; 1.31.1 1.32.0 1.32.3 1.33.0 1.33.1 2.0.0 2.0.5 2.1.2 2.1.12 2.5.1 ; 2.1.12 ;"
            + " 1.31.1 1.32.3 1.33.1 2.0.5 2.1.12 ; none; REL-20",
        "D1.4.1         ; 1.4.1 1.6.0       ; 1.6.0 ; 1.6.0 ; gap prev 'v1.4.1' next 'v1.6.0';"
            + " REL-25",
        "D1.4.1 P1.6.0  ; 1.4.1 1.5.0 1.6.0 ; 1.6.0 ; 1.5.0 ; none; REL-25 published later",
        "D1.5.0         ; 1.4.9 1.5.0       ; 1.4.9 ; none  ; none; a channel that is turned back",
        "D1.5.0         ; 1.5.0             ; 1.5.0 ; none  ; none; nothing new",
        "S1.4.0 D1.5.0 P1.6.0; 1.5.0 1.6.0  ; 1.6.0 ; none  ; none; nothing new",
        "D1.5.0         ; 1.6.0             ; 1.6.0-rc.1; none;"
            + " pre-release versions are not supported: 1.6.0-rc.1; step 3",
        "D1.4.1         ; 1.4.1 1.5.0       ; 1.6.0 ; 1.5.0 ; ensure releases: step by step update"
            + " failed: the channel is at v1.6.0, of which the module has no tag; REL-23",
        "D4.2.5 ; 4.2.5 4.3.4 4.4.10 4.9.2 ; 4.9.2[4.2>4.9] ; 4.3.4 4.4.10 4.9.2 ; none; REL-24",
        "D1.2.0 ; 1.3.0 1.7.0 ; 1.7.0[1.4>1.7] ; 1.3.0 1.7.0 ; gap prev 'v1.3.0' next 'v1.7.0';"
            + " REL-24 below the rule",
        "D1.4.1 ; 1.6.0 ; 1.6.0[x>1.6] ; 1.6.0 ; ensure releases: step by step update failed:"
            + " from-to check from target module: not sequential version: prev 'v1.4.1' next"
            + " 'v1.6.0': parse constraint: parse constraint from 'x': invalid semantic version;"
            + " REL-24",
        "D1.4.1 ; 1.5.0 ; 1.5.0[1.4>y] ; 1.5.0 ; ensure releases: step by step update failed:"
            + " from-to check from ensured module: not sequential version: parse constraint:"
            + " parse constraint to 'y': invalid semantic version; REL-24"
      })
  void a_release_is_made_for_each_version_on_the_way(
      String releases, String tags, String target, String made, String problem, String rule) {
    var course = new Course(ReleaseChannel.STABLE, releases, tags, target).run();

    assertThat(course.made()).isEqualTo(made);
    assertThat(course.problem()).isEqualTo(problem);
    assertThat(course.listings).isLessThanOrEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"D0.5.0, 0.25.0, 0.25.0", "D0.8.0, 1.0.0, 1.0.0", "D1.4.0, 1.3.0, none"})
  void the_lts_channel_makes_its_own_version_only(String releases, String target, String made) {
    var course = new Course(ReleaseChannel.LTS, releases, "0.6.0 0.7.0", target).run();

    assertThat(course.made()).isEqualTo(made);
    assertThat(course.problem()).isEqualTo("none");
    assertThat(course.listings).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "STABLE, none, 1.4.2, no releases in cluster, true",
    "STABLE, D1.4.1, 1.4.2, step-by-step, none",
    "LTS, D1.4.1, 1.9.0, LTS channel - direct release, none"
  })
  void REL_43_and_44_the_cause_is_told_and_only_the_very_first_is_applied_at_once(
      ReleaseChannel channel, String releases, String target, String cause, String applyNow) {
    var made = new Course(channel, releases, target, target).run().made.getFirst().annotations();

    assertThat(made).containsEntry(Keys.CHANGE_CAUSE, "check release (" + cause + ")");
    assertThat(made.getOrDefault(Keys.APPLY_NOW, "none")).isEqualTo(applyNow);
  }

  /** S is one that was overtaken before it was deployed: it still bears its mark (W-34). */
  @ParameterizedTest
  @CsvSource({
    "SUPERSEDED, true, true",
    "SUPERSEDED, false, false",
    "SKIPPED, false, true",
    "SUSPENDED, false, true",
    "PENDING, true, false",
    "DEPLOYED, false, false"
  })
  void the_first_one_that_can_be_deployed_is_applied_at_once(
      ReleasePhase phase, boolean isMarked, boolean isApplied) {
    var before = GivenRelease.in(phase, "1.4.1");
    var scenario =
        Scenario.enabled().releases(isMarked ? before.first() : before).channel(MAIN, "1.4.2");
    if (phase == ReleasePhase.DEPLOYED) {
      var reading = new Reading(ECHO, MAIN, ReleaseChannel.STABLE, 1);
      scenario.observe(
          new VersionsListed(reading, Given.version("1.4.2"), versions("1.4.1 1.4.2")));
    }

    var made = scenario.wish(CreateRelease.class).orElseThrow();

    assertThat(made.annotations().containsKey(Keys.APPLY_NOW)).isEqualTo(isApplied);
  }

  /** What is installed may be in force again at once: nothing is changed by that (6.7). */
  @Test
  void a_release_that_was_deleted_by_hand_is_made_again_to_be_applied_at_once() {
    var scenario =
        Scenario.enabled()
            .releases(
                GivenRelease.in(ReleasePhase.SUPERSEDED, "1.4.1"), GivenRelease.deployed("1.4.2"))
            .installed("1.4.2")
            .channel(MAIN, "1.4.2");

    scenario.observe(new Gone(new ObjectRef(ObjectKind.RELEASE, "echo-v1.4.2")));

    assertThat(scenario.wish(CreateRelease.class).orElseThrow().annotations())
        .containsEntry(Keys.APPLY_NOW, "true");
  }

  /** In mode Auto the first step over would be deployed before the jump is known (W-16). */
  @Test
  void the_end_of_a_jump_is_made_before_what_is_jumped_over() {
    var course =
        new Course(ReleaseChannel.STABLE, "D4.2.5", "4.3.4 4.4.10 4.9.2", "4.9.2[4.2>4.9]").run();

    assertThat(course.made.getFirst().name()).isEqualTo("echo-v4.9.2");
    assertThat(course.made.getFirst().spec().definition().jumps())
        .as("REL-49")
        .containsExactly(new VersionJump("4.2", "4.9"));
  }

  @Test
  void a_release_says_when_its_image_was_built() {
    var built = Instant.parse("2019-10-01T00:00:00Z");
    var scenario = Scenario.enabled();
    var reading =
        new Reading(ECHO, MAIN, ReleaseChannel.STABLE, scenario.world().source(MAIN).scan());
    scenario.observe(
        new ChannelResolved(
            reading, Given.access(MAIN), Given.image("1.0.0").createdAt(Optional.of(built))));

    var made = scenario.wish(CreateRelease.class).orElseThrow();

    assertThat(made.annotations())
        .containsEntry("modules.deckhouse.io/image-created", "2019-10-01T00:00:00Z");
  }
}
