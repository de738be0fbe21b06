package io.slipway.core.projection;

import io.slipway.core.event.InstallEvent;
import io.slipway.core.projection.ModuleProjection.Prepared;
import io.slipway.core.projection.ModuleProjection.Refusal;
import io.slipway.core.projection.ModuleProjection.Run;
import java.util.Optional;
import org.pcollections.HashTreePMap;

/** Folds what became of packages and installations. */
final class InstallReducer {
  private InstallReducer() {}

  static World evolve(World world, InstallEvent event) {
    return ModuleSlices.change(
        world, event.module(), module -> module.with(evolve(module.run(), event)));
  }

  private static Run evolve(Run run, InstallEvent event) {
    return switch (event) {
      case InstallEvent.PackagePrepared(
              _,
              var id,
              var digest,
              var definition,
              var size,
              var pull) ->
          new Run(
              run.prepared().plus(id.version(), new Prepared(id, digest, definition, size, pull)),
              run.refused().minus(id.version()),
              run.installed(),
              run.failed(),
              run.helm());
      case InstallEvent.PackageRefused(_, var id, var failure) ->
          new Run(
              run.prepared(),
              run.refused().plus(id.version(), new Refusal(id, failure)),
              run.installed(),
              run.failed(),
              run.helm());
      case InstallEvent.ModuleInstalled(_, var id) ->
          new Run(run.prepared(), run.refused(), Optional.of(id), Optional.empty(), run.helm());
      case InstallEvent.InstallFailed(_, var id, var failure) ->
          new Run(
              run.prepared(),
              run.refused(),
              Optional.empty(),
              Optional.of(new Refusal(id, failure)),
              run.helm());
      case InstallEvent.ModuleUninstalled _ ->
          new Run(
              run.prepared(), run.refused(), Optional.empty(), Optional.empty(), Optional.empty());
      case InstallEvent.PackagesDiscarded _ ->
          new Run(HashTreePMap.empty(), run.refused(), run.installed(), run.failed(), run.helm());
      case InstallEvent.UninstallFailed _ ->
          // it may be half gone: only Helm's record can tell
          new Run(run.prepared(), run.refused(), Optional.empty(), run.failed(), run.helm());
    };
  }
}
