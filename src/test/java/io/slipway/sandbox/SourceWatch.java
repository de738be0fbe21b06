package io.slipway.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A process of its own beside the operator in dev mode. Quarkus looks for changed sources every ten
 * seconds or at a request to its HTTP port; this one looks every 300 ms and makes the request, so
 * that an edit is live within five seconds. Needs nothing but the JDK on its class path.
 */
final class SourceWatch {
  private static final long BETWEEN_LOOKS = TimeUnit.MILLISECONDS.toNanos(300);

  /** Quarkus ignores a request within two seconds of the one before; these reach over that. */
  private static final int REQUESTS = 4;

  private static final long BETWEEN_REQUESTS = TimeUnit.MILLISECONDS.toNanos(750);

  private SourceWatch() {}

  /** Arguments: the folder to watch, the operator's address, the pid it ends with. */
  public static void main(String[] arguments) {
    Path folder = Path.of(arguments[0]);
    String url = arguments[1] + "/q/health/live";
    long operator = Long.parseLong(arguments[2]);
    long known = fingerprint(folder);
    while (ProcessHandle.of(operator).map(ProcessHandle::isAlive).orElse(false)) {
      LockSupport.parkNanos(BETWEEN_LOOKS);
      long now = fingerprint(folder);
      if (now != known) {
        known = now;
        for (int i = 0; i < REQUESTS; i++) {
          Http.status(url);
          LockSupport.parkNanos(BETWEEN_REQUESTS);
        }
      }
    }
  }

  /** Changes when a file is added, removed or written. */
  static long fingerprint(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .mapToLong(file -> file.hashCode() * 31L + file.toFile().lastModified())
          .sum();
    } catch (IOException changing) {
      return 0;
    }
  }
}
