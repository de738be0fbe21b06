package io.slipway.install;

import io.slipway.harness.ApiServer;
import io.slipway.harness.tool.ProcessTree;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Helm in long use: many upgrades of many charts at once, and many reloads of the classes as in
 * development. Tells memory and files along the way.
 */
final class HelmSoak implements AutoCloseable {
  private final ApiServer api = ApiServer.start();
  private final Path data;
  private final Size size;
  private final HelmEngine engine;
  private final HelmCalls inside = new HelmCalls();

  /** How long the use is. */
  record Size(int upgrades, int charts, int threads, int reloads) {
    static final Size FULL = new Size(500, 50, 4, 20);
  }

  /**
   * @param after number of upgrades or reloads
   * @param files below the temporary folder that helm-java has left there
   */
  record Sample(int after, long helmMiB, long operatorMiB, long files) {
    @Override
    public String toString() {
      return "after %4d: Helm's process %4d MiB, operator's %4d MiB, %d files"
          .formatted(after, helmMiB, operatorMiB, files);
    }
  }

  HelmSoak(Path data, Size size) {
    this.data = data;
    this.size = size;
    api.createNamespace("d8-system");
    engine = new HelmEngine(settings(), () -> true);
  }

  private InstallerSettings settings() {
    return new InstallerSettings(
        data, "d8-system", Fixtures.version("1.75.0"), Optional.of(api.kubeconfig()));
  }

  /** Ten samples. */
  List<Sample> upgrades() throws Exception {
    return inTenths(
        chart -> {
          try (var helm = engine.open(name(chart))) {
            var apply = new HelmSession.Apply(chart(chart), values(chart), "soak");
            if (isFirst(chart)) {
              helm.install(apply);
            } else {
              helm.upgrade(apply);
            }
          }
        });
  }

  /** The same without a process of its own, for comparison. */
  List<Sample> upgradesInside() throws Exception {
    return inTenths(
        chart ->
            inside.perform(
                new HelmRequest(
                    isFirst(chart) ? HelmRequest.Verb.INSTALL : HelmRequest.Verb.UPGRADE,
                    name(chart),
                    "d8-system",
                    api.kubeconfig().toString(),
                    chart(chart).toString(),
                    values(chart).toString(),
                    "soak")));
  }

  private interface Use {
    void of(int chart) throws Exception;
  }

  private final boolean[] installed = new boolean[1000];

  private boolean isFirst(int chart) {
    var first = !installed[chart];
    installed[chart] = true;
    return first;
  }

  /** A chart is used by one thread at a time, as the installer does. */
  private List<Sample> inTenths(Use use) throws Exception {
    List<Sample> samples = new ArrayList<>();
    var rounds = size.upgrades() / size.charts();
    try (var threads = Executors.newFixedThreadPool(size.threads())) {
      for (var round = 0; round <= rounds; round++) {
        List<Future<Void>> calls = new ArrayList<>();
        for (var chart = 0; chart < size.charts(); chart++) {
          var one = chart;
          Callable<Void> call =
              () -> {
                use.of(one);
                return null;
              };
          calls.add(threads.submit(call));
        }
        for (var call : calls) {
          call.get();
        }
        samples.add(sample(round * size.charts()));
      }
    }
    return samples;
  }

  /** The classes anew each time, as Quarkus does at a reload; the method is one of HelmReload. */
  List<Sample> reloads(String use) throws Exception {
    List<Sample> samples = new ArrayList<>();
    for (var reload = 1; reload <= size.reloads(); reload++) {
      try (var classes = freshClasses()) {
        classes
            .loadClass(HelmReload.class.getName())
            .getMethod(use, String.class, String.class)
            .invoke(null, data.toString(), api.kubeconfig().toString());
      }
      samples.add(sample(reload));
    }
    return samples;
  }

  private static URLClassLoader freshClasses() throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    for (var part : System.getProperty("java.class.path").split(File.pathSeparator)) {
      urls.add(Path.of(part).toUri().toURL());
    }
    return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }

  private Sample sample(int after) throws IOException {
    var helm = engine.pids().stream().mapToLong(HelmSoak::residentMiB).sum();
    return new Sample(after, helm, residentMiB(ProcessHandle.current().pid()), files());
  }

  private static long residentMiB(long pid) {
    return ProcessTree.residentBytes(pid).orElse(0) >> 20;
  }

  /** Of this run: other processes use the same folder. */
  private static long files() throws IOException {
    try (Stream<Path> entries = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .filter(name -> name.startsWith("helm-java") || name.startsWith("slipway-prime"))
          .count();
    }
  }

  private String name(int chart) {
    return "soak" + chart;
  }

  private Path values(int chart) throws IOException {
    return Files.writeString(
        Files.createDirectories(data.resolve("values")).resolve(name(chart)),
        "{\"time\": \"%d\"}".formatted(System.nanoTime()));
  }

  private Path chart(int chart) throws IOException {
    var folder = data.resolve("charts").resolve(name(chart));
    Files.createDirectories(folder.resolve("templates"));
    Files.writeString(
        folder.resolve("Chart.yaml"),
        "apiVersion: v2\nname: %s\nversion: 0.1.0\n".formatted(name(chart)));
    Files.writeString(
        folder.resolve("templates/all.yaml"),
        """
        {{- range $i := until 10 }}
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: {{ $.Release.Name }}-{{ $i }}, namespace: default}
        data: {time: {{ $.Values.time | quote }}}
        {{- end }}
        """);
    return folder;
  }

  @Override
  public void close() {
    engine.close();
    api.close();
  }
}
