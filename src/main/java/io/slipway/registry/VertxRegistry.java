package io.slipway.registry;

import io.slipway.core.effect.Registry;
import io.slipway.core.value.Digest;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.RegistryAccess;
import io.slipway.core.value.RegistryFailure;
import io.slipway.core.value.ReleaseChannel;
import io.slipway.core.value.SemVer;
import io.slipway.registry.RegistryRequests.Exchange;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Registries over HTTP (sources.md 2). A logical call as a whole is bounded in time by {@link
 * RegistryLimits#call}, each of its answers and archives in size. The texts of failures are those
 * of sources.md 1.6 for the listing and of column J25 in 2.11 for channels.
 */
public final class VertxRegistry implements Registry {
  private static final Pattern VERSION_TAG = Pattern.compile("v\\d+\\.\\d+\\.\\d+");

  private final RegistryLimits limits;
  private final HttpClients clients;
  private final TagList tagList;
  private final Images images;

  public VertxRegistry(Vertx vertx) {
    this(vertx, RegistryLimits.DEFAULT);
  }

  public VertxRegistry(Vertx vertx, RegistryLimits limits) {
    this.limits = limits;
    this.clients = new HttpClients(vertx, limits);
    var transport = new HttpTransport(limits, new ProxyChoice(System.getenv()));
    var requests = new RegistryRequests(transport, new Authenticator(transport, limits));
    this.tagList = new TagList(requests, limits);
    this.images = new Images(requests, limits);
  }

  @FunctionalInterface
  private interface Call<T> {
    T run(Exchange exchange) throws RegistryException;
  }

  @FunctionalInterface
  private interface Opening {
    Session open() throws RegistryException;
  }

  /** Runs a call; each of its failures becomes a value here and nowhere else. */
  private <T> T answer(
      Opening opening, String openingError, Call<T> call, Function<RegistryFailure, T> failed) {
    Session session;
    try {
      session = opening.open();
    } catch (RegistryException e) {
      return failed.apply(e.prefixed(openingError).failure());
    }
    try {
      return call.run(Exchange.pulling(session, Deadline.in(limits.call())));
    } catch (RegistryException e) {
      return failed.apply(session.shown(e));
    }
  }

  @Override
  public Listing list(RegistryAccess access) {
    return answer(
        () -> Session.open(clients, access, RepositoryName.parse(access.repo())),
        "new client: ",
        exchange -> {
          try {
            return new Listing.Listed(tagList.read(exchange));
          } catch (RegistryException e) {
            throw e.prefixed("list: ");
          }
        },
        Listing.Failed::new);
  }

  @Override
  public ChannelRead readChannel(
      RegistryAccess access, ModuleName module, ReleaseChannel channel, Optional<Digest> known) {
    return answer(
        () -> releases(access, module),
        "fetch release image error: ",
        exchange ->
            switch (found(exchange, channel.tag(), known)) {
              case Images.Found.Unchanged() -> new ChannelRead.Unchanged(known.orElseThrow());
              case Images.Found.Image(var manifest) -> read(exchange, module, manifest);
            },
        ChannelRead.Failed::new);
  }

  private Images.Found found(Exchange exchange, String tag, Optional<Digest> known)
      throws RegistryException {
    try {
      return images.resolve(exchange, tag, known);
    } catch (RegistryException e) {
      throw e.prefixed("fetch image error: ");
    }
  }

  private Session releases(RegistryAccess access, ModuleName module) throws RegistryException {
    return Session.open(
        clients,
        access,
        RepositoryName.parse(access.repo()).child(module.value()).child("release"));
  }

  @Override
  public ChannelRead readRelease(RegistryAccess access, ModuleName module, SemVer version) {
    return answer(
        () -> releases(access, module),
        "fetch release image error: ",
        exchange -> read(exchange, module, image(found(exchange, version.tag(), Optional.empty()))),
        ChannelRead.Failed::new);
  }

  private static Manifest.Image image(Images.Found found) {
    if (found instanceof Images.Found.Image(var manifest)) {
      return manifest;
    }
    throw new IllegalStateException("unconditional request answered by a condition");
  }

  @Override
  public Versions listVersions(RegistryAccess access, ModuleName module) {
    return answer(
        () ->
            Session.open(
                clients, access, RepositoryName.parse(access.repo()).child(module.value())),
        "get registry client: new client: ",
        exchange -> {
          try {
            return new Versions.Listed(versions(tagList.read(exchange)));
          } catch (RegistryException e) {
            throw e.prefixed("ensure releases: get new versions: list tags: list: ");
          }
        },
        Versions.Failed::new);
  }

  private static List<SemVer> versions(List<String> tags) {
    return tags.stream()
        .filter(tag -> VERSION_TAG.matcher(tag).matches())
        .flatMap(tag -> SemVer.parse(tag).stream())
        .distinct()
        .sorted()
        .toList();
  }

  private ChannelRead read(Exchange exchange, ModuleName module, Manifest.Image manifest)
      throws RegistryException {
    var tree = new MemoryTree(limits.archive().metadataFile());
    try {
      images.flatten(exchange, manifest, tree);
    } catch (RegistryException e) {
      throw e.prefixed("fetch release metadata error: ");
    }
    return new ChannelRead.Resolved(new ReleaseFiles(module, tree).read(manifest.digest()));
  }

  @Override
  public PackageRead fetchPackage(
      RegistryAccess access, ModuleName module, SemVer version, Path into) {
    return answer(
        () ->
            Session.open(
                clients, access, RepositoryName.parse(access.repo()).child(module.value())),
        "fetch module error: ",
        exchange -> fetch(exchange, version, into),
        PackageRead.Failed::new);
  }

  private PackageRead fetch(Exchange exchange, SemVer version, Path into) throws RegistryException {
    var manifest = image(images.resolve(exchange, version.tag(), Optional.empty()));
    var tree = new DirectoryTree(into, limits.archive().entries());
    images.flatten(exchange, manifest, tree);
    return new PackageRead.Fetched(manifest.digest(), tree.size());
  }
}
