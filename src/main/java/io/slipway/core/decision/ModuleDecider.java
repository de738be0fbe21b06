package io.slipway.core.decision;

import io.slipway.core.effect.InstallEffect.InstallModule;
import io.slipway.core.effect.InstallEffect.PreparePackage;
import io.slipway.core.effect.InstallEffect.UninstallModule;
import io.slipway.core.effect.RegistryEffect.ReadChannel;
import io.slipway.core.effect.WriteEffect;
import io.slipway.core.effect.WriteEffect.CreateModule;
import io.slipway.core.effect.WriteEffect.DeleteObject;
import io.slipway.core.effect.WriteEffect.RefreshObject;
import io.slipway.core.projection.ModuleProjection;
import io.slipway.core.projection.World;
import io.slipway.core.value.InstallFailure;
import io.slipway.core.value.Key;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.ModuleObject;
import io.slipway.core.value.ObjectKind;
import io.slipway.core.value.ObjectRef;
import io.slipway.core.value.ReleaseImage;
import io.slipway.core.value.ReleaseObject;
import io.slipway.core.value.SourceObject;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Everything about one module: what it is, and what should be done for it. */
public final class ModuleDecider {
  /** Phases in which an observer has been told that Helm will run. */
  private static final Set<String> ANNOUNCED = Set.of("Installing", "Reconciling", "Error");

  private ModuleDecider() {}

  public static ModuleVerdict decide(World world, ModuleName name, Instant now, Wishes wishes) {
    var module = world.module(name);
    var line = ReleaseLine.of(module);
    var source = SourceChoice.of(world, module);
    var policy = PolicyChoice.of(world, module);
    var releases = ReleaseDecider.decide(world, module, line, source, policy, now);
    var stage =
        Retirement.stage(
            Installation.stage(world, module, line, source, policy, releases), module, now);
    var verdict =
        new ModuleVerdict(
            module,
            line,
            source,
            policy,
            stage,
            releases,
            refused(world, module, line),
            packageIsKnown(world, module, line));
    readChannels(world, module, now, wishes);
    ReleaseCreation.decide(world, module, source, policy, wishes);
    object(verdict, wishes);
    work(world, verdict, wishes);
    wakeUps(verdict, wishes);
    echoes(world, module, wishes);
    return verdict;
  }

  /** An object on hold keeps work from being done, so its echo is waited for in any case. */
  private static void echoes(World world, ModuleProjection module, Wishes wishes) {
    world.effects().holds().of(new Key.OfModule(module.name())).stream()
        .map(RefreshObject::new)
        .forEach(wishes::add);
  }

  private static Optional<InstallFailure> refused(
      World world, ModuleProjection module, ReleaseLine line) {
    return line.deployed()
        .flatMap(d -> module.run().refusalOf(Target.of(world, module, d).id()))
        .filter(why -> isAboutSettings(line, why));
  }

  /** Why a reinstallation failed is told by the release, unless the settings are the reason. */
  private static boolean isAboutSettings(ReleaseLine line, InstallFailure why) {
    return Refusal.isAboutSettings(why)
        || line.deployed().filter(Reinstallation::isAsked).isEmpty();
  }

  private static boolean packageIsKnown(World world, ModuleProjection module, ReleaseLine line) {
    return line.deployed()
        .map(d -> Target.of(world, module, d).id())
        .map(id -> module.run().has(id) || module.run().hasAskedFor(id))
        .orElse(true);
  }

  private static void readChannels(
      World world, ModuleProjection module, Instant now, Wishes wishes) {
    for (var name : module.offeredBy()) {
      var source = world.source(name);
      var isRegular =
          Following.isDue(world, module, source) || Following.mayRecover(world, module, name);
      var due = isRegular ? Optional.of(Instant.MIN) : Looking.channelDue(source, module.name());
      if (due.filter(now::isBefore).isPresent()) {
        due.ifPresent(wishes::lookAgainAt);
      } else if (due.isPresent()) {
        source
            .object()
            .filter(o -> !o.meta().deleting())
            .ifPresent(o -> wishes.add(read(world, module, o, source.scan())));
      }
    }
  }

  private static ReadChannel read(
      World world, ModuleProjection module, SourceObject source, long scan) {
    var name = source.name();
    var known =
        Following.reading(world, module, name).flatMap(r -> r.image()).map(ReleaseImage::digest);
    return new ReadChannel(
        module.name(), name, source.access(), Following.channel(world, module), known, scan);
  }

