package io.slipway.core.display;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.core.Given;
import io.slipway.core.GivenConfig;
import io.slipway.core.GivenModule;
import io.slipway.core.GivenRelease;
import io.slipway.core.Scenario;
import io.slipway.core.effect.InstallEffect.PreparePackage;
import io.slipway.core.effect.Notice;
import io.slipway.core.effect.WriteEffect.DeleteObject;
import io.slipway.core.effect.WriteEffect.PatchRelease;
import io.slipway.core.effect.WriteEffect.RefreshObject;
import io.slipway.core.effect.WriteEffect.WriteReleaseStatus;
import io.slipway.core.event.ClusterEvent.Gone;
import io.slipway.core.event.ClusterEvent.HelmRecordObserved;
import io.slipway.core.event.EffectEvent.EffectEnded;
import io.slipway.core.event.EffectEvent.EffectStarted;
import io.slipway.core.event.EffectEvent.Written;
import io.slipway.core.value.HelmRecord;
import io.slipway.core.value.InstallFailure;
import io.slipway.core.value.Key;
import io.slipway.core.value.Keys;
import io.slipway.core.value.ObjectKind;
import io.slipway.core.value.ObjectRef;
import io.slipway.core.value.ReleasePhase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How one release takes over from another (releases.md 1.9, DESIGN.md section 1). */
class DeploymentTest {
  private static Scenario running() {
    return Scenario.enabled()
        .module(GivenModule.in("Ready").takenFrom("main"))
        .releases(GivenRelease.deployed("1.0.0"))
        .installed("1.0.0");
  }

  private static Scenario upgrading() {
    return running().releases(GivenRelease.pending("1.0.1")).prepared("1.0.1");
  }

  private static ReleasePhase wishedPhase(Scenario scenario, String version) {
    return scenario
        .releaseStatus(version)
        .map(write -> write.status().phase())
        .orElse(scenario.echo().releases().get("echo-v" + version).status().phase());
  }

  @Test
  void T8_the_old_release_is_superseded_before_the_new_one_is_deployed() {
    var scenario = upgrading();

    assertThat(wishedPhase(scenario, "1.0.0")).isEqualTo(ReleasePhase.SUPERSEDED);
    assertThat(wishedPhase(scenario, "1.0.1")).isEqualTo(ReleasePhase.PENDING);
  }

  @Test
  void T7_the_new_release_is_deployed_once_the_old_one_is_seen_superseded() {
    var scenario = upgrading().releases(GivenRelease.in(ReleasePhase.SUPERSEDED, "1.0.0"));

    assertThat(scenario.releaseStatus("1.0.1"))
        .hasValueSatisfying(
            write -> {
              assertThat(write.status().phase()).isEqualTo(ReleasePhase.DEPLOYED);
              assertThat(write.status().message()).isEmpty();
              assertThat(write.status().sizeBytes()).isEqualTo(1_234);
              assertThat(write.status().pullDuration()).isEqualTo("2.050s");
              assertThat(write.status().transitionTime()).contains(Given.NOW);
              assertThat(write.notices())
                  .containsExactly(new Notice(false, "ReleaseDeployed", "echo-v1.0.1"));
            });
  }

  private static Scenario halfway(GivenRelease next) {
    return Scenario.enabled()
        .module(GivenModule.in("Ready").takenFrom("main"))
        .releases(GivenRelease.in(ReleasePhase.SUPERSEDED, "1.0.0").fetchedOnce())
        .installed("1.0.0")
        .releases(next)
        .later(Duration.ofMinutes(3));
  }

  /** A window closes, an approval is taken back: what runs is not left without its release. */
  @Test
  void what_was_superseded_for_a_release_that_may_not_be_deployed_is_deployed_as_before() {
    var scenario = halfway(GivenRelease.pending("1.0.1").requires("kubernetes", ">= 1.99"));

    assertThat(wishedPhase(scenario, "1.0.0")).isEqualTo(ReleasePhase.DEPLOYED);
    assertThat(wishedPhase(scenario, "1.0.1")).isEqualTo(ReleasePhase.PENDING);
  }

  /** Somebody who led before may be about to deploy the other one (seed 993). */
  @Test
  void it_is_not_deployed_again_at_once() {
    var next = GivenRelease.pending("1.0.1").requires("kubernetes", ">= 1.99");
    var scenario = halfway(next).later(Duration.ofSeconds(-1));

    assertThat(wishedPhase(scenario, "1.0.0")).isEqualTo(ReleasePhase.SUPERSEDED);
    assertThat(scenario.review().lookAgainAt()).contains(Given.NOW.plus(Duration.ofMinutes(3)));
  }

