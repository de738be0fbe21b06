package io.slipway.product;

import io.slipway.core.effect.Registry;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.RegistryAccess;
import io.slipway.core.value.ReleaseChannel;
import io.slipway.harness.ApiWrite;
import io.slipway.harness.ApiWrites;
import io.slipway.harness.OperatorProcess;
import io.slipway.harness.RegistryRequest;
import io.slipway.harness.RegistryServer;
import io.slipway.registry.VertxRegistry;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * A new source with many modules: until there is a Module of each, and, once all are enabled, until
 * there is a ModuleRelease of each; beside the time that a plain loop with the same client needs
 * for the same requests. No release passes its gates, so nothing is installed meanwhile.
 */
final class SourcesBench implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private final Harbour harbour = Harbour.open();
  private final Vertx vertx = Vertx.vertx();
  private final Report report = new Report(System.out);
  private final int number;

  private SourcesBench(Options options) {
    this.number = options.modules;
  }

  public static void main(String[] arguments) throws Exception {
    var options = new Options();
    new CommandLine(options).parseArgs(arguments);
    try (var bench = new SourcesBench(options)) {
      bench.run();
    }
    System.exit(0);
  }

  @Command(name = "./dev bench sources")
  private static final class Options {
    @Option(names = "--modules")
    private int modules = 1_000;
  }

  private void run() throws Exception {
    report.say("publishing %d modules", number);
    names().parallel().forEach(n -> harbour.shipyard().push("fleet", module(n)));
    try (var operator =
        OperatorProcess.start(harbour.settings().with("SLIPWAY_SOURCE_SCAN_INTERVAL", "1h"))) {
      operator.awaitReady(LIMIT);
      listing();
      releases();
      report.row("resident at the end", ProcessUsage.residentMiB(operator.pid()) + " MiB");
    }
    plainLoop();
  }

  private void listing() throws InterruptedException {
    var part = new Part();
    harbour.source("fleet", "fleet");
    awaitCount("Module");
    report.row("from ModuleSource to all Modules", part.time());
    awaitTold();
    report.row("to the status that tells of the whole scan", part.time());
    part.count();
  }

  private void releases() throws InterruptedException {
    var part = new Part();
    try (var threads = Executors.newFixedThreadPool(8)) {
      names().forEach(n -> threads.execute(() -> harbour.config(n, "enabled: true")));
    }
    report.row("  enabling them, by this program", part.time());
    awaitCount("ModuleRelease");
    report.row("from enabled to all ModuleReleases", part.time());
    part.count();
  }

  /** One call after another, and as many at once as the operator makes of one source. */
  private void plainLoop() throws InterruptedException {
    var access = new RegistryAccess(true, harbour.registry().host() + "/fleet", "", "");
    for (var parallel : List.of(1, 8)) {
      var registry = new VertxRegistry(vertx);
      var part = new Part();
      if (!(registry.list(access) instanceof Registry.Listing.Listed(var tags))) {
        throw new IllegalStateException("the registry does not list");
      }
      try (var threads = Executors.newFixedThreadPool(parallel)) {
        tags.forEach(tag -> threads.execute(() -> read(registry, access, tag)));
      }
      report.row("plain loop, %d at once".formatted(parallel), part.time());
      part.count();
    }
  }

  private static void read(Registry registry, RegistryAccess access, String module) {
    var read =
        registry.readChannel(
            access, new ModuleName(module), ReleaseChannel.STABLE, Optional.empty());
    if (!(read instanceof Registry.ChannelRead.Resolved)) {
      throw new IllegalStateException("not read: " + read);
    }
  }

  /** What happens from here on. */
  private final class Part {
    private final ApiWrites.Mark writes = harbour.api().writes().mark();
    private final RegistryServer.Mark requests = harbour.registry().mark();
    private final Instant begun = Instant.now();

    String time() {
      return Report.seconds(Duration.between(begun, Instant.now()));
    }

    void count() {
      perModule(harbour.registry().since(requests), SourcesBench::kind, "requests");
      perModule(harbour.api().writes().since(writes, "operator"), SourcesBench::kind, "writes");
    }
  }

  private <T> void perModule(Collection<T> all, Function<T, String> kind, String what) {
    report.row(
        "  " + what, "%d, %.2f a module".formatted(all.size(), all.size() / (double) number));
    all.stream()
        .collect(Collectors.groupingBy(kind, TreeMap::new, Collectors.counting()))
        .forEach((k, n) -> report.row("    " + k, n));
  }

  private static String kind(RegistryRequest request) {
    var path = request.path().replaceAll("ship-\\d+", "NAME").replaceAll("[0-9a-f]{64}", "DIGEST");
    return "%s %d %s".formatted(request.method(), request.status(), path);
  }

  private static String kind(ApiWrite write) {
    return "%s %s %d".formatted(write.verb(), write.resource(), write.status());
  }

  private void awaitCount(String kind) throws InterruptedException {
    var end = Instant.now().plus(LIMIT);
    while (count(kind) < number) {
      if (Instant.now().isAfter(end)) {
        throw new IllegalStateException(count(kind) + " of " + number + " " + kind);
      }
      Thread.sleep(100);
    }
  }

  private int count(String kind) {
    return harbour
        .client()
        .genericKubernetesResources(Harbour.context(kind))
        .list()
        .getItems()
        .size();
  }

  private void awaitTold() throws InterruptedException {
    var end = Instant.now().plus(LIMIT);
    while (!harbour
        .object("ModuleSource", "fleet")
        .at("/status/message")
        .asText()
        .equals("Ready")) {
      if (Instant.now().isAfter(end)) {
        throw new IllegalStateException("the source does not become Ready");
      }
      Thread.sleep(100);
    }
  }

  private Stream<String> names() {
    return IntStream.range(0, number).mapToObj("ship-%04d"::formatted);
  }

  /** The platform is never that new, so the release waits. */
  private static SmallModule module(String name) {
    return SmallModule.of(name, "1.0.0")
        .with(
            "module.yaml",
            "name: %s\nweight: 910\nrequirements: {deckhouse: '>= 99.0.0'}\n".formatted(name));
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
    harbour.close();
  }
}
