package io.slipway.install;

import java.util.List;
import sun.misc.Signal;

/**
 * A Ctrl-C in a terminal, or a stop of the whole service, reaches the process that runs Helm too.
 * The operator decides when that one ends, so it ignores them. Helm's Go runtime takes the signals
 * at its first call and keeps them; taking them back once is enough: Go installs its handler once.
 */
final class Signals {
  private Signals() {}

  static void ignore() {
    for (var name : List.of("TERM", "INT")) {
      Signal.handle(new Signal(name), _ -> {});
    }
  }
}
