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
  private static final String TAGS = "tags/list";
  private static final String MANIFESTS = "manifests/";
  private static final String RELEASES = "release";
  private static final Pattern VERSION_TAG = Pattern.compile("v\\d+\\.\\d+\\.\\d+");

  private final RegistryLimits limits;
  private final HttpClients clients;
  private final TagList tagList;
  private final Images images;
  private final ImageConfigs configs;

  public VertxRegistry(Vertx vertx) {
    this(vertx, RegistryLimits.DEFAULT);
  }

  public VertxRegistry(Vertx vertx, RegistryLimits limits) {
    this.limits = limits;
    this.clients = new HttpClients(vertx, limits);
    var transport = new HttpTransport(limits, new ProxyChoice(System.getenv()));
    var requests = new RegistryRequests(transport, limits);
    this.tagList = new TagList(requests, limits);
    this.images = new Images(requests, limits);
    this.configs = new ImageConfigs(requests, limits);
  }

  /** What is asked for within the repository, and how. */
  private record Call<T>(String what, Asking<T> asking) {}

  @FunctionalInterface
  private interface Asking<T> {
    T ask(Exchange exchange) throws RegistryException;
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
      return call.asking().ask(Exchange.pulling(session, Deadline.in(limits.call())));
    } catch (RegistryException e) {
      var host = session.repository().host();
      return failed.apply(session.shown(e.at(host, session.url(call.what()))));
    }
  }

  /** How the repository is reached; what the access itself makes impossible is told with it. */
  private Session open(RegistryAccess access, String... below) throws RegistryException {
    try {
      var repository = RepositoryName.parse(access.repo());
      for (var segment : below) {
        repository = repository.child(segment);
      }
      return Session.open(clients, access, repository);
    } catch (RegistryException e) {
      var repo = ErrorText.withoutPassword(access.repo());
      throw e.at(repo, repo);
    }
  }

  @Override
  public Listing list(RegistryAccess access) {
    return answer(
        () -> open(access),
        "new client: ",
        new Call<>(TAGS, exchange -> new Listing.Listed(tags(exchange, "list: "))),
        Listing.Failed::new);
  }

  private List<String> tags(Exchange exchange, String step) throws RegistryException {
    try {
      return tagList.read(exchange);
    } catch (RegistryException e) {
      throw e.prefixed(step);
    }
  }

  @Override
  public ChannelRead readChannel(
      RegistryAccess access, ModuleName module, ReleaseChannel channel, Optional<Digest> known) {
    return answer(
        () -> open(access, module.value(), RELEASES),
        "fetch release image error: ",
        new Call<>(
            MANIFESTS + channel.tag(), exchange -> channel(exchange, module, channel, known)),
        ChannelRead.Failed::new);
  }

  private ChannelRead channel(
      Exchange exchange, ModuleName module, ReleaseChannel channel, Optional<Digest> known)
      throws RegistryException {
    return switch (found(exchange, channel.tag(), known)) {
      case Images.Found.Unchanged() -> new ChannelRead.Unchanged(known.orElseThrow());
      case Images.Found.Image(var manifest) -> read(exchange, module, manifest);
    };
  }

  private Images.Found found(Exchange exchange, String tag, Optional<Digest> known)
      throws RegistryException {
    try {
      return images.resolve(exchange, tag, known);
    } catch (RegistryException e) {
      throw e.prefixed("fetch image error: ");
    }
  }

  @Override
  public ChannelRead readRelease(RegistryAccess access, ModuleName module, SemVer version) {
    return answer(
        () -> open(access, module.value(), RELEASES),
        "fetch release image error: ",
        new Call<>(
            MANIFESTS + version.tag(),
            exchange ->
                read(exchange, module, image(found(exchange, version.tag(), Optional.empty())))),
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
        () -> open(access, module.value()),
        "get registry client: new client: ",
        new Call<>(
            TAGS,
            exchange ->
                new Versions.Listed(
                    versions(
                        tags(exchange, "ensure releases: get new versions: list tags: list: ")))),
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
    var image = new ReleaseFiles(module, tree).read(manifest.digest());
    return new ChannelRead.Resolved(image.createdAt(configs.created(exchange, manifest)));
  }

  @Override
  public PackageRead fetchPackage(
      RegistryAccess access, ModuleName module, SemVer version, Path into) {
    return answer(
        () -> open(access, module.value()),
        "fetch module error: ",
        new Call<>(MANIFESTS + version.tag(), exchange -> fetch(exchange, version, into)),
        PackageRead.Failed::new);
  }

  private PackageRead fetch(Exchange exchange, SemVer version, Path into) throws RegistryException {
    var manifest = image(images.resolve(exchange, version.tag(), Optional.empty()));
    var tree = new DirectoryTree(into, limits.archive().entries());
    images.flatten(exchange, manifest, tree);
    return new PackageRead.Fetched(manifest.digest(), tree.size());
  }
}