  @Test
  void what_was_superseded_for_a_release_that_is_gone_is_deployed_as_before() {
    var scenario = halfway(GivenRelease.in(ReleasePhase.SKIPPED, "1.0.1"));

    assertThat(wishedPhase(scenario, "1.0.0")).isEqualTo(ReleasePhase.DEPLOYED);
  }

  @Test
  void what_was_superseded_for_a_release_whose_package_is_refused_is_deployed_as_before() {
    var failure = new InstallFailure(InstallFailure.Reason.REGISTRY, "manifest unknown");
    var scenario = halfway(GivenRelease.pending("1.0.1")).refused("1.0.1", failure);

    assertThat(wishedPhase(scenario, "1.0.0")).isEqualTo(ReleasePhase.DEPLOYED);
  }

  /** After a restart it has to be asked for again. */
  @Test
  void what_was_superseded_stays_so_while_the_package_of_the_next_one_is_on_its_way() {
    var scenario = halfway(GivenRelease.pending("1.0.1"));

    assertThat(wishedPhase(scenario, "1.0.0")).isEqualTo(ReleasePhase.SUPERSEDED);
  }

  @Test
  void never_are_two_wished_to_be_deployed() {
    var scenario =
        upgrading()
            .releases(GivenRelease.in(ReleasePhase.SUPERSEDED, "1.0.0"))
            .releases(GivenRelease.pending("1.1.0"));

    var deployed =
        scenario.wishes(WriteReleaseStatus.class).stream()
            .filter(write -> write.status().phase() == ReleasePhase.DEPLOYED);

    assertThat(deployed).hasSize(1);
  }

  /** The other one may be Deployed already; the simulator found two (seed 478). */
  @Test
  void nothing_is_deployed_while_a_write_of_another_release_is_on_its_way() {
    var first = new ObjectRef(ObjectKind.RELEASE, "echo-v1.0.0");
    var write = new RefreshObject(first);
    var owner = new Key.OfModule(Given.ECHO);
    var scenario =
        Scenario.enabled()
            .module(GivenModule.in("Downloading").takenFrom("main"))
            .releases(GivenRelease.pending("1.0.0"), GivenRelease.pending("1.0.1"))
            .prepared("1.0.1")
            .observe(new EffectStarted(write.key(), owner, "status 5", Given.NOW));
    assertThat(wishedPhase(scenario, "1.0.1")).isEqualTo(ReleasePhase.PENDING);

    var written = new Written(first, Given.VERSION + 1, Given.NOW);
    scenario.observe(new EffectEnded(write.key(), owner, "", Given.NOW, Optional.of(written)));
    assertThat(wishedPhase(scenario, "1.0.1")).isEqualTo(ReleasePhase.PENDING);
    assertThat(scenario.review().lookAgainAt()).contains(Given.NOW.plusSeconds(30));

    scenario.observe(new Gone(first));
    assertThat(wishedPhase(scenario, "1.0.1")).isEqualTo(ReleasePhase.DEPLOYED);
  }

  /** Its echo can have come before the answer (seed 426). */
  @Test
  void a_release_that_was_gone_before_its_creation_was_answered_is_asked_for_once() {
    var ref = new ObjectRef(ObjectKind.RELEASE, "echo-v1.0.0");
    var write = new RefreshObject(ref);
    var owner = new Key.OfModule(Given.ECHO);
    var written = new Written(ref, Given.VERSION, Given.NOW);
    var scenario =
        Scenario.enabled()
            .observe(new EffectStarted(write.key(), owner, "create", Given.NOW))
            .observe(new Gone(ref))
            .observe(new EffectEnded(write.key(), owner, "", Given.NOW, Optional.of(written)))
            .later(Duration.ofSeconds(30));

    assertThat(scenario.wishes(RefreshObject.class)).contains(write);
  }

  /** Another process led meanwhile (seed 11500). */
  @Test
  void a_failure_of_the_past_does_not_hold_up_the_next_minor_when_helm_says_deployed() {
    var scenario =
        Scenario.enabled()
            .module(GivenModule.in("Ready").takenFrom("main"))
            .releases(GivenRelease.deployed("1.0.0"), GivenRelease.pending("1.1.0"))
            .installFailed("1.0.0", "this process does not lead any more");
    var record =
        new HelmRecord("echo", 1, "deployed", "1.0.0", Optional.of(scenario.identity("1.0.0")));

    scenario.observe(new HelmRecordObserved(record)).prepared("1.1.0");

    assertThat(wishedPhase(scenario, "1.0.0")).isEqualTo(ReleasePhase.SUPERSEDED);
  }

