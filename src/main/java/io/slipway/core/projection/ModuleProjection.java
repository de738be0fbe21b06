package io.slipway.core.projection;

import io.slipway.core.value.Announced;
import io.slipway.core.value.ConfigObject;
import io.slipway.core.value.Digest;
import io.slipway.core.value.HelmRecord;
import io.slipway.core.value.InstallFailure;
import io.slipway.core.value.InstallationId;
import io.slipway.core.value.ModuleDefinition;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.ModuleObject;
import io.slipway.core.value.RegistryAccess;
import io.slipway.core.value.RegistryFailure;
import io.slipway.core.value.ReleaseChannel;
import io.slipway.core.value.ReleaseImage;
import io.slipway.core.value.ReleaseObject;
import io.slipway.core.value.SemVer;
import io.slipway.core.value.SourceName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pcollections.HashTreePMap;
import org.pcollections.HashTreePSet;
import org.pcollections.PMap;
import org.pcollections.PSet;

/**
 * One module: its objects, what registries say of it, and what is installed.
 *
 * @param releases by object name
 * @param offeredBy sources whose last listing since this process leads names it
 * @param readings of its channel, by source
 * @param run package and installation as far as this process knows
 * @param announced how it went to tell people of releases, by object name, until the object says it
 */
public record ModuleProjection(
    ModuleName name,
    Objects objects,
    PMap<String, ReleaseObject> releases,
    PSet<SourceName> offeredBy,
    PMap<SourceName, ChannelReading> readings,
    Run run,
    PMap<String, Announced> announced) {
  /**
   * The Module and its config.
   *
   * @param lapsed the config that was there last; absent while one is there
   */
  public record Objects(
      Optional<ModuleObject> module, Optional<ConfigObject> config, Optional<Lapsed> lapsed) {
    static final Objects NONE = new Objects(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * A config that is no more.
   *
   * @param inForce it went away with its whole kind, which says nothing about this module: what it
   *     said holds until there is a config again
   */
  public record Lapsed(ConfigObject config, boolean inForce) {}

  /**
   * @param image of the last successful reading of this channel
   * @param failure of the last reading, absent after a success
   * @param scan of the source that this reading answers
   * @param way to the version in the channel, when it was asked for
   */
  public record ChannelReading(
      RegistryAccess access,
      ReleaseChannel channel,
      long scan,
      Optional<ReleaseImage> image,
      Optional<RegistryFailure> failure,
      Optional<Way> way) {}

  /**
   * Published versions on the way to the one in the channel (sources.md 3.9).
   *
   * @param target version in the channel when the way was asked for
   * @param scan of the source in which the versions were listed last
   * @param failure of the last listing, absent after a success
   * @param images of versions that were read
   * @param unreadable why others could not be read in this scan
   */
  public record Way(
      SemVer target,
      long scan,
      List<SemVer> versions,
      Optional<RegistryFailure> failure,
      PMap<SemVer, ReleaseImage> images,
      PMap<SemVer, RegistryFailure> unreadable) {}

  /**
   * @param prepared packages that were read and checked, the last one of each version
   * @param refused packages that were not accepted, the last refusal of each version
   * @param installed what this process installed last, not contradicted since
   * @param failed last installation that failed
   * @param helm newest record of the Helm release
   */
  public record Run(
      PMap<SemVer, Prepared> prepared,
      PMap<SemVer, Refusal> refused,
      Optional<InstallationId> installed,
      Optional<Refusal> failed,
      Optional<HelmRecord> helm) {
    static final Run NONE =
        new Run(
            HashTreePMap.empty(),
            HashTreePMap.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    /** Whether exactly this is known to be installed. */
    public boolean has(InstallationId id) {
      return known().anyMatch(has -> has.fulfils(id));
    }

    /** What was installed for a request to install once more. */
    public Optional<InstallationId> reinstalled(String number) {
      return known().filter(id -> id.reinstallation().equals(number)).findFirst();
    }

    private Stream<InstallationId> known() {
      return Stream.concat(
          installed.stream(), helm.filter(HelmRecord::isDeployed).flatMap(HelmRecord::id).stream());
    }

    /** What is known to be installed. */
    public Optional<InstallationId> current() {
      return known().findFirst();
    }

    /** Whether this version is known to be installed, with whatever settings. */
    public boolean runs(SemVer version) {
      return current().filter(id -> id.version().equals(version)).isPresent();
    }

    /** The package of the version as it was accepted last, with whatever settings. */
    public Optional<Prepared> preparedVersion(Optional<SemVer> version) {
      return version.flatMap(v -> Optional.ofNullable(prepared.get(v)));
    }

    /** Whether the package was accepted or refused since start. */
    public boolean hasAskedFor(InstallationId id) {
      return preparedAs(id).isPresent() || refusalOf(id).isPresent();
    }

    /** Failure of exactly this installation. */
    public Optional<InstallFailure> failureOf(InstallationId id) {
      return failed.filter(f -> f.id().equals(id)).map(Refusal::failure);
    }

    /** Refusal of exactly this package with these settings. */
    public Optional<InstallFailure> refusalOf(InstallationId id) {
      return Optional.ofNullable(refused.get(id.version()))
          .filter(f -> f.id().equals(id))
          .map(Refusal::failure);
    }

    public Optional<Prepared> preparedAs(InstallationId id) {
      return Optional.ofNullable(prepared.get(id.version())).filter(p -> p.id().equals(id));
    }
  }

  /**
   * A package that lies in the store and fits the settings.
   *
   * @param settingsVersion newest version of the schema of its settings
   */
  public record Prepared(
      InstallationId id,
      Digest digest,
      ModuleDefinition definition,
      int settingsVersion,
      long sizeBytes,
      Duration pull) {}

  public record Refusal(InstallationId id, InstallFailure failure) {}

  static ModuleProjection unknown(ModuleName name) {
    return new ModuleProjection(
        name,
        Objects.NONE,
        HashTreePMap.empty(),
        HashTreePSet.empty(),
        HashTreePMap.empty(),
        Run.NONE,
        HashTreePMap.empty());
  }

  /** Nothing is known of it any more, so it need not be kept. */
  boolean isEmpty() {
    return equals(unknown(name));
  }

  public Optional<ModuleObject> module() {
    return objects.module;
  }

  /** Of exactly this release, and not of one of its name before. */
  public Optional<Announced> announced(ReleaseObject release) {
    return Optional.ofNullable(announced.get(release.name()))
        .filter(known -> known.uid().equals(release.meta().uid()));
  }

  /** The config in force, which may have outlived its object. */
  public Optional<ConfigObject> config() {
    return objects.config.or(() -> objects.lapsed.filter(Lapsed::inForce).map(Lapsed::config));
  }

  /** The config as an object that exists. */
  public Optional<ConfigObject> configObject() {
    return objects.config;
  }

  public boolean switchedOn() {
    return config().filter(ConfigObject::switchesOn).isPresent();
  }

  ModuleProjection with(Objects now) {
    return new ModuleProjection(name, now, releases, offeredBy, readings, run, announced);
  }

  ModuleProjection withReleases(PMap<String, ReleaseObject> now) {
    return new ModuleProjection(name, objects, now, offeredBy, readings, run, announced);
  }

  ModuleProjection withOfferedBy(PSet<SourceName> now) {
    return new ModuleProjection(name, objects, releases, now, readings, run, announced);
  }

  ModuleProjection withReadings(PMap<SourceName, ChannelReading> now) {
    return new ModuleProjection(name, objects, releases, offeredBy, now, run, announced);
  }

  ModuleProjection withAnnounced(PMap<String, Announced> now) {
    return new ModuleProjection(name, objects, releases, offeredBy, readings, run, now);
  }

  ModuleProjection with(Run now) {
    return new ModuleProjection(name, objects, releases, offeredBy, readings, now, announced);
  }
}
