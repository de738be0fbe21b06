package io.slipway.core.display;

import static io.slipway.core.Given.MAIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.core.Given;
import io.slipway.core.GivenConfig;
import io.slipway.core.GivenModule;
import io.slipway.core.GivenRelease;
import io.slipway.core.Scenario;
import io.slipway.core.decision.Checksums;
import io.slipway.core.effect.InstallEffect;
import io.slipway.core.effect.InstallEffect.InstallModule;
import io.slipway.core.effect.InstallEffect.PreparePackage;
import io.slipway.core.effect.Notice;
import io.slipway.core.effect.WriteEffect.PatchRelease;
import io.slipway.core.effect.WriteEffect.WriteConfigStatus;
import io.slipway.core.effect.WriteEffect.WriteModuleStatus;
import io.slipway.core.effect.WriteEffect.WriteReleaseStatus;
import io.slipway.core.event.ClusterEvent.HelmRecordObserved;
import io.slipway.core.event.RegistryEvent.ChannelResolved;
import io.slipway.core.event.RegistryEvent.Reading;
import io.slipway.core.value.HelmRecord;
import io.slipway.core.value.InstallFailure;
import io.slipway.core.value.InstallationId;
import io.slipway.core.value.Keys;
import io.slipway.core.value.ModuleDefinition;
import io.slipway.core.value.ReleaseChannel;
import io.slipway.core.value.ReleaseImage;
import io.slipway.core.value.ReleasePhase;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The version in force once more, because somebody asked for it (releases.md 6.8, T13, T14). */
class ReinstallationTest {
  private static final InstallFailure REGISTRY =
      new InstallFailure(InstallFailure.Reason.REGISTRY, "no such manifest");
  private static final InstallFailure SETTINGS =
      new InstallFailure(InstallFailure.Reason.SETTINGS, "port is required");

  private static Scenario running() {
    return Scenario.enabled()
        .channel(MAIN, "1.2.3")
        .config(GivenConfig.enabled().showing("1", ""))
        .module(
            GivenModule.in("Ready")
                .takenFrom("main")
                .at("v1.2.3", 900)
                .showing("True")
                .with("EnabledByModuleConfig", "True", "", "")
                .with("EnabledByModuleManager", "True", "", "")
                .with("IsReady", "True", "", "")
                .with("LastReleaseDeployed", "True", "", ""))
        .releases(deployed())
        .conditionsShown()
        .observe(helm(1, "checksum"))
        .installed("1.2.3");
  }

  private static HelmRecordObserved helm(int revision, String checksum) {
    var id = new InstallationId(Given.version("1.2.3"), checksum, "");
    return new HelmRecordObserved(
        new HelmRecord("echo", revision, "deployed", "1.2.3", Optional.of(id)));
  }

  private static GivenRelease deployed() {
    return GivenRelease.deployed("1.2.3").measured();
  }

  private static GivenRelease asked() {
    return deployed().annotated(Keys.REINSTALL, "true");
  }

  private static GivenRelease accepted() {
    return asked().annotated(Keys.REINSTALLATION, "77");
  }

  /** The request has its number, and the package was fetched anew. */
  private static Scenario fetched() {
    return running()
        .releases(accepted())
        .conditionsShown()
        .prepared("1.2.3")
        .module(GivenModule.in("Reconciling").takenFrom("main").at("v1.2.3", 900));
  }

  @Test
  void the_request_gets_a_number_before_anything_is_done() {
    var scenario = running().releases(asked()).conditionsShown();

    assertThat(scenario.wish(PatchRelease.class).orElseThrow().annotations())
        .containsOnlyKeys(Keys.REINSTALLATION)
        .containsEntry(Keys.REINSTALLATION, Optional.of(String.valueOf(Given.VERSION)));
    assertThat(scenario.wishes(InstallEffect.class)).isEmpty();
  }

  @Test
  void T13_the_package_is_fetched_anew_though_nothing_has_changed() {
    var scenario = running().releases(accepted()).conditionsShown();

    var wish = scenario.wish(PreparePackage.class).orElseThrow();

    assertThat(wish.anew()).isTrue();
    assertThat(wish.request().version()).hasToString("1.2.3");
    assertThat(scenario.wishes(WriteModuleStatus.class)).as("Ready meanwhile").isEmpty();
  }

