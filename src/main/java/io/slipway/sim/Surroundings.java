package io.slipway.sim;

import io.slipway.core.value.SemVer;
import java.time.Duration;
import java.util.List;

/** Versions of the cluster and of the platform, which requirements are about; both only rise. */
final class Surroundings {
  /** So often a process asks the API server for its version. */
  private static final Duration ASKED_EVERY = Duration.ofMinutes(10);

  private static final int FAR = 10;

  private final Agenda agenda;
  private final List<SimProcess> processes;
  private SemVer cluster = SemVer.of(1, 35, 4);
  private SemVer platform = SemVer.of(1, 75, 0);

  Surroundings(Agenda agenda, List<SimProcess> processes) {
    this.agenda = agenda;
    this.processes = processes;
  }

  SemVer cluster() {
    return cluster;
  }

  SemVer platform() {
    return platform;
  }

  /** Lowest minor that does not satisfy yet. */
  long nextMinor(String subject) {
    return 1 + (subject.equals(Demand.OfSurroundings.CLUSTER) ? cluster : platform).minor();
  }

  void upgradeCluster() {
    cluster = SemVer.of(1, cluster.minor() + 1, 0);
    processes.forEach(process -> agenda.within(ASKED_EVERY, process::askForVersion));
  }

  /** The platform brings a new operator, so every process is replaced. */
  void upgradePlatform() {
    platform = SemVer.of(1, platform.minor() + 1, 0);
    processes.forEach(SimProcess::kill);
  }

  /** Upgrades both beyond whatever any version asks for. */
  void satisfyAll() {
    cluster = SemVer.of(1, cluster.minor() + FAR, 0);
    platform = SemVer.of(1, platform.minor() + FAR, 0);
    processes.forEach(SimProcess::kill);
  }
}
