package io.slipway.core.effect;

import io.slipway.core.value.Digest;
import io.slipway.core.value.InstallFailure;
import io.slipway.core.value.InstallationId;
import io.slipway.core.value.ModuleDefinition;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.RegistryAccess;
import io.slipway.core.value.SemVer;
import java.time.Duration;

/**
 * Port to the package store and to Helm. Every call blocks (callers run on virtual threads), may be
 * repeated without harm, and never throws: failure is a value whose text is for the user.
 */
public interface Installer {
  /**
   * Makes the package of a version available in the store, reading it from the registry unless it
   * is there, and checks it: {@code module.yaml}, schemas, and the settings against the schema.
   */
  Prepared prepare(PackageRequest request);

  /**
   * As {@link #prepare}, reading it from the registry though it is in the store. What was there
   * stays when the new one cannot be used, with these settings or at all.
   */
  Prepared renew(PackageRequest request);

  /** Removes every package of the module from the store; none is success. */
  Outcome discard(ModuleName module);

  /**
   * Brings the Helm release of the module to this package and these settings: install or upgrade. A
   * release left pending by a crash is recovered first.
   */
  Outcome install(InstallRequest request);

  /** Uninstalls the module's Helm release; a missing one is success. */
  Outcome uninstall(ModuleName module);

  /**
   * @param settingsJson canonical JSON of {@code ModuleConfig.spec.settings}; {@code {}} when
   *     absent
   * @param settingsVersion {@code ModuleConfig.spec.version}; 0 when absent
   */
  record PackageRequest(
      ModuleName module,
      SemVer version,
      RegistryAccess access,
      String settingsJson,
      int settingsVersion) {}

  /**
   * @param id identity of the wished installation, kept in Helm's record so that a restart
   *     recognises it
   */
  record InstallRequest(PackageRequest request, InstallationId id) {}

  /** Answer to {@link #prepare}. */
  sealed interface Prepared {
    /**
     * @param pull time spent on the registry; zero when the package was in the store
     */
    record Ready(Digest digest, ModuleDefinition definition, long sizeBytes, Duration pull)
        implements Prepared {}

    record Failed(InstallFailure failure) implements Prepared {}
  }

  /** Answer to {@link #install}, {@link #uninstall} and {@link #discard}. */
  sealed interface Outcome {
    record Done() implements Outcome {}

    record Failed(InstallFailure failure) implements Outcome {}
  }
}
