package io.slipway.core.decision;

import static io.slipway.core.Given.MAIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.core.Given;
import io.slipway.core.Scenario;
import io.slipway.core.effect.Effect;
import io.slipway.core.effect.RegistryEffect.ListModules;
import io.slipway.core.event.EffectEvent.EffectEnded;
import io.slipway.core.event.EffectEvent.EffectStarted;
import io.slipway.core.event.LeadershipEvent.LeadershipGained;
import io.slipway.core.event.LeadershipEvent.LeadershipLost;
import io.slipway.core.event.RegistryEvent.DiscoveryFailed;
import io.slipway.core.value.Key;
import io.slipway.core.value.ObjectMeta;
import io.slipway.core.value.RegistryAccess;
import io.slipway.core.value.RegistryFailure;
import io.slipway.core.value.SourceName;
import io.slipway.core.value.SourceObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceDeciderTest {
  private static final RegistryFailure DOWN =
      new RegistryFailure(RegistryFailure.Reason.NETWORK, "connection refused");

  private static boolean scans(Scenario scenario) {
    return scenario.review(MAIN).effects().stream().anyMatch(ListModules.class::isInstance);
  }

  private static Scenario failing(int times) {
    return failing(times, DOWN);
  }

  private static Scenario failing(int times, RegistryFailure failure) {
    var scenario = Scenario.begun().source(Given.source(MAIN));
    for (var i = 0; i < times; i++) {
      Effect list = new ListModules(MAIN, Given.access(MAIN), 1);
      var owner = new Key.OfSource(MAIN);
      scenario.observe(
          new EffectStarted(list.key(), owner, list.identity(), scenario.now()),
          new EffectEnded(
              list.key(),
              owner,
              "NETWORK: connection refused",
              scenario.now(),
              Optional.of(new DiscoveryFailed(MAIN, Given.access(MAIN), failure, scenario.now()))));
    }
    return scenario;
  }

  @Test
  void a_new_source_is_scanned_at_once() {
    assertThat(scans(Scenario.begun().source(Given.source(MAIN)))).isTrue();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "scheme,      true,  registry.example.com/main, secret, ''",
    "repo,        false, registry.example.com/next, secret, ''",
    "credentials, false, registry.example.com/main, better, ''",
    "ca,          false, registry.example.com/main, secret, pem"
  })
  void a_changed_spec_is_scanned_at_once_whatever_failed_before(
      String part, boolean plain, String repo, String dockerCfg, String ca) {
    var scenario = failing(4);
    var moved = new RegistryAccess(plain, repo, dockerCfg, ca);
    assertThat(scans(scenario)).as("%s before", part).isFalse();

    scenario.source(new SourceObject(Given.meta("main"), moved, SourceObject.Status.EMPTY));

    assertThat(scans(scenario)).isTrue();
  }

  @Test
  void the_next_scan_comes_one_interval_later_give_or_take_a_tenth() {
    var scenario =
        Scenario.begun().source(MAIN, "echo").listed(MAIN, "echo").channel(MAIN, "1.0.0");

    var due = scenario.review(MAIN).lookAgainAt().orElseThrow();

    assertThat(Duration.between(Given.NOW, due))
        .isBetween(
            Scenario.SCAN.multipliedBy(9).dividedBy(10),
            Scenario.SCAN.multipliedBy(11).dividedBy(10));
    assertThat(scans(scenario)).isFalse();
    assertThat(scans(scenario.at(due.toString()))).isTrue();
  }

  @Test
  void sources_that_were_all_scanned_at_start_are_spread_over_the_interval() {
    var scenario = Scenario.begun();
    var tenths = new TreeSet<Long>();
    for (var i = 0; i < 200; i++) {
      var name = new SourceName("source-" + i);
      var due = scenario.source(name).review(name).lookAgainAt().orElseThrow();
      tenths.add(Duration.between(Given.NOW, due).dividedBy(Scenario.SCAN.dividedBy(10)));
    }

    assertThat(tenths).containsAll(LongStream.rangeClosed(1, 9).boxed().toList());
    assertThat(tenths).allMatch(tenth -> tenth >= 1 && tenth <= 10);
  }

  @Test
  void a_failed_scan_is_tried_again_soon() {
    var scenario = failing(1);

    assertThat(scans(scenario)).isFalse();
    assertThat(scenario.review(MAIN).lookAgainAt())
        .hasValueSatisfying(at -> assertThat(at).isBefore(Given.NOW.plusSeconds(3)));
    assertThat(scans(scenario.later(Duration.ofSeconds(3)))).isTrue();
  }

  /** Longer than the interval too, but not for ever. */
  @Test
  void a_registry_that_wishes_to_be_left_alone_is_left_alone() {
    for (var wished : List.of(Duration.ofMinutes(10), Duration.ofDays(2))) {
      var limited = new RegistryFailure(RegistryFailure.Reason.RATE_LIMITED, "slow", wished);
      var until = wished.compareTo(Duration.ofHours(1)) > 0 ? Duration.ofHours(1) : wished;
      var scenario = failing(1, limited);

      assertThat(scans(scenario.later(until.minusSeconds(1)))).isFalse();
      assertThat(scans(scenario.later(Duration.ofSeconds(1)))).isTrue();
    }
  }

  @Test
  void many_failures_are_never_waited_out_longer_than_the_interval() {
    var scenario = failing(9);

    assertThat(scans(scenario.later(Scenario.SCAN))).isTrue();
  }

  @Test
  void a_source_that_is_being_deleted_is_not_scanned() {
    var meta = new ObjectMeta("main", "uid", 1, 1, Map.of(), Map.of(), List.of("x"), true);
    var scenario =
        Scenario.begun()
            .source(new SourceObject(meta, Given.access(MAIN), SourceObject.Status.EMPTY));

    assertThat(scans(scenario)).isFalse();
  }

  @Test
  void scans_are_numbered() {
    var scenario = Scenario.begun().source(MAIN).later(Duration.ofHours(1));

    assertThat(scenario.review(MAIN).effects())
        .contains(new ListModules(MAIN, Given.access(MAIN), 2));
  }

  @Test
  void who_comes_to_lead_again_scans_at_once() {
    var scenario = Scenario.begun().source(MAIN).observe(new LeadershipLost());

    scenario.observe(new LeadershipGained());

    assertThat(scans(scenario)).isTrue();
  }
}
