package io.slipway.install;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.core.effect.Installer.Outcome;
import io.slipway.core.value.InstallFailure.Reason;
import io.slipway.harness.ApiServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Templates that call themselves without end, or render more than a cluster takes. */
@Tag("long")
class HostileChartIT {
  @TempDir static Path data;
  private static ApiServer api;
  private static HelmEngine engine;
  private static InstallerSettings settings;
  private final StubRegistry registry = new StubRegistry();

  @BeforeAll
  static void start() {
    api = ApiServer.start();
    settings =
        new InstallerSettings(
            data, "d8-system", Fixtures.version("1.75.0"), Optional.of(api.kubeconfig()));
    engine = new HelmEngine(settings, () -> true);
  }

  @AfterAll
  static void stop() {
    engine.close();
    api.close();
  }

  @ParameterizedTest
  @Timeout(120)
  @CsvSource(
      delimiter = '|',
      value = {
        "include  | {{ define \"a\" }}{{ include \"a\" . }}{{ end }}{{ include \"a\" . }}",
        "template | {{ define \"a\" }}{{ template \"a\" . }}{{ end }}{{ template \"a\" . }}",
        "large    | # {{ randAlphaNum 50000000 }}",
      })
  void is_refused_with_one_line(String name, String template) {
    registry.with(
        Fixtures.ACCESS,
        name,
        "1.0.0",
        Fixtures.with(Fixtures.marker(name, "1.0.0"), "templates/hostile.yaml", template));

    var outcome = installer().install(Fixtures.installation(Fixtures.request(name, "1.0.0")));

    System.out.println(outcome);
    var failure = ((Outcome.Failed) outcome).failure();
    assertThat(failure.reason()).isEqualTo(Reason.HELM);
    assertThat(failure.text()).isNotBlank().doesNotContain("\n").hasSizeLessThanOrEqualTo(1024);
  }

  private HelmInstaller installer() {
    return new HelmInstaller(
        new HelmInstaller.Packages(registry, new PackageStore(data)),
        engine,
        api.client(),
        settings,
        new HelmInstaller.Questions(() -> new ClusterFacts("1.35.4", List.of()), () -> true));
  }
}
