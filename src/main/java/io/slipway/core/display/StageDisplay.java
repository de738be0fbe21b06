package io.slipway.core.display;

import io.slipway.core.decision.Stage;
import io.slipway.core.value.Condition.Wish;
import io.slipway.core.value.InstallFailure;
import java.util.Optional;

/**
 * A stage as phase and condition {@code IsReady} (modules.md 1.5, 1.6; DESIGN.md §1).
 *
 * @param phase empty keeps the one that is shown
 * @param ready column READY, empty keeps the one that is shown
 * @param hasRun whether a run of the module has ended, so that it counts as enabled
 * @param isReady condition, absent keeps the one that is shown
 */
record StageDisplay(String phase, String ready, boolean hasRun, Optional<Wish> isReady) {
  private static final String IS_READY = "IsReady";
  private static final String NO = "False";
  private static final String TURNED_OFF = "turned off by module config";

  static StageDisplay of(Stage stage) {
    return switch (stage) {
      case Stage.Available _, Stage.Retired _ -> no("Available", "NotInstalled", "not installed");
      case Stage.NotOffered _ ->
          no("Available", "NotInstalled", "not installed: no source offers the module");
      case Stage.PolicyMissing(var policy) ->
          no("Available", "NotInstalled", GateText.policyNotFound(policy));
      case Stage.Resolving _, Stage.Replacing _ ->
          new StageDisplay("", "", false, Optional.empty());
      case Stage.Unreadable(var text) -> no("Available", "DownloadingError", text);
      case Stage.Conflict _ -> no("Conflict", "Conflict", "several available sources");
      case Stage.Downloading _ -> no("Downloading", "Downloading", "downloading");
      case Stage.DownloadFailing(InstallFailure(_, var text)) ->
          no("Downloading", "DownloadingError", text);
      case Stage.Installing _ -> no("Installing", "Installing", "installing");
      case Stage.Reconciling _ -> no("Reconciling", "Reconciling", "reconciling");
      case Stage.Ready _ ->
          new StageDisplay("Ready", "True", true, Optional.of(Wish.yes(IS_READY)));
      case Stage.Failed(InstallFailure(_, var text)) ->
          new StageDisplay(
              "Error", "Error", true, Optional.of(Wish.no(IS_READY, "ModuleError", text)));
      case Stage.Uninstalling(var problem) ->
          problem
              .map(text -> no("", "ModuleError", "cannot be uninstalled: " + text))
              .orElse(no("", "ModuleConfig", TURNED_OFF));
      case Stage.Downloaded _ -> no("Downloaded", "ModuleConfig", TURNED_OFF);
    };
  }

  private static StageDisplay no(String phase, String reason, String message) {
    return new StageDisplay(phase, NO, false, Optional.of(Wish.no(IS_READY, reason, message)));
  }
}
