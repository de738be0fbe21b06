package io.slipway.core.effect;

import io.slipway.core.value.EffectKey;
import io.slipway.core.value.InstallationId;
import io.slipway.core.value.ModuleName;

/** Work on packages and Helm releases. One at a time for a module. */
public sealed interface InstallEffect extends Effect {
  String PREPARE = "PreparePackage";
  String INSTALL = "InstallModule";
  String UNINSTALL = "UninstallModule";
  String DISCARD = "DiscardPackages";

  ModuleName module();

  /** What the work is about, in the keys of all its effects. */
  default String subject() {
    return "Module/" + module();
  }

  /** Whether an effect of this key works on the module. */
  static boolean concerns(EffectKey key, ModuleName module) {
    var subject = "Module/" + module;
    return switch (key.kind()) {
      case PREPARE -> key.subject().startsWith(subject + " ");
      case INSTALL, UNINSTALL, DISCARD -> key.subject().equals(subject);
      default -> false;
    };
  }

  /**
   * Makes the package available and checks it against the settings; for a reinstallation it is
   * fetched anew.
   */
  record PreparePackage(Installer.PackageRequest request, InstallationId id)
      implements InstallEffect {
    @Override
    public ModuleName module() {
      return request.module();
    }

    @Override
    public EffectKey key() {
      return new EffectKey(PREPARE, subject() + " " + request.version().tag());
    }

    /** Whether what lies in the store will not do. */
    public boolean anew() {
      return !id.reinstallation().isEmpty();
    }

    @Override
    public String identity() {
      return id.description();
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
      return new EffectKey(INSTALL, subject());
    }

    @Override
    public String identity() {
      return id.description();
    }
  }

  /** Removes the Helm release and what it made. */
  record UninstallModule(ModuleName module) implements InstallEffect {
    @Override
    public EffectKey key() {
      return new EffectKey(UNINSTALL, subject());
    }

    @Override
    public String identity() {
      return "uninstall";
    }
  }

  /** Removes the packages of a module that nobody has wanted for long from the store. */
  record DiscardPackages(ModuleName module) implements InstallEffect {
    @Override
    public EffectKey key() {
      return new EffectKey(DISCARD, subject());
    }

    @Override
    public String identity() {
      return "discard";
    }
  }
}
