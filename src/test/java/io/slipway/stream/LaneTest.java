package io.slipway.stream;

import static io.slipway.core.Given.ECHO;
import static io.slipway.core.Given.MAIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.core.Given;
import io.slipway.core.effect.Effect;
import io.slipway.core.effect.InstallEffect;
import io.slipway.core.effect.Installer;
import io.slipway.core.effect.RegistryEffect;
import io.slipway.core.value.InstallationId;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LaneTest {
  private static final Installer.PackageRequest REQUEST =
      new Installer.PackageRequest(ECHO, Given.version("v1.0.0"), Given.access(MAIN), "{}", 0);
  private static final InstallationId ID =
      new InstallationId(Given.version("v1.0.0"), "sum", "hash");

  @Test
  void downloads_installations_and_removals_do_not_share_places() {
    var lanes =
        Map.<Effect, Lane>of(
            new RegistryEffect.ListModules(MAIN, Given.access(MAIN), 1), Lane.REGISTRY,
            new InstallEffect.PreparePackage(REQUEST, ID), Lane.DOWNLOAD,
            new InstallEffect.InstallModule(REQUEST, ID), Lane.INSTALL,
            new InstallEffect.UninstallModule(ECHO), Lane.UNINSTALL);

    assertThat(lanes).allSatisfy((effect, lane) -> assertThat(Lane.of(effect)).isEqualTo(lane));
  }
}
