package io.slipway.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.core.effect.Registry.ChannelRead;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.ReleaseChannel;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a release image was built, as its config says. */
class ImageConfigsTest {
  private static final String RELEASE = "/v2/fleet/ferry/release/";
  private static final byte[] LAYER =
      RegistryFixture.layer("version.json", "{\"version\": \"v1.2.3\"}");
  private static final String BUILT =
      "{\"architecture\": \"amd64\", \"created\": \"2026-03-01T10:00:00.5+02:00\"}";

  private final Vertx vertx = Vertx.vertx();
  private final StubRegistry stub = new StubRegistry();
  private final VertxRegistry registry =
      new VertxRegistry(vertx, RegistryLimits.DEFAULT.withCall(Duration.ofSeconds(3)));

  @AfterEach
  void stop() {
    stub.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private Optional<Instant> created() {
    var read =
        registry.readChannel(
            stub.access(""), new ModuleName("ferry"), ReleaseChannel.STABLE, Optional.empty());
    assertThat(read).isInstanceOf(ChannelRead.Resolved.class);
    return ((ChannelRead.Resolved) read).image().created();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The channel is at an image with this config. */
  private String publish(String config, String type) {
    var digest = Manifest.digest(bytes(config));
    var layer = Manifest.digest(LAYER);
    var manifest =
        """
        {"schemaVersion": 2, "mediaType": "%s",
         "config": {"mediaType": "%s", "digest": "%s", "size": %d},
         "layers": [{"mediaType": "%s", "digest": "%s", "size": %d}]}
        """
            .formatted(
                MediaTypes.OCI_MANIFEST,
                type,
                digest,
                bytes(config).length,
                MediaTypes.OCI_LAYER_GZIP,
                layer,
                LAYER.length);
    stub.on(RELEASE + "manifests/stable", 200, MediaTypes.OCI_MANIFEST, bytes(manifest))
        .on(RELEASE + "blobs/" + layer, 200, "application/octet-stream", LAYER);
    return RELEASE + "blobs/" + digest;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/vnd.oci.image.config.v1+json",
        "application/vnd.docker.container.image.v1+json"
      })
  void an_image_says_when_it_was_built(String type) {
    var address = publish(BUILT, type);
    stub.onJson(address, 200, BUILT);

    assertThat(created()).contains(Instant.parse("2026-03-01T08:00:00.500Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"architecture\": \"amd64\", \"os\": \"linux\"}",
        "{\"created\": \"some time after the last storm\"}",
        "{\"created\": {\"year\": 2026, \"month\": 3}}",
        "this is no JSON at all, whatever you may think"
      })
  void what_says_something_else_is_of_unknown_age(String config) {
    stub.onJson(publish(config, MediaTypes.OCI_CONFIG), 200, config);

    assertThat(created()).isEmpty();
  }

  @Test
  void a_config_that_is_not_there_or_another_one_harms_nobody() {
    var address = publish(BUILT, MediaTypes.OCI_CONFIG);
    assertThat(created()).isEmpty();

    stub.onJson(address, 200, BUILT.replace("2026", "2016"));
    assertThat(created()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"os\": \"linux\"}"})
  void a_config_without_room_for_a_time_is_not_asked_for(String config) {
    var address = publish(config, MediaTypes.OCI_CONFIG);

    assertThat(created()).isEmpty();
    assertThat(stub.paths()).doesNotContain(address);
  }
}
