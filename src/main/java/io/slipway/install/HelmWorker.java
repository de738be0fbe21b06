package io.slipway.install;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The process that runs Helm for the operator ({@link HelmChild} is its other end). Requests come
 * on standard input and run in parallel; their answers leave on standard output. When the input
 * ends, the operator has ended or wants no more: the process ends at once, whatever runs, so that
 * nothing acts for an operator that may have given its Lease away.
 *
 * <p>A native call cannot be stopped. One that computes for longer than its share is answered as
 * failed, and the process ends.
 */
final class HelmWorker {
  static final String DONE = "done";
  static final String FAILED = "failed";
  static final String OVERRUN = "overrun";

  private static final Duration LOOK = Duration.ofMillis(200);

  private final DataOutputStream answers;
  private final long cpuMaxNanos;
  private final HelmCalls helm = new HelmCalls();
  private final ThreadMXBean times = ManagementFactory.getThreadMXBean();

  /** Computing time of the calling thread at which a request is too expensive, by the request. */
  private final Map<Integer, Share> running = new ConcurrentHashMap<>();

  private final ExecutorService threads = Executors.newCachedThreadPool();

  private HelmWorker(DataOutputStream answers, Duration cpuMax) {
    this.answers = answers;
    this.cpuMaxNanos = cpuMax.toNanos();
  }

  private record Share(long thread, long endsAtNanos) {}

  /**
   * @param arguments seconds of computing time that one request may take
   */
  public static void main(String[] arguments) {
    var answers =
        new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
    // nothing else may get between the answers
    System.setOut(System.err);
    Signals.ignore();
    var worker = new HelmWorker(answers, Duration.ofSeconds(Long.parseLong(arguments[0])));
    Thread.ofPlatform().daemon().name("watch").start(worker::watch);
    try (var requests = new DataInputStream(new BufferedInputStream(System.in))) {
      while (true) {
        worker.accept(Frame.read(requests));
      }
    } catch (IOException ended) {
      Runtime.getRuntime().halt(0);
    }
  }

  private void accept(Frame frame) {
    threads.execute(() -> answer(frame.id(), outcome(frame)));
  }

  private List<String> outcome(Frame frame) {
    var thread = Thread.currentThread().threadId();
    running.put(frame.id(), new Share(thread, times.getThreadCpuTime(thread) + cpuMaxNanos));
    try {
      helm.perform(HelmRequest.of(frame.fields()));
      return List.of(DONE);
    } catch (IOException | RuntimeException | LinkageError failed) {
      return List.of(FAILED, String.valueOf(failed.getMessage()));
    } finally {
      running.remove(frame.id());
    }
  }

  private void answer(int id, List<String> outcome) {
    synchronized (answers) {
      try {
        new Frame(id, outcome).write(answers);
      } catch (IOException nobodyReads) {
        Runtime.getRuntime().halt(0);
      }
    }
  }

  /** The rendering happens on the calling thread; what waits for the cluster computes nothing. */
  private void watch() {
    while (true) {
      try {
        Thread.sleep(LOOK);
      } catch (InterruptedException never) {
        return;
      }
      var overrun =
          running.entrySet().stream()
              .filter(
                  e -> times.getThreadCpuTime(e.getValue().thread()) > e.getValue().endsAtNanos())
              .toList();
      if (!overrun.isEmpty()) {
        overrun.forEach(e -> answer(e.getKey(), List.of(OVERRUN)));
        Runtime.getRuntime().halt(1);
      }
    }
  }
}
