package io.slipway.install;

import io.slipway.harness.ApiServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A process that has used Helm and then waits to be told to stop. */
final class HelmProcess {
  static final String USED = "helm was used";
  static final String STOPPED = "stopped in order";

  private HelmProcess() {}

  static Process start(Path data, ApiServer api) throws java.io.IOException {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                HelmProcess.class.getName(),
                data.toString(),
                api.kubeconfig().toString()))
        .redirectErrorStream(true)
        .start();
  }

  public static void main(String[] arguments) throws Exception {
    var settings =
        new InstallerSettings(
            Path.of(arguments[0]),
            "d8-system",
            Fixtures.version("1.75.0"),
            Optional.of(Path.of(arguments[1])));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println(STOPPED)));
    var engine = new HelmEngine(settings, () -> true);
    try (var helm = engine.open("nothing")) {
      helm.uninstall();
      helm.uninstall();
    }
    System.out.println(USED);
    Thread.currentThread().join();
  }
}
