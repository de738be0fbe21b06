package io.slipway.install;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/** One process that runs Helm. When it ends, so does every request it was at, and nothing else. */
final class HelmChild implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(HelmChild.class);
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  private final Process process;
  private final HelmAccess access;
  private final DataOutputStream requests;
  private final Map<Integer, CompletableFuture<List<String>>> waiting = new ConcurrentHashMap<>();
  private final AtomicInteger ids = new AtomicInteger();
  private final Thread listening;
  private final Thread receiving;
  private volatile String fatal = "";
  private volatile boolean closed;
  private volatile boolean ended;
  private int users;
  private Instant lastUse = Instant.now();

  private HelmChild(Process process, HelmAccess access) {
    this.process = process;
    this.access = access;
    this.requests = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
    this.listening = daemon("helm-log", this::listen);
    this.receiving = daemon("helm-answers", this::receive);
  }

  /**
   * @param access closed when the process has ended
   */
  static HelmChild start(HelmLimits limits, HelmAccess access) throws IOException {
    try {
      return new HelmChild(HelmCommand.of(limits, access.cache()).start(), access);
    } catch (IOException broken) {
      access.close();
      throw broken;
    }
  }

  private static Thread daemon(String name, Runnable task) {
    return Thread.ofPlatform().daemon().name(name).start(task);
  }

  HelmAccess access() {
    return access;
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return !closed && !ended && process.isAlive();
  }

  /** Not when its way to the cluster is gone with the data directory, or is another one now. */
  boolean usable() {
    return isAlive() && access.isCurrent();
  }

  /** To be called before a request; it is not idle until as many calls of {@link #leave}. */
  synchronized void enter() {
    users++;
  }

  synchronized void leave() {
    users--;
    lastUse = Instant.now();
  }

  /** Empty while it is used, else how long it has not been. */
  synchronized Duration idleTime() {
    return users > 0 ? Duration.ZERO : Duration.between(lastUse, Instant.now());
  }

  /** The worker's answer; exceptionally when the process ends before. */
  CompletableFuture<List<String>> send(HelmRequest request) {
    var id = ids.incrementAndGet();
    var answer = new CompletableFuture<List<String>>();
    waiting.put(id, answer);
    synchronized (requests) {
      try {
        new Frame(id, request.fields()).write(requests);
      } catch (IOException gone) {
        LOG.debugf("The process that runs Helm takes no request: %s", gone.getMessage());
      }
    }
    if (ended) {
      failAll();
    }
    return answer;
  }

  private void receive() {
    try (var answers = new DataInputStream(new BufferedInputStream(process.getInputStream()))) {
      while (true) {
        var frame = Frame.read(answers);
        var answer = waiting.remove(frame.id());
        if (answer != null) {
          answer.complete(frame.fields());
        }
      }
    } catch (IOException over) {
      finish();
    }
  }

  private void finish() {
    process.destroyForcibly();
    try {
      process.waitFor(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
      listening.join(LAST_WORDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    ended = true;
    if (!closed) {
      LOG.warnf("The process that ran Helm ended: %s", reason());
    }
    failAll();
    access.close();
  }

  private void failAll() {
    for (var id : List.copyOf(waiting.keySet())) {
      var answer = waiting.remove(id);
      if (answer != null) {
        answer.completeExceptionally(new Ended(reason()));
      }
    }
  }

  private String reason() {
    if (closed) {
      return "the operator stops";
    }
    return fatal.isEmpty() ? "it was killed" : fatal;
  }

  /** What Go or the JVM say at the end of all things; anything else is no news. */
  private void listen() {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
      lines.lines().forEach(this::hear);
    } catch (IOException | UncheckedIOException over) {
      LOG.debugf("The log of Helm ended: %s", over.getMessage());
    }
  }

  private void hear(String line) {
    LOG.debugf("helm: %s", line);
    var isLast =
        line.startsWith("fatal error: ")
            || line.startsWith("panic: ")
            || line.startsWith("#  SIG")
            || line.startsWith("Error");
    if (fatal.isEmpty() && isLast) {
      fatal = PlainText.line(line.replaceFirst("^#? *", ""));
    }
  }

  /** The process ended before it answered. */
  static final class Ended extends Exception {
    private static final long serialVersionUID = 1;

    Ended(String reason) {
      super(reason, null, false, false);
    }
  }

  /** Ends the process at once, whatever it does; returns when nothing of it is left. */
  @Override
  public void close() {
    closed = true;
    process.destroyForcibly();
    try {
      receiving.join(LAST_WORDS.multipliedBy(3));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
