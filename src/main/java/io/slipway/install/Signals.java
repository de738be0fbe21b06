package io.slipway.install;

import java.util.List;
import sun.misc.Signal;

/**
 * Helm's Go runtime takes SIGTERM and SIGINT at its first call and keeps them, so the process could
 * only be killed. Taking them back once is enough: Go installs its handler once.
 */
final class Signals {
  private Signals() {}

  static void reclaim() {
    for (var name : List.of("TERM", "INT")) {
      Signal.handle(
          new Signal(name),
          signal -> new Thread(() -> System.exit(128 + signal.getNumber()), "stop").start());
    }
  }
}
