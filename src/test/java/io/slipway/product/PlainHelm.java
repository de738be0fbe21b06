package io.slipway.product;

import com.marcnuri.helm.Helm;
import io.slipway.harness.tool.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import sun.misc.Signal;

/** The same charts by bare helm-java calls in this JVM: what an installation costs at least. */
final class PlainHelm implements AutoCloseable {
  private static final String NAMESPACE = "plain";

  private final Path kubeconfig;
  private final Path charts;

  PlainHelm(Path kubeconfig) throws IOException {
    this.kubeconfig = kubeconfig;
    this.charts = Files.createTempDirectory("slipway-plain-");
  }

  /** Installs all, and answers how long that took. */
  Duration install(List<SmallModule> modules, int parallel) throws IOException {
    List<Path> folders = new ArrayList<>();
    for (var module : modules) {
      folders.add(write(module));
    }
    var start = Instant.now();
    try (var threads = Executors.newFixedThreadPool(parallel)) {
      List<Future<?>> calls = new ArrayList<>();
      folders.forEach(folder -> calls.add(threads.submit(() -> install(folder))));
      for (var call : calls) {
        await(call);
      }
    }
    return Duration.between(start, Instant.now());
  }

  private static void await(Future<?> call) {
    try {
      call.get();
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    } catch (ExecutionException failed) {
      throw new IllegalStateException(failed.getCause());
    }
  }

  private void install(Path chart) {
    new Helm(chart)
        .install()
        .withName(chart.getFileName().toString())
        .withNamespace(NAMESPACE)
        .withValuesFile(chart.resolve("values.yaml"))
        .withKubeConfig(kubeconfig)
        .createNamespace()
        .skipCrds()
        .call();
    obeySignals();
  }

  /** Helm's Go runtime takes them away. */
  private static void obeySignals() {
    for (var name : List.of("TERM", "INT")) {
      Signal.handle(new Signal(name), signal -> new Thread(() -> System.exit(130)).start());
    }
  }

  private Path write(SmallModule module) throws IOException {
    var folder = charts.resolve(module.name());
    for (var file : module.files().entrySet()) {
      var target = folder.resolve(file.getKey());
      Files.createDirectories(target.getParent());
      Files.writeString(target, file.getValue());
    }
    Files.writeString(folder.resolve("values.yaml"), "{}\n");
    return folder;
  }

  @Override
  public void close() {
    Folders.delete(charts);
  }
}
