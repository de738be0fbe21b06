package io.slipway.install;

import java.nio.file.Path;
import java.util.Optional;

/** What a reloaded operator does with Helm; called in classes of its own. */
public final class HelmReload {
  private HelmReload() {}

  /** Uses Helm once, and ends it as a reload does. */
  public static void use(String data, String kubeconfig) throws HelmEngine.HelmFailed, StepFailed {
    var settings =
        new InstallerSettings(
            Path.of(data),
            "d8-system",
            Fixtures.version("1.75.0"),
            Optional.of(Path.of(kubeconfig)));
    try (var engine = new HelmEngine(settings, () -> true);
        var helm = engine.open("nothing")) {
      helm.uninstall();
    }
  }

  /** The same without a process of its own, for comparison. */
  public static void useInside(String data, String kubeconfig) throws java.io.IOException {
    Thread.currentThread().setContextClassLoader(HelmReload.class.getClassLoader());
    new HelmCalls()
        .perform(
            new HelmRequest(
                HelmRequest.Verb.UNINSTALL, "nothing", "d8-system", kubeconfig, "", "", ""));
  }
}
