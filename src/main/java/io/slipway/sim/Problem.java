package io.slipway.sim;

import io.slipway.core.value.ReleaseObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An invariant that did not hold in a trial.
 *
 * @param story what the processes went through last
 */
record Problem(Trial trial, Invariant invariant, String detail, String story) {
  private static final int STORY = Integer.getInteger("sim.history", 60);

  static Problem of(Trial trial, Invariant.Violated violated, Simulation sim) {
    return new Problem(trial, violated.invariant(), violated.getMessage(), story(sim));
  }

  static Problem of(Trial trial, RuntimeException bug, Simulation sim) {
    var trace = new StringWriter();
    bug.printStackTrace(new PrintWriter(trace));
    return new Problem(trial, Invariant.NO_BUG, bug.toString(), trace + story(sim));
  }

  private static String story(Simulation sim) {
    var releases =
        sim.cluster.list(ReleaseObject.class).stream()
            .map(r -> "%s %s %s".formatted(r.name(), r.status().phase(), r.status().message()));
    var steps =
        sim.processes.stream()
            .flatMap(
                process ->
                    process.history(STORY).stream()
                        .map(
                            entry ->
                                "%s %d <- %d %s %s"
                                    .formatted(
                                        process,
                                        entry.number(),
                                        entry.cause(),
                                        entry.at(),
                                        entry.event())));
    return Stream.concat(releases, steps).collect(Collectors.joining("\n"));
  }

  /** For whoever has to mend it: what failed, after what, and how to see it again. */
  String told() {
    return """
        seed %d: %s
        acts, %d process(es), %d module(s):
        %s
        faults by chance: %s
        again: ./dev sim --seeds 1 --from %d
        %s
        """
        .formatted(
            trial.seed(),
            detail,
            trial.processes(),
            trial.modules(),
            lines(trial.acts()),
            trial.faults(),
            trial.seed(),
            story);
  }

  private static String lines(List<Act> acts) {
    return acts.stream().map(act -> "  " + act).collect(Collectors.joining("\n"));
  }
}