  @Test
  void T13_it_is_announced_and_installed() {
    var announcing = running().releases(accepted()).conditionsShown().prepared("1.2.3");

    assertThat(announcing.wish(WriteModuleStatus.class))
        .hasValueSatisfying(w -> assertThat(w.status().phase()).isEqualTo("Reconciling"));
    assertThat(fetched().wish(InstallModule.class))
        .hasValueSatisfying(w -> assertThat(w.id().reinstallation()).isEqualTo("77"));
  }

  @Test
  void T13_when_it_is_installed_the_annotations_go_and_nothing_more_is_done() {
    var scenario = fetched().installed("1.2.3");

    assertThat(scenario.wish(PatchRelease.class).orElseThrow().annotations())
        .containsEntry(Keys.REINSTALL, Optional.empty())
        .containsEntry(Keys.REINSTALLATION, Optional.empty());
    assertThat(scenario.wishes(InstallEffect.class)).isEmpty();
    assertThat(scenario.releases(deployed()).conditionsShown().wishes(InstallEffect.class))
        .as("without the annotations")
        .isEmpty();
  }

  /** Whoever died after Helm was done and before the annotations were gone. */
  @Test
  void a_new_process_knows_from_helm_that_it_is_done() {
    var id = fetched().identity("1.2.3");
    var record = new HelmRecord("echo", 2, "deployed", "1.2.3", Optional.of(id));

    var scenario =
        Scenario.enabled()
            .module(GivenModule.in("Ready").takenFrom("main"))
            .releases(accepted())
            .conditionsShown()
            .observe(new HelmRecordObserved(record));

    assertThat(scenario.wishes(InstallEffect.class)).isEmpty();
    assertThat(scenario.wish(PatchRelease.class).orElseThrow().annotations())
        .containsEntry(Keys.REINSTALL, Optional.empty());
  }

  @Test
  void a_second_request_is_carried_out_too() {
    var scenario =
        fetched()
            .installed("1.2.3")
            .releases(asked().annotated(Keys.REINSTALLATION, "78"))
            .conditionsShown();

    assertThat(scenario.wish(PreparePackage.class).orElseThrow().id().reinstallation())
        .isEqualTo("78");
  }

  @Test
  void T14_W10_what_cannot_be_fetched_leaves_everything_as_it_is_and_is_told() {
    var scenario = running().releases(accepted()).conditionsShown().refused("1.2.3", REGISTRY);

    var status = scenario.releaseStatus("1.2.3").orElseThrow();
    assertThat(status.status().phase()).isEqualTo(ReleasePhase.DEPLOYED);
    assertThat(status.status().message()).isEqualTo("Reinstallation failed: no such manifest");
    assertThat(status.notices())
        .containsExactly(
            new Notice(true, "ReinstallationFailed", "Reinstallation failed: no such manifest"));
    assertThat(scenario.wishes(PatchRelease.class)).as("the annotation stays").isEmpty();
    assertThat(scenario.wishes(WriteModuleStatus.class)).as("the module stays Ready").isEmpty();
    assertThat(scenario.wishes(WriteConfigStatus.class)).as("the config is right").isEmpty();
  }

  @Test
  void T14_W10_settings_that_do_not_fit_are_told_by_the_config_too() {
    var scenario = running().releases(accepted()).conditionsShown().refused("1.2.3", SETTINGS);

    assertThat(scenario.releaseStatus("1.2.3").orElseThrow().status().message())
        .isEqualTo("Reinstallation failed: port is required");
    assertThat(scenario.wish(WriteConfigStatus.class).orElseThrow().status().message())
        .isEqualTo("Error: port is required");
    assertThat(scenario.wishes(WriteModuleStatus.class)).isEmpty();
  }

