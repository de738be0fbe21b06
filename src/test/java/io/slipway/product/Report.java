package io.slipway.product;

import io.slipway.harness.ApiWrite;
import io.slipway.harness.RegistryRequest;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Figures of a benchmark, each with its bound where the product has one. */
final class Report {
  private static final double TIMES_PLAIN_MAX = 1.5;
  private static final int WRITES_MAX = 12;
  private static final int REQUESTS_MAX = 4;

  private final PrintStream out;
  private boolean kept = true;

  Report(PrintStream out) {
    this.out = out;
  }

  void say(String format, Object... arguments) {
    out.println(format.formatted(arguments));
  }

  void row(String what, Object figure) {
    say("%-48s %s", what, figure);
  }

  void bounded(String what, double figure, double max) {
    var fits = figure <= max;
    kept &= fits;
    row(what, "%.2f (at most %.1f)%s".formatted(figure, max, fits ? "" : " EXCEEDED"));
  }

  /** A short run is mostly the start of Helm and of the JVM, so nothing is required of it. */
  void time(Duration operator, Duration plain, int installs) {
    row("from enabled to all Ready", seconds(operator));
    row("the same by plain helm-java", seconds(plain));
    var times = (double) operator.toMillis() / plain.toMillis();
    bounded("times plain helm-java", times, installs < 100 ? times : TIMES_PLAIN_MAX);
  }

  /** Helm's own writes are told by its client's name; a source is written once for all installs. */
  void writes(List<ApiWrite> writes, int installs) {
    var helm = writes.stream().filter(Report::isHelm).toList();
    var source = writes.stream().filter(Report::isSource).toList();
    var ours = writes.stream().filter(w -> !isHelm(w) && !isSource(w)).toList();
    row("writes to the source, in all", Integer.toString(source.size()));
    bounded("object writes beyond Helm's own", ours.size() / (double) installs, WRITES_MAX);
    perInstall(ours, write -> write.verb() + " " + write.resource() + failed(write), installs);
    row("Helm's own", "%.2f".formatted(helm.size() / (double) installs));
    perInstall(helm, write -> write.verb() + " " + write.resource() + failed(write), installs);
  }

  private static String failed(ApiWrite write) {
    return write.status() < 400 ? "" : " " + write.status();
  }

  private static boolean isSource(ApiWrite write) {
    return write.resource().startsWith("modulesources");
  }

  private static boolean isHelm(ApiWrite write) {
    var agent = write.sender().userAgent().toLowerCase(Locale.ROOT);
    return agent.contains("helm");
  }

  void requests(List<RegistryRequest> requests, int installs) {
    bounded("registry requests", requests.size() / (double) installs, REQUESTS_MAX);
    perInstall(
        requests,
        r ->
            "%s %d %s"
                .formatted(
                    r.method(),
                    r.status(),
                    r.path().replaceAll("ship\\d+", "NAME").replaceAll("[0-9a-f]{64}", "DIGEST")),
        installs);
  }

  private <T> void perInstall(Collection<T> all, Function<T, String> kind, int installs) {
    all.stream()
        .collect(Collectors.groupingBy(kind, TreeMap::new, Collectors.counting()))
        .forEach((k, n) -> row("    " + k, "%.2f".formatted(n / (double) installs)));
  }

  boolean kept() {
    return kept;
  }

  static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
  }

  static String millis(Duration time, int installs) {
    return time.toMillis() / installs + " ms";
  }
}
