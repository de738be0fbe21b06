package io.slipway.product;

import static io.restassured.RestAssured.given;
import static io.slipway.product.Harbour.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.harness.OperatorProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Disks that fill up, turn read-only or lose their files while the operator runs: a clear text and
 * a metric, and recovery without a restart.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DiskIT {
  private static final String FLEET = "fleet";

  private static Harbour harbour;
  private static SmallDisk disk;
  private static OperatorProcess operator;
  private static Path data;
  private static Path temporary;

  @BeforeAll
  static void start() {
    harbour = Harbour.open();
    disk = new SmallDisk(harbour.folder());
    operator =
        OperatorProcess.start(
            harbour
                .settings()
                .with("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + disk.temporary())
                .launchedBy(disk.launcher()));
    operator.awaitReady(Harbour.LIMIT);
    data = SmallDisk.seen(operator.pid(), harbour.folder().resolve("data"));
    temporary = SmallDisk.seen(operator.pid(), disk.temporary());
    for (var name : new String[] {"library", "layers", "full", "locked", "lost", "newer"}) {
      harbour.shipyard().push(FLEET, SmallModule.of(name, "1.0.0"));
    }
    harbour.source(FLEET, FLEET);
    eventually(
        () ->
            assertThat(harbour.object("Module", "lost").at("/status/phase").asText()).isNotEmpty());
  }

  @AfterAll
  static void stop() {
    operator.close();
    harbour.close();
  }

  /** A class that once failed to load its library would fail for ever. */
  @Test
  @Order(1)
  void helm_s_library_waits_for_room_in_the_temporary_folder() {
    SmallDisk.fill(temporary, 20);
    harbour.config("library", "enabled: true");

    eventually(
        () ->
            assertThat(ready("library"))
                .matches(
                    "the temporary folder \\S+ cannot be used: \\d+ MiB free, Helm needs 100"));
    assertCounted("library");

    SmallDisk.free(temporary);
    harbour.awaitPhase("library", "Ready");
  }

  @Test
  @Order(2)
  void a_full_temporary_folder_is_told_on_release_and_source() {
    SmallDisk.fill(temporary, 0);
    harbour.config("layers", "enabled: true");
    harbour.shipyard().push(FLEET, SmallModule.of("latecomer", "1.0.0"));

    eventually(
        () ->
            assertThat(release("layers"))
                .matches(
                    "Package cannot be used: the temporary folder \\S+ cannot be used:"
                        + " No space left on device"));
    assertCounted("layers");
    eventually(
        () ->
            assertThat(harbour.object("ModuleSource", FLEET).at("/status/modules").toString())
                .contains("the temporary folder"));
    eventually(
        () ->
            assertThat(metrics())
                .containsPattern("slipway_poll_failures_total\\{[^}]*reason=\"store\""));

    SmallDisk.free(temporary);
    harbour.awaitPhase("layers", "Ready");
    harbour.config("latecomer", "enabled: true");
    harbour.awaitPhase("latecomer", "Ready");
  }

  @Test
  @Order(3)
  void a_full_data_directory_is_told_and_nothing_is_lost() {
    SmallDisk.fill(data, 0);
    harbour.config("full", "enabled: true");

    eventually(
        () ->
            assertThat(release("full"))
                .matches(
                    "Package cannot be used: the (data directory|folder) \\S+ cannot be used:"
                        + " No space left on device"));
    assertCounted("full");
    harbour.awaitPhase("layers", "Ready");

    SmallDisk.free(data);
    harbour.awaitPhase("full", "Ready");
  }

  @Test
  @Order(4)
  void a_data_directory_that_became_read_only_is_told() {
    disk.remountData(operator.pid(), "ro");
    harbour.config("locked", "enabled: true");

    eventually(
        () ->
            assertThat(release("locked"))
                .matches(
                    "Package cannot be used: the data directory \\S+ cannot be used:"
                        + " Read-only file system"));
    assertCounted("locked");

    disk.remountData(operator.pid(), "rw");
    harbour.awaitPhase("locked", "Ready");
  }

  @Test
  @Order(5)
  void what_was_deleted_is_fetched_again_when_it_is_needed() {
    harbour.config("lost", "enabled: true");
    harbour.awaitPhase("lost", "Ready");
    SmallDisk.empty(data);
    harbour.client().configMaps().inNamespace("default").withName("lost-marker").delete();

    harbour.config("lost", "enabled: true, version: 1, settings: {colour: red}");

    eventually(
        () ->
            assertThat(
                    harbour
                        .client()
                        .configMaps()
                        .inNamespace("default")
                        .withName("lost-marker")
                        .get())
                .isNotNull());
    harbour.awaitPhase("lost", "Ready");
    assertThat(data.resolve("packages")).isNotEmptyDirectory();
  }

  @Test
  @Order(6)
  void a_data_directory_of_a_newer_version_is_not_touched() throws Exception {
    Files.writeString(data.resolve("layout"), "99");
    harbour.config("newer", "enabled: true");

    eventually(
        () ->
            assertThat(release("newer"))
                .contains("it is of a newer version of Slipway (layout 99"));
    assertCounted("newer");
    assertThat(data.resolve("packages")).isNotEmptyDirectory();

    Files.writeString(data.resolve("layout"), "1");
    harbour.awaitPhase("newer", "Ready");
  }

  private static String ready(String module) {
    return Troubles.condition(harbour.object("Module", module), "IsReady").path("message").asText();
  }

  private static String release(String module) {
    return harbour.object("ModuleRelease", module + "-v1.0.0").at("/status/message").asText();
  }

  private static void assertCounted(String module) {
    eventually(
        () ->
            assertThat(metrics())
                .containsPattern(
                    "slipway_module_failures_total\\{module=\"%s\",reason=\"store\""
                        .formatted(module)));
  }

  private static String metrics() {
    return given().baseUri(operator.url().toString()).get("/q/metrics").asString();
  }
}
