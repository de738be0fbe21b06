package io.slipway.product;

import io.slipway.stream.EffectWatch.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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
            "ListModules",
            "ReadChannel",
            "CreateModule",
            "WriteModuleProperties",
            "WriteModuleStatus",
            "WriteSourceStatus",
            "WriteConfigStatus",
            "CreateRelease",
            "WriteReleaseStatus",
            "PatchRelease",
            "PreparePackage",
            "InstallModule")),
    /** By two minor versions, so that the one in between is looked for. */
    UPGRADE(
        List.of(
            "ListVersions",
            "ReadRelease",
            "InstallModule",
            "CreateRelease",
            "WriteReleaseStatus",
            "WriteModuleStatus",
            "PatchRelease",
            "PreparePackage")),
    /** Of a module that runs. */
    SWITCH_OFF(List.of("UninstallModule", "WriteModuleStatus")),
    /** Of a module that runs, while an update waits for its approval. */
    DROP(List.of("DeleteObject"));

    /** The first ones are those that no earlier act has. */
    private final List<String> kinds;

    Act(List<String> kinds) {
      this.kinds = kinds;
    }

    /** Module to which the same happens without a crash. */
    String calm() {
      return "calm-" + name().substring(0, 3).toLowerCase(Locale.ROOT);
    }
  }

  private static final List<String> UPGRADES_BY_DEFAULT =
      List.of("ListVersions", "ReadRelease", "InstallModule");

  /** All of them, or of every kind the one where the most is done and the least is known. */
  static List<Boundary> chosen(boolean all) {
    var chosen = new ArrayList<Boundary>();
    for (var act : Act.values()) {
      for (var kind : act.kinds) {
        for (var moment : Moment.values()) {
          if (all || moment == Moment.DONE && isByDefault(act, kind)) {
            chosen.add(new Boundary(act, kind, moment, chosen.size()));
          }
        }
      }
    }
    return List.copyOf(chosen);
  }

  private static boolean isByDefault(Act act, String kind) {
    return switch (act) {
      case INSTALL, DROP -> true;
      case UPGRADE -> UPGRADES_BY_DEFAULT.contains(kind);
      case SWITCH_OFF -> kind.equals("UninstallModule");
    };
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
