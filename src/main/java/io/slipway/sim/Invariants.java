package io.slipway.sim;

import io.slipway.core.value.ModuleObject;
import io.slipway.core.value.ReleaseObject;
import io.slipway.core.value.ReleasePhase;
import java.util.HashMap;
import java.util.HashSet;

/** What must never be seen in the cluster, checked after every change. */
final class Invariants {
  /** An invariant does not hold. */
  static final class Violated extends AssertionError {
    private static final long serialVersionUID = 1;

    Violated(String what) {
      super(what);
    }
  }

  private final SimCluster cluster;
  private final SimInstaller installer;
  private final HashSet<String> wasReady = new HashSet<>();

  Invariants(SimCluster cluster, SimInstaller installer) {
    this.cluster = cluster;
    this.installer = installer;
  }

  void check() {
    atMostOneDeployed();
    neverReadyWithoutInstallation();
  }

  private void atMostOneDeployed() {
    var deployed = new HashMap<String, String>();
    for (var release : cluster.list(ReleaseObject.class)) {
      if (release.is(ReleasePhase.DEPLOYED)) {
        var other = deployed.put(release.spec().moduleName(), release.name());
        if (other != null) {
          throw new Violated("two Deployed releases: " + other + " and " + release.name());
        }
      }
    }
  }

  /** A module may be shown Ready a little longer than it is, never before. */
  private void neverReadyWithoutInstallation() {
    for (var module : cluster.list(ModuleObject.class)) {
      var isReady = module.status().phase().equals("Ready");
      var becameReady = isReady && !wasReady.contains(module.meta().name());
      if (becameReady && installer.record(module.name()).isEmpty()) {
        throw new Violated("Ready without an installation: " + module.name());
      }
      if (isReady) {
        wasReady.add(module.meta().name());
      } else {
        wasReady.remove(module.meta().name());
      }
    }
  }
}
