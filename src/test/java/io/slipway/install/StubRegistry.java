package io.slipway.install;

import io.slipway.core.effect.Registry;
import io.slipway.core.value.Digest;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.RegistryAccess;
import io.slipway.core.value.RegistryFailure;
import io.slipway.core.value.ReleaseChannel;
import io.slipway.core.value.SemVer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Holds packages as maps from path to text, and counts how often one is fetched. */
final class StubRegistry implements Registry {
  private final Map<String, Map<String, String>> packages = new ConcurrentHashMap<>();
  final AtomicInteger fetches = new AtomicInteger();
  private Optional<RegistryFailure> failure = Optional.empty();

  StubRegistry with(
      RegistryAccess access, String module, String version, Map<String, String> files) {
    packages.put(key(access, module, version), new TreeMap<>(files));
    return this;
  }

  /** From now on, whatever is asked for. */
  void failing(RegistryFailure why) {
    failure = Optional.of(why);
  }

  @Override
  public PackageRead fetchPackage(
      RegistryAccess access, ModuleName module, SemVer version, Path into) {
    fetches.incrementAndGet();
    if (failure.isPresent()) {
      return new PackageRead.Failed(failure.get());
    }
    var files = packages.get(key(access, module.value(), version.toString()));
    if (files == null) {
      return new PackageRead.Failed(
          new RegistryFailure(RegistryFailure.Reason.NOT_FOUND, "MANIFEST_UNKNOWN"));
    }
    try {
      for (var file : files.entrySet()) {
        var path = into.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.getValue());
      }
    } catch (IOException broken) {
      return new PackageRead.Failed(
          new RegistryFailure(RegistryFailure.Reason.MALFORMED, "cannot write"));
    }
    return new PackageRead.Fetched(digest(files), 0);
  }

  private static Digest digest(Map<String, String> files) {
    try {
      var hash =
          java.security.MessageDigest.getInstance("SHA-256")
              .digest(files.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
      return new Digest("sha256:" + java.util.HexFormat.of().formatHex(hash));
    } catch (java.security.NoSuchAlgorithmException impossible) {
      throw new UncheckedIOException(new IOException(impossible));
    }
  }

  private static String key(RegistryAccess access, String module, String version) {
    return access.repo() + "/" + module + ":" + version;
  }

  @Override
  public Versions listVersions(RegistryAccess access, ModuleName module) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ChannelRead readRelease(RegistryAccess access, ModuleName module, SemVer version) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Listing list(RegistryAccess access) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ChannelRead readChannel(
      RegistryAccess access, ModuleName module, ReleaseChannel channel, Optional<Digest> known) {
    throw new UnsupportedOperationException();
  }
}
