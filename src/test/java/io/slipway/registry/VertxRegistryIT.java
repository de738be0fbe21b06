package io.slipway.registry;

import static io.slipway.registry.RegistryFixture.layer;
import static io.slipway.registry.RegistryFixture.plain;
import static io.slipway.registry.RegistryFixture.push;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.core.effect.Registry.ChannelRead;
import io.slipway.core.effect.Registry.Listing;
import io.slipway.core.effect.Registry.PackageRead;
import io.slipway.core.value.Digest;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.RegistryAccess;
import io.slipway.core.value.RegistryFailure.Reason;
import io.slipway.core.value.ReleaseChannel;
import io.slipway.core.value.ReleaseImage;
import io.slipway.core.value.SemVer;
import io.slipway.harness.RegistryRequest;
import io.slipway.harness.RegistryServer;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against the real registry (sources.md 2). */
class VertxRegistryIT {
  private static final ModuleName FERRY = new ModuleName("ferry");
  private static Vertx vertx;
  private static RegistryServer server;
  private static VertxRegistry registry;
  private static ImagePusher pusher;

  private final String repo = "fleet/" + UUID.randomUUID();
  private final RegistryAccess access = plain(server.host(), repo);
  private final RegistryAccess releases = plain(server.host(), repo + "/ferry/release");

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    server = RegistryServer.start();
    registry = new VertxRegistry(vertx);
    pusher = new ImagePusher(vertx);
  }

  @AfterAll
  static void stop() {
    server.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void the_tags_of_the_source_are_listed_with_one_request() {
    push(pusher, access, "ferry", layer("name", "ferry"));
    push(pusher, access, "tug", layer("name", "tug"));
    var mark = server.mark();

    var listing = registry.list(access);

    assertThat(listing).isInstanceOf(Listing.Listed.class);
    assertThat(((Listing.Listed) listing).tags()).containsExactlyInAnyOrder("ferry", "tug");
    assertThat(server.since(mark)).hasSize(1);
  }

  @Test
  void a_missing_source_repository_is_told_as_the_registry_tells_it() {
    var listing = (Listing.Failed) registry.list(access);

    assertThat(listing.failure().reason()).isEqualTo(Reason.NOT_FOUND);
    assertThat(listing.failure().text())
        .startsWith(
            "list: GET http://%s/v2/%s/tags/list?n=1000: NAME_UNKNOWN: "
                .formatted(server.host(), repo));
  }

  @Test
  void a_channel_gives_version_definition_and_changelog() {
    var pushed =
        push(
            pusher,
            releases,
            "stable",
            layer(
                "version.json",
                "{\"version\": \"v1.2.3\"}",
                "Module.yaml",
                "weight: 910\nrequirements: {kubernetes: 1.30}\n",
                "changelog.yaml",
                "fixes: [Leak]\nfeatures: [Ramp]\n"));

    var image = resolved(Optional.empty());

    assertThat(image.digest()).isEqualTo(pushed.digest());
    assertThat(image.version()).isEqualTo(SemVer.of(1, 2, 3));
    assertThat(image.definition().weight()).contains(910);
    assertThat(image.definition().requirements()).containsEntry("kubernetes", "1.30");
    assertThat(image.changelogJson()).isEqualTo("{\"features\":[\"Ramp\"],\"fixes\":[\"Leak\"]}");
  }

  @Test
  void an_unchanged_channel_costs_one_request() {
    var known = push(pusher, releases, "stable", version("v1.2.3")).digest();
    var mark = server.mark();

    var read = registry.readChannel(access, FERRY, ReleaseChannel.STABLE, Optional.of(known));

    assertThat(read).isEqualTo(new ChannelRead.Unchanged(known));
    assertThat(server.since(mark))
        .containsExactly(
            new RegistryRequest("GET", "/v2/" + repo + "/ferry/release/manifests/stable", 304));
  }

  @Test
  void many_callers_share_a_few_connections() throws Exception {
    var known = push(pusher, releases, "stable", version("v1.2.3")).digest();
    Callable<ChannelRead> call =
        () -> registry.readChannel(access, FERRY, ReleaseChannel.STABLE, Optional.of(known));

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var reads = threads.invokeAll(Collections.nCopies(300, call));

      for (var read : reads) {
        assertThat(read.get()).isEqualTo(new ChannelRead.Unchanged(known));
      }
    }
  }

  @Test
  void a_moved_channel_is_read() {
    var known = push(pusher, releases, "stable", version("v1.2.3")).digest();
    push(pusher, releases, "stable", version("v1.3.0"));

    assertThat(resolved(Optional.of(known)).version()).isEqualTo(SemVer.of(1, 3, 0));
  }

  @Test
  void a_missing_channel_has_the_text_of_the_seed() {
    push(pusher, releases, "v1.2.3", version("v1.2.3"));

    var read =
        (ChannelRead.Failed)
            registry.readChannel(access, FERRY, ReleaseChannel.STABLE, Optional.empty());

    assertThat(read.failure().reason()).isEqualTo(Reason.NOT_FOUND);
    // distribution 3 gives a text as detail, distribution 2 an object: map[Tag:stable]
    assertThat(read.failure().text())
        .isEqualTo(
            "fetch image error: GET http://%s/v2/%s/ferry/release/manifests/stable:"
                    .formatted(server.host(), repo)
                + " MANIFEST_UNKNOWN: manifest unknown; unknown tag=stable");
  }

  @Test
  void a_release_image_without_version_is_malformed() {
    push(pusher, releases, "stable", layer("module.yaml", "weight: 910\n"));

    var read =
        (ChannelRead.Failed)
            registry.readChannel(access, FERRY, ReleaseChannel.STABLE, Optional.empty());

    assertThat(read.failure().reason()).isEqualTo(Reason.MALFORMED);
    assertThat(read.failure().text())
        .startsWith("module \"ferry\" metadata malformed: no version found (http://");
  }

  @Test
  void a_package_is_written_with_its_layers_flattened(@TempDir Path into) throws Exception {
    var pushed =
        push(
            pusher,
            plain(server.host(), repo + "/ferry"),
            "v1.2.3",
            layer("module.yaml", "name: ferry\n", "templates/old.yaml", "a: 1\n"),
            layer("templates/.wh.old.yaml", "", "templates/new.yaml", "b: 2\n"));

    var read = registry.fetchPackage(access, FERRY, SemVer.of(1, 2, 3), into);

    assertThat(read).isEqualTo(new PackageRead.Fetched(pushed.digest(), 17));
    assertThat(Files.readString(into.resolve("module.yaml"))).isEqualTo("name: ferry\n");
    assertThat(into.resolve("templates/new.yaml")).exists();
    assertThat(into.resolve("templates/old.yaml")).doesNotExist();
  }

  @Test
  void a_missing_package_is_told_without_a_prefix(@TempDir Path into) {
    var read = (PackageRead.Failed) registry.fetchPackage(access, FERRY, SemVer.of(9, 0, 0), into);

    assertThat(read.failure().text())
        .startsWith("GET http://%s/v2/%s/ferry/manifests/v9.0.0: ".formatted(server.host(), repo));
  }

  private static byte[] version(String version) {
    return layer("version.json", "{\"version\": \"" + version + "\"}");
  }

  private ReleaseImage resolved(Optional<Digest> known) {
    var read = registry.readChannel(access, FERRY, ReleaseChannel.STABLE, known);
    assertThat(read).isInstanceOf(ChannelRead.Resolved.class);
    return ((ChannelRead.Resolved) read).image();
  }
}
