package io.slipway.harness.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Processes together with what they started. */
public final class ProcessTree {
  private static final Duration POLITE = Duration.ofSeconds(8);

  private ProcessTree() {}

  /** Asks all to end, waits eight seconds, then kills what is left. */
  public static void stop(Collection<ProcessHandle> roots) {
    Set<ProcessHandle> all = new LinkedHashSet<>(roots);
    roots.forEach(root -> root.descendants().forEach(all::add));
    all.forEach(ProcessHandle::destroy);
    await(all, POLITE);
    all.stream().filter(ProcessHandle::isAlive).forEach(ProcessHandle::destroyForcibly);
    await(all, POLITE);
  }

  /** Waits for the end of all; false when the time was not enough. */
  public static boolean await(Collection<ProcessHandle> processes, Duration limit) {
    CompletableFuture<?>[] exits =
        processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new);
    try {
      CompletableFuture.allOf(exits).get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException late) {
      return false;
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Resident memory in bytes; empty where the system does not tell. */
  public static OptionalLong residentBytes(long pid) {
    Path status = Path.of("/proc/" + pid + "/status");
    try {
      String kib =
          Files.isReadable(status)
              ? Files.readString(status).replaceAll("(?s).*VmRSS:\\s*(\\d+) kB.*", "$1")
              : Command.of(Path.of("ps"), "-o", "rss=", "-p", Long.toString(pid)).run().output();
      return OptionalLong.of(Long.parseLong(kib.strip()) << 10);
    } catch (IOException | NumberFormatException unknown) {
      return OptionalLong.empty();
    }
  }
}
