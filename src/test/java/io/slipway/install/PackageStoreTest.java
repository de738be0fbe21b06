package io.slipway.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.slipway.core.effect.Installer.PackageRequest;
import io.slipway.core.value.InstallFailure;
import io.slipway.core.value.InstallFailure.Reason;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.RegistryAccess;
import io.slipway.core.value.RegistryFailure;
import io.slipway.install.PackageStore.Stored;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageStoreTest {
  @TempDir Path data;
  private final StubRegistry registry =
      new StubRegistry().with(Fixtures.ACCESS, "oak", "1.0.0", Fixtures.marker("oak", "1.0.0"));

  @Test
  void a_package_is_fetched_once() throws Exception {
    var first = obtain(Fixtures.request("oak", "1.0.0"));

    var second = obtain(Fixtures.request("oak", "1.0.0"));

    assertThat(registry.fetches).hasValue(1);
    assertThat(second.digest()).isEqualTo(first.digest());
    assertThat(second.pull()).isEqualTo(Duration.ZERO);
    assertThat(second.dir().resolve("module.yaml")).exists();
    assertThat(second.sizeBytes()).isPositive();
    assertThat(data.resolve("staging")).isEmptyDirectory();
  }

  @Test
  void equal_versions_of_two_sources_are_kept_apart() throws Exception {
    var other = new RegistryAccess(true, "other.example.com/modules", "", "");
    registry.with(other, "oak", "1.0.0", Fixtures.marker("oak", "1.0.9"));

    var ours = obtain(Fixtures.request("oak", "1.0.0"));
    var theirs =
        obtain(
            new PackageRequest(new ModuleName("oak"), Fixtures.version("1.0.0"), other, "{}", 0));

    assertThat(theirs.digest()).isNotEqualTo(ours.digest());
  }

  @Test
  void a_package_that_was_deleted_or_cut_is_fetched_again() throws Exception {
    var stored = obtain(Fixtures.request("oak", "1.0.0"));
    FileTree.delete(stored.dir());
    obtain(Fixtures.request("oak", "1.0.0"));
    Files.writeString(stored.dir().resolve("templates/marker.yaml"), "");

    var again = obtain(Fixtures.request("oak", "1.0.0"));

    assertThat(registry.fetches).hasValue(3);
    assertThat(again.dir().resolve("templates/marker.yaml")).content().contains("ConfigMap");
  }

  @Test
  void a_package_that_fails_its_check_leaves_nothing() {
    registry.with(Fixtures.ACCESS, "elm", "1.0.0", java.util.Map.of("module.yaml", "- no"));

    var failed =
        catchThrowableOfType(StepFailed.class, () -> obtain(Fixtures.request("elm", "1.0.0")));

    assertThat(failed.failure().reason()).isEqualTo(Reason.PACKAGE);
    assertThat(data.resolve("staging")).isEmptyDirectory();
    assertThat(data.resolve("packages")).doesNotExist();
  }

  @Test
  void a_registry_that_fails_is_told_as_such() {
    var failed =
        catchThrowableOfType(StepFailed.class, () -> obtain(Fixtures.request("oak", "9.0.0")));

    assertThat(failed.failure().reason()).isEqualTo(Reason.REGISTRY);
    assertThat(failed.failure().text()).isEqualTo("MANIFEST_UNKNOWN");
  }

  @Test
  void a_data_directory_that_cannot_be_used_is_told_as_such() throws IOException {
    Files.writeString(data.resolve("staging"), "in the way");

    var failed =
        catchThrowableOfType(StepFailed.class, () -> obtain(Fixtures.request("oak", "1.0.0")));

    assertThat(failed.failure().reason()).isEqualTo(Reason.STORE);
    assertThat(failed.failure().text()).startsWith("the data directory " + data);
  }

  /** The next attempt must not look like news. */
  @Test
  void the_text_of_a_failure_is_the_same_at_each_attempt() throws IOException {
    Files.writeString(data.resolve("packages"), "in the way");

    assertThat(failure())
        .isEqualTo(failure())
        .startsWith("the data directory %s cannot be used: ".formatted(data));
  }

  @Test
  void a_fault_of_a_local_folder_met_by_the_registry_s_reader_is_not_the_registry_s() {
    var text = "the temporary folder /tmp cannot be used: No space left on device";
    registry.failing(new RegistryFailure(RegistryFailure.Reason.STORE, text));

    var failed =
        catchThrowableOfType(StepFailed.class, () -> obtain(Fixtures.request("oak", "1.0.0")));

    assertThat(failed.failure()).isEqualTo(new InstallFailure(Reason.STORE, text));
  }

  @Test
  void what_an_older_version_left_is_fetched_again() throws Exception {
    obtain(Fixtures.request("oak", "1.0.0"));
    for (var older : List.of("0", "", "what?")) {
      Files.writeString(data.resolve("layout"), older);
      Files.writeString(data.resolve("packages/old"), "of no use any more");

      obtain(Fixtures.request("oak", "1.0.0"));

      assertThat(data.resolve("packages/old")).doesNotExist();
      assertThat(data.resolve("layout")).hasContent("1");
    }
    assertThat(registry.fetches).hasValue(4);
  }

  /** As the versions before the mark left it. */
  @Test
  void a_store_without_a_mark_is_kept_and_marked() throws Exception {
    obtain(Fixtures.request("oak", "1.0.0"));
    Files.delete(data.resolve("layout"));

    obtain(Fixtures.request("oak", "1.0.0"));

    assertThat(registry.fetches).hasValue(1);
    assertThat(data.resolve("layout")).hasContent("1");
  }

  @Test
  void what_a_newer_version_left_is_not_touched() throws Exception {
    obtain(Fixtures.request("oak", "1.0.0"));
    Files.writeString(data.resolve("layout"), "7");

    assertThat(failure())
        .endsWith("it is of a newer version of Slipway (layout 7, this version knows 1)");

    assertThat(data.resolve("packages/index/oak")).isNotEmptyDirectory();
    assertThat(data.resolve("layout")).hasContent("7");
  }

  @Test
  void a_package_is_fetched_anew_when_that_is_asked_for() throws Exception {
    var before = obtain(Fixtures.request("oak", "1.0.0"));
    registry.with(Fixtures.ACCESS, "oak", "1.0.0", Fixtures.marker("oak", "1.0.1"));

    var after = renew(Fixtures.request("oak", "1.0.0"));

    assertThat(registry.fetches).hasValue(2);
    assertThat(after.digest()).isNotEqualTo(before.digest());
    assertThat(obtain(Fixtures.request("oak", "1.0.0")).digest()).isEqualTo(after.digest());
  }

  @Test
  void what_was_there_stays_when_the_new_one_fails_its_check() throws Exception {
    var before = obtain(Fixtures.request("oak", "1.0.0"));
    registry.with(Fixtures.ACCESS, "oak", "1.0.0", java.util.Map.of("module.yaml", "- no"));

    catchThrowableOfType(StepFailed.class, () -> renew(Fixtures.request("oak", "1.0.0")));

    assertThat(obtain(Fixtures.request("oak", "1.0.0")).digest()).isEqualTo(before.digest());
    assertThat(registry.fetches).hasValue(2);
  }

  @Test
  void the_packages_of_a_module_are_discarded_and_those_of_others_stay() throws Exception {
    registry
        .with(Fixtures.ACCESS, "oak", "1.0.1", Fixtures.marker("oak", "1.0.1"))
        .with(Fixtures.ACCESS, "elm", "1.0.0", Fixtures.marker("elm", "1.0.0"));
    var oaks =
        List.of(obtain(Fixtures.request("oak", "1.0.0")), obtain(Fixtures.request("oak", "1.0.1")));
    var elm = obtain(Fixtures.request("elm", "1.0.0"));

    store().discard(new ModuleName("oak"));
    store().discard(new ModuleName("oak"));

    assertThat(oaks).allSatisfy(oak -> assertThat(oak.dir()).doesNotExist());
    assertThat(data.resolve("packages/index/oak")).doesNotExist();
    assertThat(obtain(Fixtures.request("elm", "1.0.0")).dir()).isEqualTo(elm.dir());
    assertThat(registry.fetches).hasValue(3);
  }

  @Test
  void content_that_another_module_has_too_stays() throws Exception {
    var oak = obtain(Fixtures.request("oak", "1.0.0"));
    var index = data.resolve("packages/index");
    Files.createDirectories(index.resolve("elm/v1.0.0"));
    try (var files = Files.walk(index.resolve("oak"))) {
      var entry = files.filter(Files::isRegularFile).findFirst().orElseThrow();
      Files.copy(entry, index.resolve("elm/v1.0.0").resolve(entry.getFileName()));
    }

    store().discard(new ModuleName("oak"));

    assertThat(oak.dir()).exists();
  }

  private Stored renew(PackageRequest request) throws StepFailed {
    return store().renew(registry, request, dir -> PackageReader.read(request.module(), dir));
  }

  private String failure() {
    return catchThrowableOfType(StepFailed.class, () -> obtain(Fixtures.request("oak", "1.0.0")))
        .failure()
        .text();
  }

  @Test
  void leftovers_of_a_killed_process_are_removed() throws IOException {
    Files.createDirectories(data.resolve("staging/half/templates"));

    store().discardLeftovers();

    assertThat(data.resolve("staging")).doesNotExist();
  }

  private Stored obtain(PackageRequest request) throws StepFailed {
    return store().obtain(registry, request, dir -> PackageReader.read(request.module(), dir));
  }

  private PackageStore store() {
    return new PackageStore(data);
  }
}
