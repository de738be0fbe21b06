package io.slipway.core.effect;

import io.slipway.core.value.Digest;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.RegistryAccess;
import io.slipway.core.value.RegistryFailure;
import io.slipway.core.value.ReleaseChannel;
import io.slipway.core.value.ReleaseImage;
import io.slipway.core.value.SemVer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Port to container registries. Every call blocks (callers run on virtual threads), ends within a
 * bounded time, and never throws: failure is a value.
 */
public interface Registry {
  /** Tags of the source repository: the module names it offers, unfiltered (REG-1). */
  Listing list(RegistryAccess access);

  /**
   * Release image that the channel points to (REG-3). When {@code known} is still the channel's
   * digest the answer is {@link ChannelRead.Unchanged}, at the price of one request and no layer.
   */
  ChannelRead readChannel(
      RegistryAccess access, ModuleName module, ReleaseChannel channel, Optional<Digest> known);

  /** Versions of which a module image exists, from the tags of {@code <repo>/<module>} (REG-21). */
  Versions listVersions(RegistryAccess access, ModuleName module);

  /** Release image of one version (REG-4); never {@link ChannelRead.Unchanged}. */
  ChannelRead readRelease(RegistryAccess access, ModuleName module, SemVer version);

  /**
   * Pulls the module image {@code <repo>/<module>:v<version>} (REG-50) and writes its flattened
   * file tree below {@code into}, an existing empty directory. Nothing outside of it is touched,
   * whatever the archive says (REG-51, REG-52); sizes and counts are bounded. After a failure the
   * content of {@code into} is undefined; the caller deletes it.
   */
  PackageRead fetchPackage(RegistryAccess access, ModuleName module, SemVer version, Path into);

  /** Answer to {@link #list}. */
  sealed interface Listing {
    record Listed(List<String> tags) implements Listing {
      public Listed {
        tags = List.copyOf(tags);
      }
    }

    record Failed(RegistryFailure failure) implements Listing {}
  }

  /** Answer to {@link #readChannel}. */
  sealed interface ChannelRead {
    record Resolved(ReleaseImage image) implements ChannelRead {}

    record Unchanged(Digest digest) implements ChannelRead {}

    record Failed(RegistryFailure failure) implements ChannelRead {}
  }

  /** Answer to {@link #listVersions}. */
  sealed interface Versions {
    /**
     * @param versions without pre-releases, ascending
     */
    record Listed(List<SemVer> versions) implements Versions {
      public Listed {
        versions = List.copyOf(versions);
      }
    }

    record Failed(RegistryFailure failure) implements Versions {}
  }

  /** Answer to {@link #fetchPackage}. */
  sealed interface PackageRead {
    /**
     * @param digest of the module image's manifest
     * @param sizeBytes sum of the file sizes written
     */
    record Fetched(Digest digest, long sizeBytes) implements PackageRead {}

    record Failed(RegistryFailure failure) implements PackageRead {}
  }
}
