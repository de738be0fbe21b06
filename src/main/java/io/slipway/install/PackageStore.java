package io.slipway.install;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.core.effect.Installer.PackageRequest;
import io.slipway.core.effect.Registry;
import io.slipway.core.effect.Registry.PackageRead;
import io.slipway.core.value.Digest;
import io.slipway.core.value.InstallFailure.Reason;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.RegistryAccess;
import io.slipway.core.value.RegistryFailure;
import io.slipway.core.value.SemVer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Unpacked module images by content: {@code packages/sha256/<hex>}, and an index that says which
 * content a version has in a source, because two sources may hold the same version with other
 * content. A package is fetched into {@code staging}, checked, and renamed, so what is in the store
 * is complete; what was lost or cut since is noticed by its measure and fetched again, and so is
 * what an older version of Slipway left ({@link StoreLayout}).
 */
public final class PackageStore {
  private static final Logger LOG = Logger.getLogger(PackageStore.class);

  private final Path dataDir;
  private final Path staging;
  private final Path content;
  private final Path index;
  private final StoreLayout layout;

  public PackageStore(Path dataDir) {
    this.dataDir = dataDir;
    this.staging = dataDir.resolve("staging");
    this.content = dataDir.resolve("packages").resolve("sha256");
    this.index = dataDir.resolve("packages").resolve("index");
    this.layout = new StoreLayout(dataDir);
  }

  /** Removes what an earlier process left half-fetched. To be called before the first request. */
  public void discardLeftovers() {
    try {
      FileTree.delete(staging);
    } catch (IOException broken) {
      LOG.warnf("Cannot empty %s: %s", staging, describe(broken));
    }
  }

  /** A package in the store. */
  record Stored(Digest digest, Path dir, long sizeBytes, Duration pull) {}

  /** Examines an unpacked package before it is accepted into the store. */
  interface Check {
    void accept(Path dir) throws StepFailed, IOException;
  }

  /** The package of the version: from the store, or else from the registry. */
  Stored obtain(Registry registry, PackageRequest request, Check check) throws StepFailed {
    try {
      layout.ensure();
      var known = find(request);
      return known.isPresent() ? known.get() : fetch(registry, request, check);
    } catch (IOException broken) {
      throw unusable(broken);
    }
  }

  /** As {@link #obtain}, from the registry in any case. */
  Stored renew(Registry registry, PackageRequest request, Check check) throws StepFailed {
    try {
      layout.ensure();
      return fetch(registry, request, check);
    } catch (IOException broken) {
      throw unusable(broken);
    }
  }

  /** Removes all versions of the module, and of their content what no other module has. */
  void discard(ModuleName module) throws StepFailed {
    try {
      layout.ensure();
      forget(module);
    } catch (IOException broken) {
      throw unusable(broken);
    }
  }

  private synchronized void forget(ModuleName module) throws IOException {
    var own = digests(index.resolve(module.value()));
    FileTree.delete(index.resolve(module.value()));
    var others = digests(index);
    for (var digest : own) {
      if (!others.contains(digest)) {
        FileTree.delete(content.resolve(digest.hex()));
      }
    }
  }