  @Test
  void a_package_that_is_not_prepared_leaves_the_old_release_in_force() {
    var scenario =
        Scenario.enabled()
            .module(GivenModule.in("Ready").takenFrom("main"))
            .releases(GivenRelease.deployed("1.0.0"))
            .installed("1.0.0")
            .releases(GivenRelease.pending("1.0.1"));

    assertThat(wishedPhase(scenario, "1.0.0")).isEqualTo(ReleasePhase.DEPLOYED);
    assertThat(wishedPhase(scenario, "1.0.1")).isEqualTo(ReleasePhase.PENDING);
  }

  @Test
  void T10_settings_that_do_not_fit_keep_the_release_pending() {
    var scenario =
        upgrading()
            .observe()
            .releases(GivenRelease.pending("1.0.2"))
            .refused(
                "1.0.2", new InstallFailure(InstallFailure.Reason.SETTINGS, "port is required"));

    assertThat(scenario.releaseStatus("1.0.2"))
        .hasValueSatisfying(
            write -> {
              assertThat(write.status().phase()).isEqualTo(ReleasePhase.PENDING);
              assertThat(write.status().message())
                  .isEqualTo("Initial module config validation failed:\nport is required");
              assertThat(write.notices()).extracting(Notice::warning).containsExactly(true);
            });
    assertThat(wishedPhase(scenario, "1.0.0")).isEqualTo(ReleasePhase.DEPLOYED);
  }

  @Test
  void T19_switching_off_deletes_what_is_pending_and_keeps_what_is_deployed() {
    var scenario = upgrading().config(GivenConfig.disabled());

    assertThat(scenario.wishes(DeleteObject.class))
        .extracting(delete -> delete.ref().name())
        .containsExactly("echo-v1.0.1");
    assertThat(wishedPhase(scenario, "1.0.0")).isEqualTo(ReleasePhase.DEPLOYED);
  }

  @Test
  void a_pending_release_of_another_source_is_skipped() {
    var scenario =
        Scenario.begun()
            .source(Given.MAIN, "echo")
            .source(Given.OTHER, "echo")
            .config(GivenConfig.enabled().source("other"))
            .module(GivenModule.in("Ready").offeredBy("main", "other").takenFrom("main"))
            .releases(GivenRelease.deployed("1.0.0"), GivenRelease.pending("1.0.1"));

    assertThat(wishedPhase(scenario, "1.0.1")).isEqualTo(ReleasePhase.SKIPPED);
  }

  @Test
  void after_a_switch_of_source_a_lower_version_is_what_the_user_asked_for() {
    var scenario =
        Scenario.begun()
            .source(Given.MAIN, "echo")
            .source(Given.OTHER, "echo")
            .config(GivenConfig.enabled().source("other"))
            .module(GivenModule.in("Ready").offeredBy("main", "other").takenFrom("main"))
            .releases(
                GivenRelease.deployed("2.0.0"), GivenRelease.pending("1.0.0").from(Given.OTHER))
            .installed("2.0.0")
            .prepared("1.0.0");

    assertThat(wishedPhase(scenario, "2.0.0")).isEqualTo(ReleasePhase.SUPERSEDED);

    scenario.releases(GivenRelease.in(ReleasePhase.SUPERSEDED, "2.0.0"));

    assertThat(wishedPhase(scenario, "1.0.0")).isEqualTo(ReleasePhase.DEPLOYED);
  }

  @Test
  void a_release_with_an_unreadable_version_says_so_and_blocks_nothing() {
    var scenario = upgrading().releases(GivenRelease.in(ReleasePhase.NONE, "latest"));

    assertThat(scenario.releaseStatus("latest"))
        .map(write -> write.status().message())
        .contains("spec.version is not a semantic version");
    assertThat(wishedPhase(scenario, "1.0.0")).isEqualTo(ReleasePhase.SUPERSEDED);
  }

  @Test
  void T15_of_several_deployed_ones_the_highest_stays() {
    var scenario =
        Scenario.enabled()
            .module(GivenModule.in("Ready").takenFrom("main"))
            .releases(
                GivenRelease.deployed("1.0.0"),
                GivenRelease.deployed("1.1.0"),
                GivenRelease.deployed("1.0.3"))
            .installed("1.1.0")
            .later(Duration.ofHours(1));

    assertThat(wishedPhase(scenario, "1.0.0")).isEqualTo(ReleasePhase.SUPERSEDED);
    assertThat(wishedPhase(scenario, "1.0.3")).isEqualTo(ReleasePhase.SUPERSEDED);
    assertThat(wishedPhase(scenario, "1.1.0")).isEqualTo(ReleasePhase.DEPLOYED);
    assertThat(scenario.releaseStatus("1.0.0").orElseThrow().status().transitionTime())
        .as("W-1")
        .contains(Given.NOW.plus(Duration.ofHours(1)));
  }

