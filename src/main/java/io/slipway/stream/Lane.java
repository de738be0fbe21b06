package io.slipway.stream;

import io.slipway.core.effect.Effect;
import io.slipway.core.effect.InstallEffect;
import io.slipway.core.effect.NotifyEffect;
import io.slipway.core.effect.RegistryEffect;
import io.slipway.core.effect.WriteEffect;

/**
 * Effects that share a bound on how many run at once. What may take long for reasons of its own (a
 * slow download, a chart, a job that runs at a removal) holds up nothing of another kind.
 */
public enum Lane {
  REGISTRY(32),
  DOWNLOAD(12),
  INSTALL(16),
  UNINSTALL(4),
  NOTIFY(4),
  WRITE(8);

  private final int runningMax;

  Lane(int runningMax) {
    this.runningMax = runningMax;
  }

  public int runningMax() {
    return runningMax;
  }

  /** Whose work it is: a source whose registry hangs must leave places to the others. */
  static String share(Effect effect) {
    return switch (effect) {
      case RegistryEffect read -> read.source().value();
      case InstallEffect.PreparePackage prepare -> prepare.request().access().toString();
      case InstallEffect _, NotifyEffect _, WriteEffect _ -> "";
    };
  }

  /** Places that one share may have at once; as many as a registry is connected to at once. */
  int shareMax() {
    return switch (this) {
      case REGISTRY, DOWNLOAD -> 8;
      case INSTALL, UNINSTALL, NOTIFY, WRITE -> runningMax;
    };
  }

  static Lane of(Effect effect) {
    return switch (effect) {
      case RegistryEffect _ -> REGISTRY;
      case InstallEffect.PreparePackage _ -> DOWNLOAD;
      case InstallEffect.InstallModule _ -> INSTALL;
      case InstallEffect.UninstallModule _, InstallEffect.DiscardPackages _ -> UNINSTALL;
      case NotifyEffect _ -> NOTIFY;
      case WriteEffect _ -> WRITE;
    };
  }
}
