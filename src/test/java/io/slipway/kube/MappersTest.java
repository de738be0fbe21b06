package io.slipway.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.slipway.api.v1alpha1.Module;
import io.slipway.api.v1alpha1.ModuleConfig;
import io.slipway.api.v1alpha1.ModuleRelease;
import io.slipway.api.v1alpha1.ModuleSource;
import io.slipway.api.v1alpha2.ModuleUpdatePolicy;
import io.slipway.core.value.Condition;
import io.slipway.core.value.ConfigObject;
import io.slipway.core.value.ModuleDefinition;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.ModuleObject;
import io.slipway.core.value.PlatformSettings;
import io.slipway.core.value.ReleaseChannel;
import io.slipway.core.value.ReleaseObject;
import io.slipway.core.value.ReleasePhase;
import io.slipway.core.value.SemVer;
import io.slipway.core.value.SourceObject;
import io.slipway.core.value.UpdateMode;
import io.slipway.core.value.UpdatePolicy;
import io.slipway.core.value.UpdateWindow;
import io.slipway.core.value.VersionJump;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MappersTest {
  private static final KubernetesSerialization WIRE = new KubernetesSerialization();
  private static final Instant TIME = Instant.parse("2026-11-25T10:11:12Z");

  @ParameterizedTest
  @MethodSource("moduleStatuses")
  void a_module_status_that_was_written_reads_back_equal(ModuleObject.Status status) {
    var module = new Module();
    module.setStatus(overTheWire(ModuleMapper.toWire(status)));

    assertThat(ModuleMapper.toCore(module).status()).isEqualTo(status);
  }

  static List<ModuleObject.Status> moduleStatuses() {
    return List.of(
        ModuleObject.Status.EMPTY,
        new ModuleObject.Status("Available", "", List.of()),
        new ModuleObject.Status(
            "Error",
            "Error",
            List.of(
                new Condition("IsReady", "False", "HelmError", "no", TIME, TIME),
                new Condition("EnabledByModuleManager", "True", "", "", TIME, Instant.EPOCH))));
  }

  @ParameterizedTest
  @MethodSource("moduleProperties")
  void properties_that_were_written_read_back_equal(ModuleObject.Properties properties) {
    var module = overTheWire(ModuleMapper.toWire(new ModuleName("echo"), properties));

    assertThat(ModuleMapper.toCore(module).properties()).isEqualTo(properties);
  }

  static List<ModuleObject.Properties> moduleProperties() {
    return List.of(
        ModuleObject.Properties.offered(List.of()),
        ModuleObject.Properties.offered(List.of("one", "two")),
        new ModuleObject.Properties(
            List.of("one"),
            "one",
            "v1.2.3",
            Optional.of(900),
            "Stable",
            "policy",
            "Preview",
            Map.of(
                "deckhouse", ">= 1.70", "kubernetes", ">= 1.30", "bootstrapped", "true", "x", "y"),
            Map.of("other", "> 1.0.0")),
        new ModuleObject.Properties(
            List.of("one"),
            "",
            "",
            Optional.of(0),
            "",
            "",
            "",
            Map.of(),
            Map.of("other", "> 1.0.0")));
  }

  @ParameterizedTest
  @MethodSource("sourceStatuses")
  void a_source_status_that_was_written_reads_back_equal(SourceObject.Status status) {
    var source = new ModuleSource();
    source.setStatus(overTheWire(ModuleSourceMapper.toWire(status)));

    assertThat(ModuleSourceMapper.toCore(source).status()).isEqualTo(status);
    assertThat(source.getStatus().getModulesCount()).isEqualTo(status.modules().size());
  }

  static List<SourceObject.Status> sourceStatuses() {
    return List.of(
        SourceObject.Status.EMPTY,
        new SourceObject.Status(
            "Active",
            Optional.of(TIME),
            "Ready",
            List.of(
                new SourceObject.Entry("echo", "policy", "sha256:ab", "v1.2.3", ""),
                new SourceObject.Entry("broken", "", "", "", "fetch image error: …"))));
  }

  @ParameterizedTest
  @MethodSource("releaseStatuses")
  void a_release_status_that_was_written_reads_back_equal(ReleaseObject.Status status) {
    var release = new ModuleRelease();
    release.setStatus(overTheWire(ModuleReleaseMapper.toWire(status)));

    assertThat(ModuleReleaseMapper.toCore(release).status()).isEqualTo(status);
  }

  static List<ReleaseObject.Status> releaseStatuses() {
    return List.of(
        ReleaseObject.Status.EMPTY,
        new ReleaseObject.Status(ReleasePhase.DEPLOYED, "", Optional.of(TIME), true, 4096, "1.5s"),
        new ReleaseObject.Status(ReleasePhase.PENDING, "waits", Optional.empty(), false, 0, "")
            .with(
                new ReleaseObject.Standing(
                    3, List.of(new Condition("Stalled", "True", "Why", "waits", TIME, TIME)))));
  }

  @ParameterizedTest
  @MethodSource("releaseSpecs")
  void a_release_spec_that_was_written_reads_back_equal(ReleaseObject.Spec spec) {
    var release = new ModuleRelease();
    release.setSpec(overTheWire(ModuleReleaseMapper.toWire(spec)));

    assertThat(ModuleReleaseMapper.toCore(release).spec()).isEqualTo(spec);
  }

  static List<ReleaseObject.Spec> releaseSpecs() {
    return List.of(
        new ReleaseObject.Spec(
            "echo", SemVer.parse("1.2.3"), ModuleDefinition.NONE, Optional.empty(), "{}"),
        new ReleaseObject.Spec(
            "echo",
            SemVer.parse("1.2.3-rc.1"),
            new ModuleDefinition(
                Optional.of(910),
                "",
                Map.of("kubernetes", ">= 1.30"),
                Map.of("a", "> 1"),
                List.of(new VersionJump("1.67", "1.70"), new VersionJump("", "x"))),
            Optional.of(TIME),
            "{\"features\":[\"x\"],\"fixes\":{\"a\":1,\"b\":null}}"));
  }

  @Test
  void a_config_status_that_was_written_reads_back_equal() {
    var config = new ModuleConfig();
    var status = new ConfigObject.Status("2", "");
    config.setStatus(overTheWire(ModuleConfigMapper.toWire(status)));

    assertThat(ModuleConfigMapper.toCore(config).status()).isEqualTo(status);
  }

  @Test
  void rel_46_a_release_has_its_version_without_v() {
    var spec =
        new ReleaseObject.Spec(
            "echo", SemVer.parse("v1.2"), ModuleDefinition.NONE, Optional.empty(), "{}");

    assertThat(ModuleReleaseMapper.toWire(spec).getVersion()).isEqualTo("1.2.0");
  }

  @Test
  void absent_values_are_written_as_nothing() {
    var json = WIRE.asJson(ModuleReleaseMapper.toWire(ReleaseObject.Status.EMPTY));

    assertThat(json).isEqualTo("{\"approved\":false}");
  }

  @Test
  void settings_are_canonical_at_every_depth() {
    var config = config("a", "settings: {b: {d: 1, c: [{f: 1, e: null}]}, a: 1.50}");

    assertThat(ModuleConfigMapper.toCore(config).settingsJson())
        .isEqualTo("{\"a\":1.5,\"b\":{\"c\":[{\"e\":null,\"f\":1}],\"d\":1}}");
  }

  @Test
  void absent_settings_are_an_empty_object() {
    var read = ModuleConfigMapper.toCore(config("a", "enabled: true"));

    assertThat(read.settingsJson()).isEqualTo("{}");
    assertThat(read.switchesOn()).isTrue();
    assertThat(read.platform()).isEmpty();
  }

  @Test
  void releases_3_5_silent_platform_settings_give_the_default_policy() {
    var read = ModuleConfigMapper.toCore(config("deckhouse", "enabled: true"));

    assertThat(read.platform()).contains(new PlatformSettings(UpdatePolicy.DEFAULT));
  }

  @Test
  void releases_3_5_platform_settings_are_read() {
    var settings =
        "settings: {releaseChannel: Beta, update: {mode: Manual, windows: "
            + "[{from: '9:05', to: '22:00', days: [Mon, sun]}]}}";

    var read = ModuleConfigMapper.toCore(config("deckhouse", settings));

    assertThat(read.platform().map(PlatformSettings::policy))
        .contains(
            new UpdatePolicy(
                "deckhouse",
                ReleaseChannel.BETA,
                UpdateMode.MANUAL,
                List.of(
                    new UpdateWindow(
                        Set.of(DayOfWeek.MONDAY, DayOfWeek.SUNDAY),
                        LocalTime.of(9, 5),
                        LocalTime.of(22, 0)))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "settings: {update: 7}                                              | AUTO",
        "settings: {update: {mode: [x]}}                                    | AUTO_PATCH",
        "settings: {update: {mode: Ignore, windows: [{from: x}]}}           | IGNORE",
        "settings: {update: {windows: []}}                                  | AUTO",
        "settings: {update: {windows: [7]}}                                 | MANUAL",
        "settings: {update: {windows: [{from: '24:00', to: '1:00'}]}}       | MANUAL",
        "settings: {update: {windows: [{from: '1:00', to: '2:00', days: [Xyz]}]}} | MANUAL",
        "settings: {update: {windows: [{from: '1:00', to: '2:00', days: [Xyz, Fri]}]}} | AUTO",
        "settings: {update: {windows: [{from: '1:00', to: '2:00'}, {}]}}    | AUTO",
      })
  void unreadable_windows_never_mean_at_any_time(String settings, UpdateMode expected) {
    var read = ModuleConfigMapper.toCore(config("deckhouse", settings)).platform().orElseThrow();

    assertThat(read.policy().mode()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"Auto,AUTO", "Manual,MANUAL", "Ignore,IGNORE", "auto,AUTO_PATCH", "'',AUTO_PATCH"})
  void releases_3_3_an_unknown_mode_counts_as_auto_patch(String mode, UpdateMode expected) {
    var policy =
        WIRE.unmarshal(
            "metadata: {name: p}\nspec: {releaseChannel: Lts, update: {mode: '" + mode + "'}}",
            ModuleUpdatePolicy.class);

    var read = ModuleUpdatePolicyMapper.toCore(policy).policy();

    assertThat(read).isEqualTo(new UpdatePolicy("p", ReleaseChannel.LTS, expected, List.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "spec: {}",
        "metadata: {name: x, labels: {a: null}, finalizers: [null]}\nspec: null\nstatus: null",
        "spec: {registry: null, requirements: null, update: null, weight: 99999999999}",
        "spec: {version: garbage, applyAfter: yesterday, update: {windows: [null], versions: null}}",
        "status: {conditions: [null, {}], modules: [null, {}], syncTime: x, phase: Nonsense}",
        "properties: {availableSources: [null], requirements: {modules: {a: null}, odd: [1]}}",
      })
  void whatever_the_user_wrote_is_read(String yaml) {
    assertThatCode(
            () -> {
              ModuleSourceMapper.toCore(WIRE.unmarshal(yaml, ModuleSource.class));
              ModuleMapper.toCore(WIRE.unmarshal(yaml, Module.class));
              ModuleReleaseMapper.toCore(WIRE.unmarshal(yaml, ModuleRelease.class));
            })
        .doesNotThrowAnyException();
    assertThatCode(
            () ->
                ModuleUpdatePolicyMapper.toCore(
                    WIRE.unmarshal(
                        yaml.replaceAll("(?s).*(spec: \\{\\}).*", "$1"), ModuleUpdatePolicy.class)))
        .doesNotThrowAnyException();
  }

  @Test
  void metadata_is_read() {
    var release =
        WIRE.unmarshal(
            """
            metadata:
              name: echo-v1.0.0
              uid: u
              resourceVersion: "42"
              generation: 3
              labels: {module: echo}
              annotations: {"modules.deckhouse.io/approved": "true"}
              finalizers: [f]
              deletionTimestamp: "2026-11-25T10:11:12Z"
            spec: {moduleName: echo, version: nonsense}
            """,
            ModuleRelease.class);

    var read = ModuleReleaseMapper.toCore(release);

    assertThat(read.meta().version()).isEqualTo(42);
    assertThat(read.meta().generation()).isEqualTo(3);
    assertThat(read.meta().label("module")).isEqualTo("echo");
    assertThat(read.meta().isMarked("modules.deckhouse.io/approved")).isTrue();
    assertThat(read.meta().finalizers()).containsExactly("f");
    assertThat(read.meta().deleting()).isTrue();
    assertThat(read.spec().version()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "v1.35.4,1.35.4",
    "v1.33.5-eks-1a2b3c,1.33.5",
    "v1.33.5+k3s1,1.33.5",
    "v1.33.5-gke.1200,1.33.5",
    "v1.36.0-alpha.1+abc,1.36.0"
  })
  void releases_4_1_a_vendors_suffix_is_cut_off(String gitVersion, String expected) {
    assertThat(ServerVersion.parse(gitVersion)).isEqualTo(SemVer.parse(expected));
  }

  private static ModuleConfig config(String name, String spec) {
    return WIRE.unmarshal(
        "metadata: {name: " + name + "}\nspec: {" + spec + "}", ModuleConfig.class);
  }

  @SuppressWarnings("unchecked")
  private static <T> T overTheWire(T bean) {
    return (T) WIRE.unmarshal(WIRE.asJson(bean), bean.getClass());
  }
}
