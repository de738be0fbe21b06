package io.slipway.product;

import io.slipway.harness.OperatorProcess;
import io.slipway.stream.Lane;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Many modules of two objects enabled at once, beside the same charts by bare helm-java calls: half
 * of them before and half after, so that a machine that slows down slows both. Then a restart.
 *
 * <p>Prints what one installation costs and fails when a bound of the product is exceeded.
 */
final class InstallBench implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(8);
  private static final int PARALLEL = Lane.INSTALL.runningMax();
  private static final String LATE = "latecomer";

  private final Harbour harbour = Harbour.open();
  private final int number;
  private final String jvm;
  private final Report report = new Report(System.out);

  private InstallBench(Options options) {
    this.number = options.modules;
    this.jvm = options.jvm;
  }

  public static void main(String[] arguments) throws Exception {
    var options = new Options();
    new CommandLine(options).parseArgs(arguments);
    boolean kept;
    try (var bench = new InstallBench(options)) {
      kept = bench.run();
    }
    System.exit(kept ? 0 : 1);
  }

  @Command(name = "./dev bench install")
  private static final class Options {
    @Option(names = "--modules")
    private int modules = 300;

    /** For the operator's JVM, such as a flight recording. */
    @Option(names = "--jvm")
    private String jvm = "";
  }

  private boolean run() throws Exception {
    report.say("publishing %d modules", number + 1);
    modules("ship", 0, number).parallel().forEach(m -> harbour.shipyard().push("fleet", m));
    harbour.shipyard().push("fleet", module(LATE));
    harbour.source("fleet", "fleet");
    try (var plain = new PlainHelm(harbour.api().testKubeconfig());
        var installed = new Installed(harbour.client())) {
      plain.install(modules("warm", 0, PARALLEL).toList(), PARALLEL);
      var cpuBefore = ProcessUsage.cpuOfAll();
      var first = plain.install(modules("plain", 0, number / 2).toList(), PARALLEL);
      var cpuPlain = ProcessUsage.cpuOfAll().minus(cpuBefore);
      report.say("plain helm-java, first half: %s", Report.seconds(first));
      var operator = installAll(installed);
      cpuBefore = ProcessUsage.cpuOfAll();
      var second = plain.install(modules("plain", number / 2, number).toList(), PARALLEL);
      report.say("plain helm-java, second half: %s", Report.seconds(second));
      cpuPlain = cpuPlain.plus(ProcessUsage.cpuOfAll()).minus(cpuBefore);
      report.time(operator, first.plus(second), number);
      report.row("CPU of plain helm-java with the servers", Report.millis(cpuPlain, number));
      restart(installed);
    }
    return report.kept();
  }

  private Duration installAll(Installed installed) throws Exception {
    try (var operator = OperatorProcess.start(settings().with("JAVA_TOOL_OPTIONS", jvm))) {
      operator.awaitReady(LIMIT);
      installed.await("Available", number + 1, LIMIT);
      awaitQuiet(operator);
      report.row("RSS before", ProcessUsage.residentMiB(operator.pid()) + " MiB");
      var writes = harbour.api().writes().mark();
      var requests = harbour.registry().mark();
      var events = events();
      var cpu = ProcessUsage.cpu(operator.pid());
      var cpuOwn = ProcessUsage.own(operator.pid());
      var cpuOfAll = ProcessUsage.cpuOfAll();
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
        report.row("peak RSS of Helm's process", usage.peakOfChildrenMiB() + " MiB");
      }
      var own = ProcessUsage.own(operator.pid()).minus(cpuOwn);
      cpu = ProcessUsage.cpu(operator.pid()).minus(cpu);
      cpuOfAll = ProcessUsage.cpuOfAll().minus(cpuOfAll);
      report.row("CPU per install", Report.millis(cpu, number));
      report.row("without Helm's process", Report.millis(own, number));
      report.row("with Helm and the servers", Report.millis(cpuOfAll, number));
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
      awaitHelmEnded(operator);
      report.row("RSS once Helm has ended", ProcessUsage.residentMiB(operator.pid()) + " MiB");
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

  private static void awaitHelmEnded(OperatorProcess operator) throws InterruptedException {
    var end = Instant.now().plus(Duration.ofMinutes(2));
    while (ProcessHandle.of(operator.pid()).orElseThrow().children().findAny().isPresent()
        && Instant.now().isBefore(end)) {
      Thread.sleep(Duration.ofSeconds(1));
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
