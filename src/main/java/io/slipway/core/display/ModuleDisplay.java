package io.slipway.core.display;

import io.slipway.core.decision.ModuleVerdict;
import io.slipway.core.decision.Stage;
import io.slipway.core.effect.Effect;
import io.slipway.core.effect.Notice;
import io.slipway.core.effect.WriteEffect.WriteModuleProperties;
import io.slipway.core.effect.WriteEffect.WriteModuleStatus;
import io.slipway.core.value.Condition;
import io.slipway.core.value.Condition.Wish;
import io.slipway.core.value.ModuleObject;
import io.slipway.core.value.ModuleObject.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Properties and status of a Module. */
final class ModuleDisplay {
  private static final String BY_CONFIG = "EnabledByModuleConfig";
  private static final String BY_MANAGER = "EnabledByModuleManager";
  private static final String FORGOTTEN = "no release of the module is kept any more";

  private ModuleDisplay() {}

  /**
   * The next write of the object, if any. Properties come before the status, so that whoever sees a
   * phase also sees the source, version and weight it speaks of. One that is being deleted is
   * written like any other: somebody's finalizer may keep it for long, and the work goes on.
   */
  static Optional<Effect> write(ModuleVerdict verdict, Instant now) {
    return verdict.module().module().flatMap(object -> write(verdict, object, now));
  }

  private static Optional<Effect> write(ModuleVerdict verdict, ModuleObject object, Instant now) {
    var properties = ModulePropertiesDisplay.wished(verdict, object.properties());
    if (!properties.equals(object.properties())) {
      return Optional.of(new WriteModuleProperties(object.meta(), properties));
    }
    var shown = object.status();
    var wished = status(verdict, shown, now);
    return wished.equals(shown)
        ? Optional.empty()
        : Optional.of(new WriteModuleStatus(object.meta(), wished, notices(shown, wished)));
  }

  private static Status status(ModuleVerdict verdict, Status shown, Instant now) {
    var display = StageDisplay.of(verdict.stage());
    var wishes = new ArrayList<Wish>();
    wishes.add(byConfig(verdict));
    wishes.add(byManager(verdict, display, shown));
    display.isReady().or(() -> initial(shown)).ifPresent(wishes::add);
    LastRelease.wish(verdict, shown).ifPresent(wishes::add);
    return new Status(
        kept(display.phase(), shown.phase(), "Available"),
        kept(display.ready(), shown.ready(), "False"),
        Condition.merge(shown.conditions(), wishes, now));
  }

  private static Optional<Wish> initial(Status shown) {
    return shown.conditions().stream().anyMatch(c -> c.type().equals("IsReady"))
        ? Optional.empty()
        : Optional.of(Wish.no("IsReady", "NotInstalled", "not installed"));
  }

  private static String kept(String wished, String shown, String initial) {
    if (!wished.isEmpty()) {
      return wished;
    }
    return shown.isEmpty() ? initial : shown;
  }

  private static Wish byConfig(ModuleVerdict verdict) {
    return verdict.module().switchedOn()
        ? Wish.yes(BY_CONFIG)
        : Wish.no(BY_CONFIG, "Disabled", "disabled");
  }

  /** Turns True when the first run ends and stays so on later runs (DESIGN.md §1, ENABLED). */
  private static Wish byManager(ModuleVerdict verdict, StageDisplay display, Status shown) {
    if (verdict.stage() instanceof Stage.Uninstalling
        || verdict.stage() instanceof Stage.Downloaded) {
      return Wish.no(BY_MANAGER, "ModuleConfig", "turned off by module config");
    }
    var stays = isLaterRun(verdict.stage()) && shown.isTrue(BY_MANAGER);
    return display.hasRun() || stays ? Wish.yes(BY_MANAGER) : Wish.no(BY_MANAGER, "", "");
  }

  private static boolean isLaterRun(Stage stage) {
    return stage instanceof Stage.Reconciling || stage instanceof Stage.Replacing;
  }

  private static List<Notice> notices(Status shown, Status wished) {
    if (wished.phase().equals(shown.phase()) && message(wished).equals(message(shown))) {
      return List.of();
    }
    return switch (wished.phase()) {
      case "Ready" -> List.of(new Notice(false, "Ready", "the module is installed"));
      case "Error" -> List.of(new Notice(true, "ModuleError", message(wished)));
      case "Conflict" -> List.of(new Notice(true, "Conflict", message(wished)));
      case "Downloaded" ->
          shown.phase().isEmpty()
              ? List.of()
              : List.of(new Notice(false, "Disabled", "the module is uninstalled"));
      case "Available" ->
          shown.phase().equals("Downloaded")
              ? List.of(new Notice(false, "ReleasesDeleted", FORGOTTEN))
              : downloadNotices(wished);
      default -> downloadNotices(wished);
    };
  }

  private static List<Notice> downloadNotices(Status wished) {
    return wished.conditions().stream()
        .filter(condition -> condition.reason().equals("DownloadingError"))
        .map(condition -> new Notice(true, "DownloadingError", condition.message()))
        .toList();
  }

  private static String message(Status status) {
    return status.conditions().stream()
        .filter(condition -> condition.type().equals("IsReady"))
        .map(Condition::message)
        .findFirst()
        .orElse("");
  }
}
