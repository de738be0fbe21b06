package io.slipway.product;

import io.slipway.stream.EffectWatch.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A boundary of an effect at which the process dies, in the story of a module of its own.
 *
 * @param kind simple name of the effect's class
 * @param number tells the modules apart, whose names are all of one length
 */
record Boundary(Act act, String kind, Moment moment, int number) {

  /** What the user does just before the process that will die is started. */
  enum Act {
    INSTALL(
        List.of(
            "CreateModule",
            "WriteModuleStatus",
            "CreateRelease",
            "WriteReleaseStatus",
            "PatchRelease",
            "PreparePackage",
            "InstallModule"),
        List.of(
            "ListModules",
            "ReadChannel",
            "WriteModuleProperties",
            "WriteSourceStatus",
            "WriteConfigStatus")),
    /** By two minor versions, so that the one in between is looked for. */
    UPGRADE(
        List.of("InstallModule"),
        List.of(
            "ListVersions",
            "ReadRelease",
            "CreateRelease",
            "WriteReleaseStatus",
            "WriteModuleStatus",
            "PatchRelease",
            "PreparePackage")),
    /** Of a module that runs. */
    SWITCH_OFF(List.of("UninstallModule"), List.of("WriteModuleStatus")),
    /** Of a module that runs, while an update waits for its approval. */
    DROP(List.of("DeleteObject"), List.of());

    private final List<String> chief;
    private final List<String> others;

    /**
     * @param chief kinds that leave the most behind: those of the suite that always runs
     */
    Act(List<String> chief, List<String> others) {
      this.chief = chief;
      this.others = others;
    }

    List<String> kinds() {
      return Stream.concat(chief.stream(), others.stream()).toList();
    }

    /** Module to which the same happens without a crash. */
    String calm() {
      return "calm-" + name().substring(0, 3).toLowerCase(Locale.ROOT);
    }
  }

  /** All of them, or of the chief kinds the moment at which most is done and least is known. */
  static List<Boundary> chosen(boolean all) {
    var chosen = new ArrayList<Boundary>();
    for (var act : Act.values()) {
      for (var kind : all ? act.kinds() : act.chief) {
        for (var moment : all ? List.of(Moment.values()) : List.of(Moment.DONE)) {
          chosen.add(new Boundary(act, kind, moment, chosen.size()));
        }
      }
    }
    return List.copyOf(chosen);
  }

  String module() {
    return "crash-" + (char) ('a' + number / 26) + (char) ('a' + number % 26);
  }

  /** JVM option that makes the process die there. */
  String option() {
    var isOfSource = kind.equals("ListModules") || kind.equals("WriteSourceStatus");
    return "-Dcrashpoint=%s:%s:%s".formatted(kind, moment, isOfSource ? "docks" : module());
  }

  @Override
  public String toString() {
    return "%s %s %s".formatted(act, kind, moment);
  }
}