  @Test
  void W35_the_version_in_force_under_another_name_says_so() {
    var copy = GivenRelease.pending("1.0.0").named("by-hand");
    var scenario =
        Scenario.enabled()
            .module(GivenModule.in("Ready").takenFrom("main"))
            .releases(GivenRelease.deployed("1.0.0"), copy)
            .installed("1.0.0")
            .conditionsShown();

    assertThat(scenario.wishes(WriteReleaseStatus.class))
        .singleElement()
        .satisfies(
            write -> {
              assertThat(write.ref().name()).isEqualTo("by-hand");
              assertThat(write.status().phase()).isEqualTo(ReleasePhase.PENDING);
              assertThat(write.status().message())
                  .isEqualTo("v1.0.0 is deployed already, as release echo-v1.0.0");
            });
  }

  @Test
  void who_makes_a_release_by_hand_may_leave_out_its_labels() {
    var byHand =
        GivenRelease.in(ReleasePhase.PENDING, "1.0.1")
            .labelled(Keys.MODULE, "")
            .labelled(Keys.SOURCE, "")
            .labelled(Keys.CHECKSUM, "");
    var scenario = running().channel(Given.MAIN, "1.0.1").releases(byHand).conditionsShown();

    assertThat(wishedPhase(scenario, "1.0.1")).isEqualTo(ReleasePhase.PENDING);
    assertThat(scenario.wishes(PatchRelease.class))
        .singleElement()
        .satisfies(
            patch -> {
              assertThat(patch.labels())
                  .containsEntry(Keys.MODULE, Optional.of("echo"))
                  .containsEntry(Keys.SOURCE, Optional.of("main"));
              assertThat(patch.annotations()).isEmpty();
            });
    assertThat(scenario.wishes(PreparePackage.class)).isEmpty();
  }

  @Test
  void W5_a_release_that_has_come_back_bears_no_label_of_the_phase_before() {
    var scenario =
        upgrading()
            .releases(GivenRelease.pending("1.0.2").labelled("status", "skipped"))
            .conditionsShown();

    assertThat(scenario.wishes(PatchRelease.class))
        .anySatisfy(
            patch -> assertThat(patch.labels()).containsEntry(Keys.STATUS, Optional.empty()));
  }

  @Test
  void a_release_that_is_being_deleted_is_left_alone() {
    var scenario =
        Scenario.enabled()
            .module(GivenModule.in("Ready").takenFrom("main"))
            .releases(GivenRelease.deployed("1.0.0"), GivenRelease.pending("1.0.1").deleting())
            .installed("1.0.0");

    assertThat(scenario.releaseStatus("1.0.1")).isEmpty();
  }

  @Test
  void T1_a_new_release_becomes_pending() {
    var scenario =
        Scenario.enabled()
            .module(GivenModule.in("Downloading").takenFrom("main"))
            .releases(GivenRelease.in(ReleasePhase.NONE, "1.0.0").first());

    assertThat(wishedPhase(scenario, "1.0.0")).isEqualTo(ReleasePhase.PENDING);
  }

  @Test
  void labels_follow_the_phase_and_apply_now_is_spent() {
    var scenario =
        Scenario.enabled()
            .module(GivenModule.in("Ready").takenFrom("main"))
            .releases(GivenRelease.in(ReleasePhase.DEPLOYED, "1.0.0").first())
            .installed("1.0.0")
            .conditionsShown();

    assertThat(scenario.wish(PatchRelease.class))
        .hasValueSatisfying(
            patch -> {
              assertThat(patch.labels()).isEqualTo(Map.of(Keys.STATUS, Optional.of("deployed")));
              assertThat(patch.annotations()).isEqualTo(Map.of(Keys.APPLY_NOW, Optional.empty()));
            });
  }

  @Test
  void the_policy_label_follows_the_policy_in_force() {
    var scenario =
        upgrading()
            .policy(Given.policy("mine", io.slipway.core.value.UpdateMode.MANUAL))
            .config(GivenConfig.enabled().policy("mine"))
            .conditionsShown();

    assertThat(scenario.releaseStatus("1.0.1"))
        .map(write -> write.status().message())
        .hasValueSatisfying(text -> assertThat(text).startsWith("Waiting for the"));
    assertThat(scenario.wishes(PatchRelease.class))
        .extracting(patch -> patch.labels().get(Keys.UPDATE_POLICY))
        .isEqualTo(List.of(Optional.of("mine")));
  }
}
