package io.slipway.core.effect;

import io.slipway.core.value.EffectKey;
import io.slipway.core.value.InstallationId;
import io.slipway.core.value.ModuleName;

/** Work on packages and Helm releases. One at a time for a module. */
public sealed interface InstallEffect extends Effect {
  ModuleName module();

  /** Makes the package available and checks it against the settings. */
  record PreparePackage(Installer.PackageRequest request, InstallationId id)
      implements InstallEffect {
    @Override
    public ModuleName module() {
      return request.module();
    }

    @Override
    public EffectKey key() {
      return new EffectKey("PreparePackage", "Module/" + module());
    }

    @Override
    public String identity() {
      return id.description();
    }

    @Override
    public boolean irreversible() {
      return false;
    }
  }

  /** Brings the Helm release to this package and these settings. */
  record InstallModule(Installer.PackageRequest request, InstallationId id)
      implements InstallEffect {
    @Override
    public ModuleName module() {
      return request.module();
    }

    @Override
    public EffectKey key() {
      return new EffectKey("InstallModule", "Module/" + module());
    }

    @Override
    public String identity() {
      return id.description();
    }

    @Override
    public boolean irreversible() {
      return true;
    }
  }

  /** Removes the Helm release and what it made. */
  record UninstallModule(ModuleName module) implements InstallEffect {
    @Override
    public EffectKey key() {
      return new EffectKey("UninstallModule", "Module/" + module);
    }

    @Override
    public String identity() {
      return "uninstall";
    }

    @Override
    public boolean irreversible() {
      return true;
    }
  }
}
