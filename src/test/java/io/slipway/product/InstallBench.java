package io.slipway.product;

import io.slipway.harness.OperatorProcess;
import io.slipway.stream.Lane;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * Many modules of two objects enabled at once, beside the same charts by bare helm-java calls: half
 * of them before and half after, so that a machine that slows down slows both. Then a restart.
 *
 * <p>Prints what one installation costs and fails when a bound of the product is exceeded. Argument
 * {@code --modules N}, 300 by default.
 */
final class InstallBench implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(8);
  private static final int PARALLEL = Lane.INSTALL.runningMax();
  private static final String LATE = "latecomer";

  private final Harbour harbour = Harbour.open();
  private final int number;
  private final Report report = new Report(System.out);

  private InstallBench(int number) {
    this.number = number;
  }

  public static void main(String[] arguments) throws Exception {
    var number = 300;
    if (arguments.length > 0) {
      if (arguments.length != 2 || !arguments[0].equals("--modules")) {
        System.err.println("usage: ./dev bench install [--modules N]");
        System.exit(2);
      }
      number = Integer.parseInt(arguments[1]);
    }
    boolean kept;
    try (var bench = new InstallBench(number)) {
      kept = bench.run();
    }
    System.exit(kept ? 0 : 1);
  }

  private boolean run() throws Exception {
    report.say("publishing %d modules", number + 1);
    modules("ship", 0, number).parallel().forEach(m -> harbour.shipyard().push("fleet", m));
    harbour.shipyard().push("fleet", module(LATE));
    harbour.source("fleet", "fleet");
    try (var plain = new PlainHelm(harbour.api().testKubeconfig());
        var installed = new Installed(harbour.client())) {
      plain.install(modules("warm", 0, PARALLEL).toList(), PARALLEL);
      var cpuBefore = ProcessUsage.cpu(ProcessHandle.current().pid());
      var first = plain.install(modules("plain", 0, number / 2).toList(), PARALLEL);
      var cpuPlain = ProcessUsage.cpu(ProcessHandle.current().pid()).minus(cpuBefore);
      report.say("plain helm-java, first half: %s", Report.seconds(first));
      var operator = installAll(installed);
      var second = plain.install(modules("plain", number / 2, number).toList(), PARALLEL);
      report.say("plain helm-java, second half: %s", Report.seconds(second));
      report.time(operator, first.plus(second));
      report.row("CPU of plain helm-java, first half", Report.millis(cpuPlain, number / 2));
      restart(installed);
    }
    return report.kept();
  }

  private Duration installAll(Installed installed) throws Exception {
    try (var operator = OperatorProcess.start(settings())) {
      operator.awaitReady(LIMIT);
      installed.await("Available", number + 1, LIMIT);
      awaitQuiet(operator);
      report.row("RSS before", ProcessUsage.residentMiB(operator.pid()) + " MiB");
      var writes = harbour.api().writes().mark();
      var requests = harbour.registry().mark();
      var events = events();
      var cpu = ProcessUsage.cpu(operator.pid());
      Duration took;
      try (var usage = ProcessUsage.watch(operator.pid());
          var lanes = new LaneUsage(new OperatorMetrics(operator.url()))) {
        var start = Instant.now();
        enableAll();
        installed.await("Ready", number, LIMIT);
        took = Duration.between(start, Instant.now());
        lanes.report(report);
        awaitQuiet(operator);
        report.row("peak RSS", usage.peakMiB() + " MiB");
      }
      cpu = ProcessUsage.cpu(operator.pid()).minus(cpu);
      report.row("CPU per install, with its Helm", Report.millis(cpu, number));
      report.writes(harbour.api().writes().since(writes, "operator"), number);
      report.bounded("Events", (events() - events) / (double) number, 3);
      report.requests(harbour.registry().since(requests), number);
      return took;
    }
  }

  private void enableAll() {
    try (var threads = Executors.newFixedThreadPool(8)) {
      modules("ship", 0, number)
          .forEach(m -> threads.execute(() -> harbour.config(m.name(), "enabled: true")));
    }
  }

  /** What it does first is to enable a module whose config came while it was away. */
  private void restart(Installed installed) throws Exception {
    harbour.config(LATE, "enabled: true");
    var writes = harbour.api().writes().mark();
    var start = Instant.now();
    try (var operator = OperatorProcess.start(settings())) {
      installed.awaitChange(LATE, "Available", LIMIT);
      report.row("restart, time to acting", Report.seconds(Duration.between(start, Instant.now())));
      installed.await("Ready", number + 1, LIMIT);
      awaitQuiet(operator);
      report.row("RSS after the restart", ProcessUsage.residentMiB(operator.pid()) + " MiB");
    }
    var ours =
        harbour.api().writes().since(writes, "operator").stream()
            .filter(write -> !write.name().contains(LATE))
            .filter(write -> !write.resource().startsWith("modulesources"))
            .filter(write -> write.status() < 400)
            .toList();
    report.bounded("restart, writes to what is installed", ours.size(), 0);
    ours.stream().limit(10).forEach(write -> report.say("  %s", write));
  }

  /** Nothing has been decided or carried out for a while, by its own account. */
  private void awaitQuiet(OperatorProcess operator) throws IOException, InterruptedException {
    var metrics = new OperatorMetrics(operator.url());
    var quiet = 0;
    var before = Map.<String, Double>of();
    while (quiet < 3) {
      Thread.sleep(Duration.ofMillis(700));
      var now = metrics.read("slipway_stream_events_total");
      quiet = now.equals(before) ? quiet + 1 : 0;
      before = now;
    }
  }

  private OperatorProcess.Settings settings() {
    return harbour.settings().with("SLIPWAY_SOURCE_SCAN_INTERVAL", "1h");
  }

  private long events() {
    return harbour.client().v1().events().inAnyNamespace().list().getItems().stream()
        .mapToLong(event -> event.getCount() == null ? 1 : event.getCount())
        .sum();
  }

  private static java.util.stream.Stream<SmallModule> modules(String name, int from, int to) {
    return IntStream.range(from, to).mapToObj(n -> module(name + n));
  }

  private static SmallModule module(String name) {
    return SmallModule.of(name, "1.0.0")
        .with(
            "templates/second.yaml",
            """
            apiVersion: v1
            kind: Secret
            metadata: {name: %s-second, namespace: default}
            stringData: {colour: {{ .Values.colour | default "blue" | quote }}}
            """
                .formatted(name));
  }

  @Override
  public void close() {
    harbour.close();
  }
}
