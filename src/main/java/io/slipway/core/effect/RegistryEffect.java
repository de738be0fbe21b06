package io.slipway.core.effect;

import io.slipway.core.value.Digest;
import io.slipway.core.value.EffectKey;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.RegistryAccess;
import io.slipway.core.value.ReleaseChannel;
import io.slipway.core.value.SemVer;
import io.slipway.core.value.SourceName;
import java.util.Optional;

/** Reads of a registry. */
public sealed interface RegistryEffect extends Effect {
  /** Whose registry is read. */
  SourceName source();

  /**
   * Lists the modules of a source.
   *
   * @param scan number of the scan this begins, or of the last one when a push asks
   */
  record ListModules(SourceName source, RegistryAccess access, long scan)
      implements RegistryEffect {
    @Override
    public EffectKey key() {
      return new EffectKey("ListModules", source.subject());
    }

    @Override
    public String identity() {
      return access.toString();
    }
  }

  /**
   * Reads the release image a channel points to.
   *
   * @param known digest of the last reading, when it is of the same source and channel
   * @param scan number of the source's scan this answers
   */
  record ReadChannel(
      ModuleName module,
      SourceName source,
      RegistryAccess access,
      ReleaseChannel channel,
      Optional<Digest> known,
      long scan)
      implements RegistryEffect {
    @Override
    public EffectKey key() {
      return new EffectKey("ReadChannel", "Module/" + module + "@" + source);
    }

    @Override
    public String identity() {
      return access + " " + channel.tag() + " " + scan;
    }
  }

  /**
   * Lists the versions on the way to the one in the channel.
   *
   * @param scan number of the source's scan this answers
   */
  record ListVersions(
      ModuleName module,
      SourceName source,
      RegistryAccess access,
      ReleaseChannel channel,
      SemVer target,
      long scan)
      implements RegistryEffect {
    @Override
    public EffectKey key() {
      return new EffectKey("ListVersions", "Module/" + module + "@" + source);
    }

    @Override
    public String identity() {
      return access + " " + target.tag() + " " + scan;
    }
  }

  /**
   * Reads the release image of a version on the way.
   *
   * @param target version in the channel
   */
  record ReadRelease(
      ModuleName module,
      SourceName source,
      RegistryAccess access,
      ReleaseChannel channel,
      SemVer target,
      SemVer version,
      long scan)
      implements RegistryEffect {
    @Override
    public EffectKey key() {
      return new EffectKey("ReadRelease", "Module/" + module + "@" + source);
    }

    @Override
    public String identity() {
      return access + " " + version.tag() + " " + scan;
    }
  }
}