  private static Set<Digest> digests(Path entries) throws IOException {
    if (!Files.isDirectory(entries)) {
      return Set.of();
    }
    var digests = new HashSet<Digest>();
    try (var files = Files.walk(entries)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        digest(file).ifPresent(digests::add);
      }
    }
    return digests;
  }

  private static Optional<Digest> digest(Path entry) throws IOException {
    try {
      var text = YamlText.JSON.readTree(Files.readString(entry)).path("digest").asText();
      return Digest.isValid(text) ? Optional.of(new Digest(text)) : Optional.empty();
    } catch (NoSuchFileException | com.fasterxml.jackson.core.JacksonException none) {
      return Optional.empty();
    }
  }

  private Optional<Stored> find(PackageRequest request) throws IOException {
    var file = entry(request.module(), request.version(), request.access());
    try {
      var entry = YamlText.JSON.readTree(Files.readString(file));
      var digest = entry.path("digest").asText();
      return Digest.isValid(digest) ? intact(new Digest(digest), entry) : Optional.empty();
    } catch (NoSuchFileException | com.fasterxml.jackson.core.JacksonException none) {
      return Optional.empty();
    }
  }

  private Optional<Stored> intact(Digest digest, JsonNode entry) throws IOException {
    var dir = content.resolve(digest.hex());
    var expected =
        new FileTree.Measure(entry.path("files").asLong(-1), entry.path("bytes").asLong(-1));
    if (!Files.isDirectory(dir) || !FileTree.measure(dir).equals(expected)) {
      return Optional.empty();
    }
    return Optional.of(new Stored(digest, dir, expected.bytes(), Duration.ZERO));
  }

  private Stored fetch(Registry registry, PackageRequest request, Check check)
      throws IOException, StepFailed {
    Files.createDirectories(staging);
    var fresh = staging.resolve(UUID.randomUUID().toString());
    Files.createDirectory(fresh);
    try {
      var start = System.nanoTime();
      var read =
          registry.fetchPackage(request.access(), request.module(), request.version(), fresh);
      var pull = Duration.ofNanos(System.nanoTime() - start);
      return switch (read) {
        case PackageRead.Fetched fetched -> {
          check.accept(fresh);
          var measure = FileTree.measure(fresh);
          var dir = accept(fresh, request, fetched.digest(), measure);
          yield new Stored(fetched.digest(), dir, measure.bytes(), pull);
        }
        case PackageRead.Failed(var why) -> throw notFetched(why);
      };
    } finally {
      FileTree.delete(fresh);
    }
  }

  private synchronized Path accept(
      Path fresh, PackageRequest request, Digest digest, FileTree.Measure measure)
      throws IOException {
    Files.createDirectories(content);
    var dir = content.resolve(digest.hex());
    var old = staging.resolve(UUID.randomUUID().toString());
    if (Files.exists(dir)) {
      // what is there may be damaged; the fresh copy is not
      Files.move(dir, old, StandardCopyOption.ATOMIC_MOVE);
    }
    Files.move(fresh, dir, StandardCopyOption.ATOMIC_MOVE);
    FileTree.delete(old);
    enter(request, digest, measure);
    return dir;
  }

  private void enter(PackageRequest request, Digest digest, FileTree.Measure measure)
      throws IOException {
    var entry =
        YamlText.JSON
            .createObjectNode()
            .put("digest", digest.value())
            .put("repo", request.access().repo())
            .put("files", measure.files())
            .put("bytes", measure.bytes());
    var file = entry(request.module(), request.version(), request.access());
    Files.createDirectories(file.getParent());
    var fresh = staging.resolve(UUID.randomUUID() + ".json");
    try {
      Files.writeString(fresh, entry.toString());
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /** A full disk makes the reader of the archive fail; the user must hear of the disk. */
  private static StepFailed notFetched(RegistryFailure why) {
    var isOurs = why.reason() == RegistryFailure.Reason.STORE;
    return new StepFailed(isOurs ? Reason.STORE : Reason.REGISTRY, PlainText.line(why.text()));
  }

  private Path entry(ModuleName module, SemVer version, RegistryAccess access) {
    return index
        .resolve(module.value())
        .resolve(version.tag())
        .resolve(sourceKey(access) + ".json");
  }

  private static String sourceKey(RegistryAccess access) {
    try {
      var hash =
          MessageDigest.getInstance("SHA-256")
              .digest(access.repo().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  StepFailed unusable(IOException broken) {
    return new StepFailed(Reason.STORE, unusable(dataDir, broken));
  }

  static String unusable(Path dataDir, IOException broken) {
    return "the data directory %s cannot be used: %s"
        .formatted(dataDir.toAbsolutePath().normalize(), describe(broken));
  }

  /** Without the file: its name may be one of this attempt only, and the next would look new. */
  static String describe(IOException broken) {
    return switch (broken) {
      case java.nio.file.AccessDeniedException _ -> "permission denied";
      case NoSuchFileException _ -> "no such file or directory";
      case java.nio.file.FileAlreadyExistsException _ -> "a file is in the way of a folder";
      case java.nio.file.FileSystemException failed when failed.getReason() != null ->
          failed.getReason();
      default -> String.valueOf(broken.getMessage());
    };
  }
}
