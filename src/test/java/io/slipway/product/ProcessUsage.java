package io.slipway.product;

import io.slipway.harness.tool.ProcessTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** CPU and resident memory of a process with its children, as Linux tells them. */
final class ProcessUsage implements AutoCloseable {
  /** The kernel's unit in {@code /proc/PID/stat}; 100 to the second on every common platform. */
  private static final int TICK_MILLIS = 10;

  private final long pid;
  private final AtomicLong peak = new AtomicLong();
  private final AtomicLong peakOfChildren = new AtomicLong();
  private final ScheduledExecutorService sampling = Executors.newSingleThreadScheduledExecutor();

  private ProcessUsage(long pid) {
    this.pid = pid;
  }

  /** Looks at the memory twice a second until it is closed. */
  static ProcessUsage watch(long pid) {
    var usage = new ProcessUsage(pid);
    usage.sampling.scheduleAtFixedRate(usage::sample, 0, 500, TimeUnit.MILLISECONDS);
    return usage;
  }

  private void sample() {
    var all = residentBytes(pid);
    var own = ProcessTree.residentBytes(pid).orElse(0);
    peak.accumulateAndGet(all, Math::max);
    peakOfChildren.accumulateAndGet(all - own, Math::max);
  }

  long peakOfChildrenMiB() {
    return peakOfChildren.get() >> 20;
  }

  long peakMiB() {
    return peak.get() >> 20;
  }

  static long residentMiB(long pid) {
    return residentBytes(pid) >> 20;
  }

  private static long residentBytes(long pid) {
    return tree(pid).mapToLong(p -> ProcessTree.residentBytes(p).orElse(0)).sum();
  }

  /** Of the process, of its children, and of those that have ended. */
  static Duration cpu(long pid) {
    return Duration.ofMillis(tree(pid).mapToLong(p -> ticks(p, 14)).sum() * TICK_MILLIS);
  }

  /** Of the process alone. */
  static Duration own(long pid) {
    return Duration.ofMillis(ticks(pid, 12) * TICK_MILLIS);
  }

  /** Of this JVM and all it has started. */
  static Duration cpuOfAll() {
    return cpu(ProcessHandle.current().pid());
  }

  private static Stream<Long> tree(long pid) {
    return ProcessHandle.of(pid).stream()
        .flatMap(root -> Stream.concat(Stream.of(root), root.descendants()))
        .map(ProcessHandle::pid);
  }

  /** The fields are utime, stime, cutime, cstime. */
  private static long ticks(long pid, int lastField) {
    try {
      var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      var sum = 0L;
      for (var field = 11; field <= lastField; field++) {
        sum += Long.parseLong(fields[field]);
      }
      return sum;
    } catch (IOException ended) {
      return 0;
    }
  }

  @Override
  public void close() {
    sampling.shutdownNow();
  }
}