  @Test
  void a_new_process_lets_the_text_stand_until_it_has_tried() {
    var scenario =
        running()
            .releases(accepted().saying("Reinstallation failed: no such manifest"))
            .conditionsShown();

    assertThat(scenario.wishes(WriteReleaseStatus.class)).isEmpty();
  }

  @Test
  void what_helm_refuses_is_told_and_tried_again() {
    var scenario = fetched().installFailed("1.2.3", "no such kind");

    assertThat(scenario.releaseStatus("1.2.3").orElseThrow().status().message())
        .isEqualTo("Reinstallation failed: no such kind");
    assertThat(scenario.wish(InstallModule.class)).isPresent();
  }

  @Test
  void a_request_that_is_taken_back_loses_its_number() {
    var scenario =
        running().releases(deployed().annotated(Keys.REINSTALLATION, "77")).conditionsShown();

    assertThat(scenario.wishes(InstallEffect.class)).isEmpty();
    assertThat(scenario.wish(PatchRelease.class).orElseThrow().annotations())
        .containsOnlyKeys(Keys.REINSTALLATION);
  }

  @Test
  void another_image_of_the_version_is_installed_by_it() {
    var scenario = running();
    var reading =
        new Reading(Given.ECHO, MAIN, ReleaseChannel.STABLE, scenario.world().source(MAIN).scan());
    var image =
        new ReleaseImage(Given.digest(9), Given.version("1.2.3"), ModuleDefinition.NONE, "{}");
    var text =
        "The channel has another image of this version, which is not installed: " + Given.digest(9);
    scenario
        .observe(new ChannelResolved(reading, Given.access(MAIN), image))
        .releases(accepted().saying(text))
        .conditionsShown();
    var checksum = Checksums.release(Given.digest(9));

    assertThat(scenario.wish(PreparePackage.class).orElseThrow().id().checksum())
        .isEqualTo(checksum);

    scenario.prepared("1.2.3").installed("1.2.3");
    assertThat(scenario.wish(PatchRelease.class).orElseThrow().labels())
        .containsEntry(Keys.CHECKSUM, Optional.of(checksum));
    assertThat(scenario.wishes(InstallEffect.class)).isEmpty();
  }

  /** Which content there is to install is known from the channel only. */
  @Test
  void a_new_process_asks_for_the_channel_first() {
    var scenario =
        Scenario.enabled()
            .module(GivenModule.in("Ready").takenFrom("main"))
            .releases(accepted())
            .conditionsShown();

    assertThat(scenario.wishes(PreparePackage.class)).isEmpty();
    assertThat(scenario.channel(MAIN, "1.2.3").wishes(PreparePackage.class)).isNotEmpty();
  }

  @Test
  void a_module_that_is_off_is_not_reinstalled() {
    var scenario = running().config(GivenConfig.disabled()).releases(accepted()).conditionsShown();

    assertThat(scenario.wishes(PreparePackage.class)).isEmpty();
    assertThat(scenario.releases(asked()).conditionsShown().wishes(PatchRelease.class)).isEmpty();
  }

  @Test
  void a_release_that_waits_or_is_over_is_not_reinstalled() {
    for (var phase : new ReleasePhase[] {ReleasePhase.PENDING, ReleasePhase.SUPERSEDED}) {
      var release = GivenRelease.in(phase, "1.0.1").annotated(Keys.REINSTALL, "true");

      var patches = running().releases(release).conditionsShown().wishes(PatchRelease.class);

      assertThat(patches).noneMatch(p -> p.annotations().containsKey(Keys.REINSTALLATION));
    }
  }

  @Test
  void the_size_told_is_that_of_what_was_fetched_anew() {
    var unmeasured =
        GivenRelease.deployed("1.2.3")
            .annotated(Keys.REINSTALL, "true")
            .annotated(Keys.REINSTALLATION, "77");
    var scenario = fetched().releases(unmeasured).conditionsShown().installed("1.2.3");

    assertThat(scenario.releaseStatus("1.2.3").orElseThrow().status())
        .satisfies(
            status -> {
              assertThat(status.sizeBytes()).isEqualTo(1_234);
              assertThat(status.pullDuration()).isEqualTo("2.050s");
            });
  }
}