  /** A Module exists while a source offers it, or while something of it runs (M-23, M-33). */
  private static void object(ModuleVerdict verdict, Wishes wishes) {
    var module = verdict.module();
    var available = verdict.source().available();
    if (module.module().isEmpty() && !available.isEmpty()) {
      wishes.add(new CreateModule(module.name(), ModuleObject.Properties.offered(available)));
    }
    module
        .module()
        .filter(object -> available.isEmpty() && isOrphan(verdict, object))
        .map(object -> object.meta())
        .filter(meta -> !meta.deleting())
        .map(meta -> new DeleteObject(new ObjectRef(ObjectKind.MODULE, meta.name()), meta))
        .ifPresent(wishes::add);
  }

  private static boolean isOrphan(ModuleVerdict verdict, ModuleObject object) {
    return !object.status().isTrue("EnabledByModuleManager") && !isRunning(verdict);
  }

  private static boolean isRunning(ModuleVerdict verdict) {
    return Installation.isOurs(verdict.module()) || verdict.line().deployed().isPresent();
  }

  private static void work(World world, ModuleVerdict verdict, Wishes wishes) {
    var module = verdict.module();
    if (!module.switchedOn()) {
      switchOff(world, verdict, wishes);
      return;
    }
    if (verdict.source().conflict()) {
      return;
    }
    prepareNext(world, verdict, wishes);
    verdict
        .line()
        .deployed()
        .ifPresent(d -> install(world, verdict, Target.of(world, module, d), wishes));
    verdict.line().outdated().forEach(release -> delete(release, wishes));
  }

  private static void delete(ReleaseObject release, Wishes wishes) {
    var ref = new ObjectRef(ObjectKind.RELEASE, release.name());
    wishes.add(new DeleteObject(ref, release.meta()));
  }

  /** What waits is dropped, what runs is removed, what is Deployed stays for another day (T19). */
  private static void switchOff(World world, ModuleVerdict verdict, Wishes wishes) {
    if (verdict.stage() instanceof Stage.Uninstalling && isAnnouncedOff(world, verdict.module())) {
      wishes.add(new UninstallModule(verdict.module().name()));
    }
    verdict.line().waiting().forEach(release -> delete(release, wishes));
    if (!(verdict.stage() instanceof Stage.Uninstalling)) {
      Retirement.decide(world, verdict.module(), wishes);
    }
  }

  /** Removed is only what every watcher has seen switched off, with no write on its way. */
  private static boolean isAnnouncedOff(World world, ModuleProjection module) {
    var ref = new ObjectRef(ObjectKind.MODULE, module.name().value());
    var isSettled =
        world.effects().holdOf(ref).isEmpty()
            && !world.effects().isInFlight(new WriteEffect.RefreshObject(ref).key());
    return isSettled
        && module
            .module()
            .filter(object -> object.status().isTrue("EnabledByModuleConfig"))
            .isEmpty();
  }

  /** The next release is fetched once its gates are open, after Downloading has been seen. */
  private static void prepareNext(World world, ModuleVerdict verdict, Wishes wishes) {
    var module = verdict.module();
    var isAnnounced =
        verdict.line().deployed().isPresent()
            || verdict.stage() instanceof Stage.Replacing
            || shows(module, "Downloading");
    if (!isAnnounced) {
      return;
    }
    ReleaseDecider.toPrepare(verdict.releases()).stream()
        .map(next -> Target.of(world, module, next.release()))
        .filter(target -> module.run().preparedAs(target.id()).isEmpty())
        .forEach(target -> prepare(target, wishes));
  }

  private static void prepare(Target target, Wishes wishes) {
    target.request().ifPresent(r -> wishes.add(new PreparePackage(r, target.id())));
  }

  /** Helm runs only after the phase that announces it has been seen by every watcher. */
  private static void install(World world, ModuleVerdict verdict, Target target, Wishes wishes) {
    var module = verdict.module();
    if (module.run().has(target.id())) {
      return;
    }
    if (module.run().preparedAs(target.id()).isEmpty()) {
      prepare(target, wishes);
    } else if (isAnnounced(module, verdict.stage())) {
      target.request().ifPresent(r -> wishes.add(new InstallModule(r, target.id())));
    }
  }

  private static boolean isAnnounced(ModuleProjection module, Stage stage) {
    return switch (stage) {
      case Stage.Installing _ -> shows(module, "Installing");
      case Stage.Reconciling _ -> shows(module, "Reconciling");
      default -> ANNOUNCED.stream().anyMatch(phase -> shows(module, phase));
    };
  }

  private static boolean shows(ModuleProjection module, String phase) {
    return module.module().filter(o -> o.status().phase().equals(phase)).isPresent();
  }

  private static void wakeUps(ModuleVerdict verdict, Wishes wishes) {
    ReleaseDecider.restorableAt(verdict.line())
        .filter(wishes.now()::isBefore)
        .ifPresent(wishes::lookAgainAt);
    for (var release : verdict.releases()) {
      for (var gate : release.gates()) {
        if (gate.state() instanceof Gate.State.Waiting(var until, _)) {
          wishes.lookAgainAt(until);
        }
      }
    }
  }
}
