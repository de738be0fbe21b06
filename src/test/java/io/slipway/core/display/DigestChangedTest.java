package io.slipway.core.display;

import static io.slipway.core.Given.ECHO;
import static io.slipway.core.Given.MAIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.core.Given;
import io.slipway.core.GivenModule;
import io.slipway.core.GivenRelease;
import io.slipway.core.Scenario;
import io.slipway.core.decision.Checksums;
import io.slipway.core.effect.InstallEffect;
import io.slipway.core.effect.Notice;
import io.slipway.core.effect.WriteEffect.CreateRelease;
import io.slipway.core.effect.WriteEffect.DeleteObject;
import io.slipway.core.effect.WriteEffect.WriteSourceStatus;
import io.slipway.core.event.ClusterEvent;
import io.slipway.core.event.RegistryEvent.ChannelResolved;
import io.slipway.core.event.RegistryEvent.Reading;
import io.slipway.core.value.Keys;
import io.slipway.core.value.ModuleDefinition;
import io.slipway.core.value.ObjectKind;
import io.slipway.core.value.ObjectRef;
import io.slipway.core.value.ReleaseChannel;
import io.slipway.core.value.ReleaseImage;
import io.slipway.core.value.ReleasePhase;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same version with a new digest is told and not installed (DESIGN.md section 1; REG-61). */
class DigestChangedTest {
  private static final String TEXT =
      "The channel has another image of this version, which is not installed: " + Given.digest(9);
  private static final String SOURCE_TEXT =
      "DigestChanged: the channel has another image of v1.2.3, which is not installed: "
          + Given.digest(9);

  /** The channel holds an image of the version that no release was made of. */
  private static Scenario replaced(GivenRelease release) {
    var scenario =
        Scenario.enabled()
            .module(GivenModule.in("Ready").takenFrom("main"))
            .releases(release)
            .installed("1.2.3");
    var reading =
        new Reading(ECHO, MAIN, ReleaseChannel.STABLE, scenario.world().source(MAIN).scan());
    var image =
        new ReleaseImage(
            Given.digest(9),
            Given.version("1.2.3"),
            new ModuleDefinition(Optional.of(910), "", Map.of(), Map.of()),
            "{}");
    return scenario.observe(new ChannelResolved(reading, Given.access(MAIN), image));
  }

  @Test
  void the_deployed_release_tells_it() {
    var write = replaced(GivenRelease.deployed("1.2.3")).releaseStatus("1.2.3").orElseThrow();

    assertThat(write.status().phase()).isEqualTo(ReleasePhase.DEPLOYED);
    assertThat(write.status().message()).isEqualTo(TEXT);
    assertThat(write.notices()).containsExactly(new Notice(true, "DigestChanged", TEXT));
  }

  @Test
  void the_source_tells_it() {
    var writes = replaced(GivenRelease.deployed("1.2.3")).review(MAIN).effects();

    assertThat(writes)
        .filteredOn(WriteSourceStatus.class::isInstance)
        .singleElement()
        .isInstanceOfSatisfying(
            WriteSourceStatus.class,
            write -> {
              assertThat(write.status().modules().getFirst().pullError()).isEqualTo(SOURCE_TEXT);
              assertThat(write.notices())
                  .containsExactly(new Notice(true, "DigestChanged", "echo: " + SOURCE_TEXT));
            });
  }

  @Test
  void nothing_is_installed_and_no_release_is_made() {
    var effects = replaced(GivenRelease.deployed("1.2.3")).review().effects();

    assertThat(effects)
        .noneMatch(InstallEffect.class::isInstance)
        .noneMatch(CreateRelease.class::isInstance)
        .noneMatch(DeleteObject.class::isInstance);
  }

  @Test
  void it_is_told_once() {
    var scenario = replaced(GivenRelease.deployed("1.2.3").saying(TEXT)).conditionsShown();

    assertThat(scenario.releaseStatus("1.2.3")).isEmpty();
  }

  @Test
  void a_new_process_lets_it_stand_until_the_channel_is_read() {
    var scenario =
        Scenario.enabled()
            .module(GivenModule.in("Ready").takenFrom("main"))
            .releases(GivenRelease.deployed("1.2.3").saying(TEXT))
            .conditionsShown();

    assertThat(scenario.releaseStatus("1.2.3")).isEmpty();
  }

  @Test
  void it_is_taken_back_when_the_old_image_is_in_the_channel_again() {
    var scenario =
        Scenario.enabled()
            .module(GivenModule.in("Ready").takenFrom("main"))
            .releases(GivenRelease.deployed("1.2.3").saying(TEXT))
            .channel(MAIN, "1.2.3");

    assertThat(scenario.releaseStatus("1.2.3").orElseThrow().status().message()).isEmpty();
  }

  @Test
  void a_release_without_a_checksum_was_made_by_hand() {
    var scenario =
        replaced(GivenRelease.deployed("1.2.3").labelled(Keys.CHECKSUM, "")).conditionsShown();

    assertThat(scenario.releaseStatus("1.2.3")).isEmpty();
  }

  @Test
  void what_waits_with_the_old_image_is_made_anew() {
    var scenario = replaced(GivenRelease.pending("1.2.3").annotated(Keys.APPROVED, "true"));
    var ref = new ObjectRef(ObjectKind.RELEASE, "echo-v1.2.3");

    assertThat(scenario.wish(DeleteObject.class).map(DeleteObject::ref)).contains(ref);
    var made = scenario.observe(new ClusterEvent.Gone(ref)).wish(CreateRelease.class).orElseThrow();
    assertThat(made.labels()).containsEntry(Keys.CHECKSUM, Checksums.release(Given.digest(9)));
    assertThat(made.annotations()).doesNotContainKey(Keys.APPROVED);
    assertThat(made.spec().definition().weight()).contains(910);
  }

  @ParameterizedTest
  @EnumSource(
      value = ReleasePhase.class,
      names = {"SUPERSEDED", "SKIPPED", "SUSPENDED"})
  void what_is_over_is_left_alone(ReleasePhase phase) {
    var scenario = replaced(GivenRelease.in(phase, "1.2.3").labelled(Keys.STATUS, "x"));

    assertThat(scenario.wishes(DeleteObject.class)).isEmpty();
  }
}
