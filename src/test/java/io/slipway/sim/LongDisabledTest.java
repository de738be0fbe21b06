package io.slipway.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.core.value.ModuleName;
import io.slipway.core.value.ModuleObject;
import io.slipway.core.value.ObjectKind;
import io.slipway.core.value.ObjectRef;
import io.slipway.core.value.ReleaseObject;
import io.slipway.core.value.SemVer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three days pass, in the real engine (releases T20, W-28). */
class LongDisabledTest {
  private static final ModuleName MODULE = Trial.module(0);

  private final Simulation sim = new Simulation(7, Set.of(), Sabotage.NONE);

  @BeforeEach
  void a_module_was_upgraded_once() {
    sim.sources.create(Offers.Source.MAIN);
    sim.offers.add(Offers.Source.MAIN, MODULE);
    sim.start(1);
    sim.wanted.enable(MODULE, true);
    sim.run(Duration.ofMinutes(5));
    sim.offers.push(MODULE, SemVer.of(1, 0, 1));
    sim.run(Duration.ofMinutes(5));
  }

  @AfterEach
  void close() {
    sim.close();
  }

  private ModuleObject module() {
    var ref = new ObjectRef(ObjectKind.MODULE, MODULE.value());
    return (ModuleObject) sim.cluster.get(ref).orElseThrow();
  }

  private List<String> releases() {
    return sim.cluster.list(ReleaseObject.class).stream()
        .map(release -> release.name() + " " + release.status().phase())
        .toList();
  }

  @Test
  void its_releases_go_after_three_days_though_the_process_was_started_anew_meanwhile() {
    sim.wanted.enable(MODULE, false);
    sim.run(Duration.ofHours(71));
    assertThat(module().status().phase()).isEqualTo("Downloaded");
    assertThat(releases()).hasSize(2);
    sim.processes.getFirst().kill();

    sim.run(Duration.ofHours(2));

    assertThat(releases()).isEmpty();
    assertThat(module().status().phase()).isEqualTo("Available");
    assertThat(module().properties())
        .isEqualTo(ModuleObject.Properties.offered(List.of(Offers.Source.MAIN.title())));
  }

  @Test
  void a_config_that_was_deleted_counts_as_one_that_disables() {
    sim.wanted.forget(MODULE);

    sim.run(Duration.ofHours(73));

    assertThat(releases()).isEmpty();
    assertThat(module().status().phase()).isEqualTo("Available");
  }

  @Test
  void enabled_again_afterwards_it_is_installed_at_once() {
    sim.wanted.enable(MODULE, false);
    sim.run(Duration.ofHours(73));

    sim.wanted.enable(MODULE, true);
    sim.run(Duration.ofMinutes(5));

    assertThat(module().status().phase()).isEqualTo("Ready");
    assertThat(releases()).containsExactly(MODULE + "-v1.0.1 DEPLOYED");
  }

  @Test
  void enabled_again_in_time_nothing_is_lost() {
    sim.wanted.enable(MODULE, false);
    sim.run(Duration.ofHours(71));

    sim.wanted.enable(MODULE, true);
    sim.run(Duration.ofHours(3));

    assertThat(module().status().phase()).isEqualTo("Ready");
    assertThat(releases())
        .containsExactly(MODULE + "-v1.0.0 SUPERSEDED", MODULE + "-v1.0.1 DEPLOYED");
  }
}
