package io.slipway.core.decision;

import io.slipway.core.projection.ModuleProjection;
import io.slipway.core.value.InstallFailure;
import java.util.List;
import java.util.Optional;

/**
 * Everything that was decided about a module; what its objects show is rendered from this.
 *
 * @param line its releases
 * @param releases verdict of each release that is not being deleted, ascending by version
 * @param refused why package or settings of the release in force are not accepted
 * @param packageIsKnown whether this process has asked about them, or finds them installed
 */
public record ModuleVerdict(
    ModuleProjection module,
    ReleaseLine line,
    SourceChoice source,
    PolicyChoice policy,
    Stage stage,
    List<ReleaseVerdict> releases,
    Optional<InstallFailure> refused,
    boolean packageIsKnown) {}
