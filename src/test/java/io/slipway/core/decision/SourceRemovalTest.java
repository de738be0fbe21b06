package io.slipway.core.decision;

import static io.slipway.core.Given.ECHO;
import static io.slipway.core.Given.MAIN;
import static io.slipway.core.Given.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.core.Given;
import io.slipway.core.GivenConfig;
import io.slipway.core.GivenModule;
import io.slipway.core.GivenRelease;
import io.slipway.core.Scenario;
import io.slipway.core.effect.Effect;
import io.slipway.core.effect.Notice;
import io.slipway.core.effect.RegistryEffect;
import io.slipway.core.effect.WriteEffect.DeleteObject;
import io.slipway.core.effect.WriteEffect.RefreshObject;
import io.slipway.core.effect.WriteEffect.WriteSourceFinalizers;
import io.slipway.core.effect.WriteEffect.WriteSourceStatus;
import io.slipway.core.event.ClusterEvent;
import io.slipway.core.event.ClusterEvent.KindLost;
import io.slipway.core.event.EffectEvent.EffectStarted;
import io.slipway.core.value.Key;
import io.slipway.core.value.ObjectKind;
import io.slipway.core.value.ObjectMeta;
import io.slipway.core.value.ReleasePhase;
import io.slipway.core.value.SourceObject;
import io.slipway.core.value.SourceObject.Status;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** sources.md 1.9. */
class SourceRemovalTest {
  private static final String BLOCKED =
      "The source contains at least 1 deployed release and cannot be deleted."
          + " Please delete target ModuleReleases manually to continue";
  private static final String MODULES = "modules.deckhouse.io/module-exists";
  private static final String RELEASES = "modules.deckhouse.io/release-exists";
  private static final String FOREIGN = "example.com/keep";
  private static final Map<String, String> FORCE =
      Map.of("modules.deckhouse.io/force-delete", "true");

  private static SourceObject source(
      boolean deleting, Status status, Map<String, String> annotations, String... finalizers) {
    var meta =
        new ObjectMeta(
            "main",
            "uid-main",
            Given.VERSION,
            1,
            Map.of(),
            annotations,
            List.of(finalizers),
            deleting);
    return new SourceObject(meta, Given.access(MAIN), status);
  }

  private static Status showing(String phase, String message) {
    return new Status(phase, Optional.of(Given.NOW), message, List.of());
  }

  private static SourceObject deleted(String... finalizers) {
    return source(true, showing("Terminating", ""), Map.of(), finalizers);
  }

  /** The source, with Module and deployed release of {@code echo}. */
  private static Scenario inUse(SourceObject source) {
    return Scenario.begun()
        .source(MAIN, "echo")
        .config(GivenConfig.enabled())
        .module(GivenModule.in("Ready").with("EnabledByModuleManager", "True", "", ""))
        .releases(GivenRelease.deployed("1.0.0"))
        .source(source);
  }

  private static Optional<List<String>> finalizers(Scenario scenario) {
    return wished(scenario, WriteSourceFinalizers.class).map(WriteSourceFinalizers::finalizers);
  }

  private static Optional<Status> status(Scenario scenario) {
    return wished(scenario, WriteSourceStatus.class).map(WriteSourceStatus::status);
  }

  private static <E extends Effect> Optional<E> wished(Scenario scenario, Class<E> type) {
    return scenario.review(MAIN).effects().stream()
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst();
  }

  @Test
  void OBJ_15_the_first_finalizer_comes_after_the_first_scan_has_been_told() {
    var scenario = Scenario.begun().source(MAIN, "echo").channel(MAIN, "1.0.0");

    assertThat(finalizers(scenario)).isEmpty();

    scenario.source(Given.source(MAIN, status(scenario).orElseThrow()));

    assertThat(finalizers(scenario)).contains(List.of(MODULES));
  }

  @Test
  void OBJ_15_a_failed_scan_adds_none() {
    var scenario =
        Scenario.begun().source(source(false, showing("Active", "no such host"), Map.of()));

    assertThat(finalizers(scenario)).isEmpty();
  }

  @Test
  void a_deployed_release_adds_the_second_and_those_of_others_stay() {
    var told = showing("Active", "Ready");
    var scenario =
        Scenario.begun()
            .source(source(false, told, Map.of(), FOREIGN, MODULES))
            .releases(GivenRelease.pending("1.1.0"), GivenRelease.deployed("1.0.0"));

    assertThat(finalizers(scenario)).contains(List.of(FOREIGN, MODULES, RELEASES));

    scenario.source(source(false, told, Map.of(), FOREIGN, MODULES, RELEASES));

    assertThat(finalizers(scenario)).isEmpty();
  }

  @Test
  void a_deployed_release_of_another_source_adds_none() {
    var scenario =
        Scenario.begun()
            .source(source(false, showing("Active", "Ready"), Map.of(), MODULES))
            .releases(GivenRelease.deployed("1.0.0").from(OTHER));

    assertThat(finalizers(scenario)).isEmpty();
  }

  @Test
  void DEL_1_that_it_goes_is_told_first() {
    var shown = showing("Active", "Ready");
    var scenario = Scenario.begun().source(source(true, shown, Map.of(), MODULES));

    assertThat(status(scenario)).contains(showing("Terminating", "Ready"));
    assertThat(finalizers(scenario)).isEmpty();
  }

  @Test
  void DEL_3_a_deployed_release_keeps_it_and_both_finalizers() {
    var scenario = inUse(source(true, showing("Active", "Ready"), Map.of(), MODULES, RELEASES));

    var write = wished(scenario, WriteSourceStatus.class).orElseThrow();
    assertThat(write.status()).isEqualTo(showing("Terminating", BLOCKED));
    assertThat(write.notices()).containsExactly(new Notice(true, "DeletionBlocked", BLOCKED));

    scenario.source(source(true, showing("Terminating", BLOCKED), Map.of(), MODULES, RELEASES));

    assertThat(scenario.review(MAIN).effects()).isEmpty();
  }

