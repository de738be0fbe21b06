package io.slipway.sim;

import io.slipway.core.effect.Registry;
import io.slipway.core.value.Digest;
import io.slipway.core.value.ModuleDefinition;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.RegistryAccess;
import io.slipway.core.value.RegistryFailure;
import io.slipway.core.value.ReleaseChannel;
import io.slipway.core.value.ReleaseImage;
import io.slipway.core.value.SemVer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Registries whose stable channels point to versions; some calls fail, some modules hide. */
final class SimRegistry implements Registry {
  private static final Duration WIRE_MAX = Duration.ofMillis(1_500);
  private static final RegistryFailure DOWN =
      new RegistryFailure(RegistryFailure.Reason.NETWORK, "connection refused");
  private static final RegistryFailure GONE =
      new RegistryFailure(RegistryFailure.Reason.NOT_FOUND, "manifest unknown");
  private static final RegistryFailure BUSY =
      new RegistryFailure(
          RegistryFailure.Reason.RATE_LIMITED, "too many requests", Duration.ofSeconds(40));

  private final Faults faults;
  private final Map<String, TreeMap<ModuleName, Shelf>> shelves = new TreeMap<>();
  private final Set<String> down = new HashSet<>();
  private long requests;

  SimRegistry(Faults faults) {
    this.faults = faults;
  }

  void push(String repo, ModuleName module, SemVer version) {
    shelves
        .computeIfAbsent(repo, _ -> new TreeMap<>(Comparator.comparing(ModuleName::value)))
        .computeIfAbsent(module, _ -> new Shelf(version))
        .push(version);
  }

  /** What is there of a module, if there is anything. */
  Optional<Shelf> shelf(String repo, ModuleName module) {
    return Optional.ofNullable(shelves.getOrDefault(repo, new TreeMap<>()).get(module));
  }

  void setDown(String repo, boolean isDown) {
    if (isDown) {
      down.add(repo);
    } else {
      down.remove(repo);
    }
  }

  long requests() {
    return requests;
  }

  /** Why the call gets no answer; time passes in any case. */
  private Optional<RegistryFailure> failure(RegistryAccess access) {
    requests++;
    Strand.midst(WIRE_MAX);
    if (faults.happens(Fault.REGISTRY_FAILS) || down.contains(access.repo())) {
      return Optional.of(DOWN);
    }
    return faults.happens(Fault.REGISTRY_IS_BUSY) ? Optional.of(BUSY) : Optional.empty();
  }

  @Override
  public Listing list(RegistryAccess access) {
    var failure = failure(access);
    if (failure.isPresent()) {
      return new Listing.Failed(failure.get());
    }
    return new Listing.Listed(
        shelves.getOrDefault(access.repo(), new TreeMap<>()).entrySet().stream()
            .filter(entry -> entry.getValue().isListed())
            .map(entry -> entry.getKey().value())
            .toList());
  }

  @Override
  public ChannelRead readChannel(
      RegistryAccess access, ModuleName module, ReleaseChannel channel, Optional<Digest> known) {
    var failure = failure(access);
    if (failure.isPresent()) {
      return new ChannelRead.Failed(failure.get());
    }
    return shelf(access.repo(), module)
        .map(shelf -> shelf.channel(channel))
        .map(version -> image(access, module, version))
        .map(image -> read(image, known))
        .orElse(new ChannelRead.Failed(DOWN));
  }

  private static ChannelRead read(ReleaseImage image, Optional<Digest> known) {
    return known.filter(image.digest()::equals).isPresent()
        ? new ChannelRead.Unchanged(image.digest())
        : new ChannelRead.Resolved(image);
  }

  @Override
  public Versions listVersions(RegistryAccess access, ModuleName module) {
    return failure(access)
        .<Versions>map(Versions.Failed::new)
        .orElseGet(
            () ->
                new Versions.Listed(
                    shelf(access.repo(), module).map(Shelf::versions).orElse(List.of())));
  }

  @Override
  public ChannelRead readRelease(RegistryAccess access, ModuleName module, SemVer version) {
    return failure(access)
        .or(() -> missing(access.repo(), module, version))
        .<ChannelRead>map(ChannelRead.Failed::new)
        .orElseGet(() -> new ChannelRead.Resolved(image(access, module, version)));
  }

  /** Why a version cannot be fetched. */
  Optional<RegistryFailure> missing(String repo, ModuleName module, SemVer version) {
    return shelf(repo, module).filter(shelf -> shelf.has(version)).isPresent()
        ? Optional.empty()
        : Optional.of(GONE);
  }

  private ReleaseImage image(RegistryAccess access, ModuleName module, SemVer version) {
    return new ReleaseImage(
        digest(access.repo() + module + version),
        version,
        definition(access.repo(), module, version),
        "{}");
  }

  private ModuleDefinition definition(String repo, ModuleName module, SemVer version) {
    return shelf(repo, module)
        .map(shelf -> shelf.definition(version))
        .orElse(ModuleDefinition.NONE);
  }

  @Override
  public PackageRead fetchPackage(
      RegistryAccess access, ModuleName module, SemVer version, Path into) {
    return new PackageRead.Failed(DOWN);
  }

  static Digest digest(String text) {
    try {
      var sha = MessageDigest.getInstance("SHA-256");
      var hash = sha.digest(text.getBytes(StandardCharsets.UTF_8));
      return new Digest("sha256:" + HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
