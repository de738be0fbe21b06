package io.slipway.sim;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.core.Given;
import io.slipway.core.GivenModule;
import io.slipway.core.GivenRelease;
import io.slipway.core.effect.Installer.InstallRequest;
import io.slipway.core.effect.Installer.PackageRequest;
import io.slipway.core.value.InstallationId;
import io.slipway.core.value.ObjectKind;
import io.slipway.core.value.ObjectRef;
import io.slipway.core.value.SemVer;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Each invariant can fail: a cluster that somebody puts into a forbidden state is noticed. */
class InvariantsTest {
  private final Faults faults = new Faults(new Random(1));
  private final SimCluster cluster = new SimCluster(faults);
  private final SimInstaller installer = new SimInstaller(faults);
  private final Invariants invariants = new Invariants(cluster, installer);

  InvariantsTest() {
    faults.stop();
  }

  private void put(GivenRelease release) {
    cluster.put(new ObjectRef(ObjectKind.RELEASE, release.name()), release.build());
  }

  private void put(GivenModule module) {
    cluster.put(new ObjectRef(ObjectKind.MODULE, "echo"), module.build());
  }

  private void install() {
    var version = SemVer.of(1, 0, 0);
    var request = new PackageRequest(Given.ECHO, version, Given.access(Given.MAIN), "{}", 0);
    installer.install(new InstallRequest(request, new InstallationId(version, "sum", "hash")));
  }

  @Test
  void two_deployed_releases_of_one_module_are_noticed() {
    put(GivenRelease.deployed("1.0.0"));
    put(GivenRelease.deployed("1.0.1"));

    assertThatThrownBy(invariants::check)
        .isInstanceOf(Invariants.Violated.class)
        .hasMessageContaining("two Deployed releases");
  }

  @Test
  void ready_without_an_installation_is_noticed() {
    put(GivenModule.in("Ready"));

    assertThatThrownBy(invariants::check)
        .isInstanceOf(Invariants.Violated.class)
        .hasMessageContaining("Ready without an installation");
  }

  @Test
  void a_module_that_became_ready_rightly_may_be_shown_so_a_little_longer() {
    install();
    put(GivenModule.in("Ready"));
    invariants.check();

    installer.uninstall(Given.ECHO);

    assertThatCode(invariants::check).doesNotThrowAnyException();
  }

  @Test
  void a_module_that_is_shown_ready_again_must_be_installed_again() {
    install();
    put(GivenModule.in("Ready"));
    invariants.check();
    installer.uninstall(Given.ECHO);
    put(GivenModule.in("Downloaded"));
    invariants.check();

    put(GivenModule.in("Ready"));

    assertThatThrownBy(invariants::check).isInstanceOf(Invariants.Violated.class);
  }
}