  @Test
  void DEL_3_modules_of_a_blocked_source_go_on() {
    var scenario = inUse(deleted(MODULES, RELEASES));

    assertThat(scenario.review().effects()).noneMatch(DeleteObject.class::isInstance);
    assertThat(SourceChoice.of(scenario.world(), scenario.echo()).available())
        .containsExactly("main");
  }

  @Test
  void a_deployed_release_keeps_it_even_before_the_second_finalizer_was_added() {
    assertThat(finalizers(inUse(deleted(MODULES)))).isEmpty();
    assertThat(status(inUse(deleted(MODULES)))).contains(showing("Terminating", BLOCKED));
  }

  @Test
  void DEL_4_without_a_deployed_release_the_second_goes_first_and_the_message_with_it() {
    var blocked =
        source(true, showing("Terminating", BLOCKED), Map.of(), MODULES, FOREIGN, RELEASES);
    var scenario = Scenario.begun().source(MAIN, "echo").module(GivenModule.in("Available"));

    assertThat(status(scenario.source(blocked))).contains(showing("Terminating", ""));
    assertThat(finalizers(scenario.source(deleted(MODULES, FOREIGN, RELEASES))))
        .contains(List.of(MODULES, FOREIGN));
  }

  @Test
  void DEL_5_the_first_stays_until_no_module_names_the_source() {
    var scenario = Scenario.begun().source(MAIN, "echo").module(GivenModule.in("Available"));
    scenario.source(deleted(MODULES));

    assertThat(finalizers(scenario)).isEmpty();

    scenario.module(GivenModule.in("Available").offeredBy("other"));

    assertThat(finalizers(scenario)).contains(List.of());
  }

  @Test
  void DEL_5_a_module_that_the_status_does_not_list_is_waited_for_as_well() {
    var scenario = Scenario.begun().source(deleted(MODULES)).module(GivenModule.in("Available"));

    assertThat(scenario.review(MAIN).effects()).isEmpty();
  }

  @Test
  void DEL_6_DEL_9_force_ends_it_at_once() {
    var blocked = source(true, showing("Terminating", BLOCKED), FORCE, MODULES, FOREIGN, RELEASES);

    assertThat(finalizers(inUse(blocked))).contains(List.of(FOREIGN));
    assertThat(finalizers(Scenario.blank().source(blocked))).contains(List.of(FOREIGN));
  }

  @Test
  void only_the_value_true_forces() {
    var scenario =
        inUse(
            source(
                true,
                showing("Terminating", BLOCKED),
                Map.of("modules.deckhouse.io/force-delete", "yes"),
                MODULES,
                RELEASES));

    assertThat(scenario.review(MAIN).effects()).isEmpty();
  }

  @Test
  void force_means_nothing_before_it_is_deleted() {
    var told = showing("Active", "Ready");
    var scenario = inUse(source(false, told, FORCE, MODULES, RELEASES));

    assertThat(finalizers(scenario)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(value = ReleasePhase.class, names = "DEPLOYED", mode = Mode.EXCLUDE)
  void DEL_7_only_what_is_deployed_blocks(ReleasePhase phase) {
    var scenario =
        Scenario.begun()
            .source(MAIN, "echo")
            .releases(GivenRelease.in(phase, "1.0.0"))
            .source(deleted(MODULES, RELEASES));

    assertThat(finalizers(scenario)).contains(List.of(MODULES));
  }

  @Test
  void DEL_7_what_runs_while_the_next_release_takes_over_blocks_as_well() {
    var scenario =
        inUse(deleted(MODULES, RELEASES))
            .installed("1.0.0")
            .releases(GivenRelease.in(ReleasePhase.SUPERSEDED, "1.0.0"))
            .releases(GivenRelease.pending("1.1.0"));

    assertThat(finalizers(scenario)).isEmpty();
    assertThat(status(scenario)).contains(showing("Terminating", BLOCKED));
  }

  @Test
  void a_release_whose_write_is_on_its_way_is_waited_for() {
    var pending = GivenRelease.pending("1.0.0");
    var scenario =
        Scenario.begun().source(MAIN, "echo").releases(pending).source(deleted(MODULES, RELEASES));
    var write = RefreshObject.of(pending.build());
    scenario.observe(
        new EffectStarted(write.key(), new Key.OfModule(ECHO), write.identity(), scenario.now()));

    assertThat(scenario.review(MAIN).effects()).isEmpty();
  }

  @Test
  void a_source_that_cannot_be_read_is_let_go_like_any_other() {
    var scenario =
        Scenario.begun()
            .source(source(true, showing("Terminating", "no such host"), Map.of(), MODULES));

    assertThat(finalizers(scenario)).contains(List.of());
    assertThat(scenario.review(MAIN).effects()).noneMatch(RegistryEffect.class::isInstance);
  }

  /** Nobody can take that back, and it is no wish about the modules. */
  @Test
  void a_source_that_goes_with_its_kind_is_let_go() {
    var scenario = inUse(deleted(MODULES, RELEASES)).observe(new KindLost(ObjectKind.SOURCE));

    assertThat(finalizers(scenario)).contains(List.of());
  }

  @Test
  void nothing_is_let_go_before_everything_is_known() {
    var scenario =
        Scenario.blank()
            .observe(new ClusterEvent.SourcesListed(List.of(deleted(MODULES, RELEASES))));

    assertThat(scenario.review(MAIN).effects()).isEmpty();
  }
}
