package io.slipway.core.event;

import io.slipway.core.value.Digest;
import io.slipway.core.value.InstallFailure;
import io.slipway.core.value.InstallationId;
import io.slipway.core.value.ModuleDefinition;
import io.slipway.core.value.ModuleName;
import java.time.Duration;

/** What became of packages and installations. */
public sealed interface InstallEvent extends Event {
  ModuleName module();

  record PackagePrepared(
      ModuleName module,
      InstallationId id,
      Digest digest,
      ModuleDefinition definition,
      long sizeBytes,
      Duration pull)
      implements InstallEvent {}

  record PackageRefused(ModuleName module, InstallationId id, InstallFailure failure)
      implements InstallEvent {}

  record ModuleInstalled(ModuleName module, InstallationId id) implements InstallEvent {}

  record InstallFailed(ModuleName module, InstallationId id, InstallFailure failure)
      implements InstallEvent {}

  record ModuleUninstalled(ModuleName module) implements InstallEvent {}

  /** Of no version of the module is the package in the store. */
  record PackagesDiscarded(ModuleName module) implements InstallEvent {}

  record UninstallFailed(ModuleName module, InstallFailure failure) implements InstallEvent {}
}
