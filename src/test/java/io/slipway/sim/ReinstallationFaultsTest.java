package io.slipway.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.core.value.HelmRecord;
import io.slipway.core.value.Keys;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.ObjectKind;
import io.slipway.core.value.ObjectRef;
import io.slipway.core.value.ReleaseObject;
import io.slipway.core.value.ReleasePhase;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A reinstallation is carried out once for each request, whatever happens (releases.md 6.8). */
class ReinstallationFaultsTest {
  private static final ModuleName MODULE = Trial.module(0);
  private static final ObjectRef RELEASE = new ObjectRef(ObjectKind.RELEASE, MODULE + "-v1.0.0");
  private static final Duration SETTLED = Duration.ofMinutes(15);

  private static Simulation installed(long seed, Set<Fault> faults) {
    var sim = new Simulation(seed, faults, Sabotage.NONE);
    sim.sources.create(Offers.Source.MAIN);
    sim.offers.add(Offers.Source.MAIN, MODULE);
    sim.start(2);
    sim.wanted.enable(MODULE, true);
    sim.run(SETTLED);
    return sim;
  }

  private static ReleaseObject release(Simulation sim) {
    return (ReleaseObject) sim.cluster.get(RELEASE).orElseThrow();
  }

  private static void ask(Simulation sim) {
    var release = release(sim);
    var meta = release.meta();
    var annotations = new HashMap<>(meta.annotations());
    annotations.put(Keys.REINSTALL, "true");
    sim.cluster.put(
        RELEASE,
        SimObjects.marked(
            release, meta.labels(), annotations, meta.finalizers(), sim.cluster.nextVersion()));
  }

  private static int revision(Simulation sim) {
    return sim.installer.record(MODULE).map(HelmRecord::revision).orElse(0);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void each_request_makes_one_revision(long seed) {
    try (var sim = installed(seed, Set.of())) {
      for (var requests = 1; requests <= 3; requests++) {
        ask(sim);
        sim.run(SETTLED);

        assertThat(revision(sim)).isEqualTo(1 + requests);
        assertThat(release(sim).meta().annotations())
            .doesNotContainKeys(Keys.REINSTALL, Keys.REINSTALLATION);
      }
    }
  }

  /** Helm is never called again once it has told that it is done. */
  @ParameterizedTest
  @ValueSource(ints = {0, 100})
  void whoever_dies_in_between_it_is_carried_out_and_then_no_more(int from) {
    for (var seed = from; seed < from + 100; seed++) {
      var random = new Random(seed);
      try (var sim = installed(seed, EnumSet.noneOf(Fault.class))) {
        ask(sim);
        for (var kills = 0; kills < 3; kills++) {
          sim.run(Duration.ofMillis(random.nextInt(20_000)));
          sim.processes.get(random.nextInt(2)).kill();
        }
        sim.run(SETTLED);

        assertThat(release(sim).is(ReleasePhase.DEPLOYED)).as("seed %d", seed).isTrue();
        assertThat(release(sim).meta().annotations())
            .as("seed %d", seed)
            .doesNotContainKeys(Keys.REINSTALL, Keys.REINSTALLATION);
        var revision = revision(sim);
        assertThat(sim.isInstalled(MODULE)).as("seed %d", seed).isTrue();
        assertThat(revision).as("seed %d", seed).isEqualTo(2);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100})
  void it_is_carried_out_under_faults(int from) {
    for (var seed = from; seed < from + 100; seed++) {
      try (var sim = installed(seed, EnumSet.allOf(Fault.class))) {
        if (sim.cluster
            .get(RELEASE)
            .filter(r -> release(sim).is(ReleasePhase.DEPLOYED))
            .isEmpty()) {
          continue; // still on its way
        }
        ask(sim);
        sim.run(Duration.ofMinutes(2));
        sim.faults.stop();
        sim.run(SETTLED);

        assertThat(release(sim).meta().annotations())
            .as("seed %d", seed)
            .doesNotContainKeys(Keys.REINSTALL, Keys.REINSTALLATION);
        var revision = revision(sim);
        sim.run(SETTLED);
        assertThat(revision(sim)).as("seed %d at rest", seed).isEqualTo(revision);
      }
    }
  }
}
