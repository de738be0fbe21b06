package io.slipway.install;

import java.time.Duration;
import java.util.Map;
import net.thisptr.jackson.jq.BuiltinFunctionLoader;
import net.thisptr.jackson.jq.Function;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Versions;
import net.thisptr.jackson.jq.exception.JsonQueryException;

/**
 * How long a jq program may run and how many values it may bring forth. A program loops through the
 * functions it calls, and a thread cannot be stopped, so it is these that ask.
 */
final class JqBudget {
  private static final Duration TIME_MAX = Duration.ofSeconds(10);
  private static final int VALUES_MAX = 1_000_000;

  private final long end = System.nanoTime() + TIME_MAX.toNanos();
  private int valuesLeft = VALUES_MAX;

  /** All functions of the language, each within this budget. */
  Scope scope() {
    var all = Scope.newEmptyScope();
    BuiltinFunctionLoader.getInstance().loadFunctions(Versions.JQ_1_6, all);
    for (var function : Map.copyOf(all.getLocalFunctions()).entrySet()) {
      all.addFunction(function.getKey(), bounded(function.getValue()));
    }
    return all;
  }

  private Function bounded(Function function) {
    return (scope, arguments, in, path, output, version) -> {
      spend();
      function.apply(
          scope,
          arguments,
          in,
          path,
          (value, where) -> {
            spend();
            output.emit(value, where);
          },
          version);
    };
  }

  private void spend() throws JsonQueryException {
    if (valuesLeft-- <= 0 || System.nanoTime() > end) {
      throw new JsonQueryException("the program does not end");
    }
  }
}
