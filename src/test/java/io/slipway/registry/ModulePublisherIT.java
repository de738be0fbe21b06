package io.slipway.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.core.effect.Registry.ChannelRead;
import io.slipway.core.effect.Registry.Listing;
import io.slipway.core.effect.Registry.PackageRead;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.RegistryAccess;
import io.slipway.core.value.RegistryFailure.Reason;
import io.slipway.core.value.ReleaseChannel;
import io.slipway.core.value.SemVer;
import io.slipway.harness.RegistryServer;
import io.slipway.harness.RegistryServer.Option;
import io.slipway.registry.ImagePusher.Pushed;
import io.slipway.registry.ModulePublisher.Published;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is published is what sources read (sources.md 2.1), on a registry with an account. */
class ModulePublisherIT {
  private static final ModuleName FERRY = new ModuleName("ferry");
  private static Vertx vertx;
  private static RegistryServer server;
  private static VertxRegistry registry;
  private static ModulePublisher publisher;

  private final RegistryAccess access =
      RegistryFixture.withAccount(server.host(), "fleet/" + UUID.randomUUID());

  @TempDir private Path directory;
  @TempDir private Path into;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    server = RegistryServer.start(Option.BASIC_AUTH);
    registry = new VertxRegistry(vertx);
    publisher = new ModulePublisher(new ImagePusher(vertx));
  }

  @AfterAll
  static void stop() {
    server.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @BeforeEach
  void module() throws IOException {
    write("module.yaml", "name: ferry\nweight: 910\n");
    write("changelog.yaml", "fixes: [Leak]\n");
    write("publish.yaml", "version: v1.0.1\nchannels: [Stable, EarlyAccess]\n");
    write("Chart.yaml", "name: ferry\nversion: 1.0.1\n");
    write("templates/marker.yaml", "kind: ConfigMap\n");
    write(".helmignore", "*.md\n");
    write(".git/HEAD", "ref\n");
    write("hooks/start.sh", "#!/bin/sh\n");
    Files.setPosixFilePermissions(
        directory.resolve("hooks/start.sh"), PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void a_published_module_can_be_listed_followed_and_fetched() throws IOException {
    var published = (Published.Done) publisher.publish(directory, access);

    assertThat(published.images())
        .extracting(Pushed.Done::reference)
        .containsExactly(
            access.repo() + "/ferry:v1.0.1",
            access.repo() + "/ferry/release:v1.0.1",
            access.repo() + "/ferry/release:stable",
            access.repo() + "/ferry/release:early-access",
            access.repo() + ":ferry");
    assertThat(registry.list(access)).isEqualTo(new Listing.Listed(List.of("ferry")));
    var release =
        (ChannelRead.Resolved)
            registry.readChannel(access, FERRY, ReleaseChannel.EARLY_ACCESS, Optional.empty());
    assertThat(release.image().version()).isEqualTo(SemVer.of(1, 0, 1));
    assertThat(release.image().definition().weight()).contains(910);
    assertThat(release.image().changelogJson()).isEqualTo("{\"fixes\":[\"Leak\"]}");
    assertThat(registry.fetchPackage(access, FERRY, SemVer.of(1, 0, 1), into))
        .isInstanceOf(PackageRead.Fetched.class);
    assertThat(into.resolve("templates/marker.yaml")).hasContent("kind: ConfigMap");
    assertThat(into.resolve("hooks/start.sh")).isExecutable();
    assertThat(into.resolve("version.json")).hasContent("{\"version\":\"v1.0.1\"}");
    assertThat(into.resolve(".helmignore")).exists();
    assertThat(into.resolve("publish.yaml")).doesNotExist();
    assertThat(into.resolve(".git")).doesNotExist();
  }

  @Test
  void publishing_again_sends_nothing() {
    var first = (Published.Done) publisher.publish(directory, access);
    var mark = server.mark();

    var second = (Published.Done) publisher.publish(directory, access);

    assertThat(first.images()).allMatch(Pushed.Done::changed);
    assertThat(second.images()).noneMatch(Pushed.Done::changed);
    assertThat(second.images())
        .extracting(Pushed.Done::digest)
        .isEqualTo(first.images().stream().map(Pushed.Done::digest).toList());
    assertThat(server.since(mark)).allMatch(request -> request.method().equals("HEAD"));
  }

  @Test
  void a_directory_that_cannot_be_published_is_told() throws IOException {
    write("publish.yaml", "version: v1.0.1\nchannels: [Steady]\n");

    var failed = (Published.Failed) publisher.publish(directory, access);

    assertThat(failed.failure().reason()).isEqualTo(Reason.MALFORMED);
    assertThat(failed.failure().text()).isEqualTo("publish.yaml: no such channel: \"Steady\"");
  }

  @Test
  void without_the_account_nothing_is_published() {
    var anonymous = new RegistryAccess(true, access.repo(), "", "");

    var failed = (Published.Failed) publisher.publish(directory, anonymous);

    assertThat(failed.failure().reason()).isEqualTo(Reason.AUTH);
    assertThat(failed.images()).isEmpty();
  }

  private void write(String path, String content) throws IOException {
    var place = directory.resolve(path);
    Files.createDirectories(place.getParent());
    Files.writeString(place, content);
  }
}
