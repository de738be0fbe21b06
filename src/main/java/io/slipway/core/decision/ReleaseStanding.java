package io.slipway.core.decision;

import io.slipway.core.projection.ModuleProjection;
import io.slipway.core.projection.World;
import io.slipway.core.value.ReleaseObject;
import io.slipway.core.value.ReleasePhase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What alerts ask of a release that waits, once its turn has come (releases.md 7.1).
 *
 * @param waitsForApproval nothing but a person keeps it, as far as is known
 * @param lacksRequirement something that it asks of the cluster
 * @param isUnannounced the notification of it could not be sent
 * @param jump made by a rule of {@code update.versions}
 */
public record ReleaseStanding(
    ReleaseObject release,
    boolean waitsForApproval,
    boolean lacksRequirement,
    boolean isUnannounced,
    QueueDepth depth,
    Jump jump) {
  /** Step over what lies between. */
  public enum Jump {
    NONE,
    WITHIN_MAJOR,
    ACROSS_MAJORS
  }

  /** Gates that are about whose turn it is. */
  private static final Set<String> TURN = Set.of("policy", "sequence", "readiness");

  private static final String REQUIREMENT = "requirement";

  public static List<ReleaseStanding> of(World world, ModuleProjection module, Instant now) {
    var line = ReleaseLine.of(module);
    if (!module.switchedOn() || line.open().isEmpty()) {
      return List.of();
    }
    var source = SourceChoice.of(world, module);
    var policy = PolicyChoice.of(world, module);
    var endpoint = Jumps.endpoint(line, Soaking.names(policy, line, now));
    return ReleaseDecider.decide(world, module, line, source, policy, now).stream()
        .filter(ReleaseStanding::hasItsTurn)
        .map(verdict -> of(line, endpoint, verdict))
        .toList();
  }

  private static boolean hasItsTurn(ReleaseVerdict verdict) {
    var passed =
        verdict.gates().stream().filter(Gate::isPassed).map(Gate::name).filter(TURN::contains);
    return verdict.phase() == ReleasePhase.PENDING && passed.count() == TURN.size();
  }

  private static ReleaseStanding of(
      ReleaseLine line, Optional<ReleaseObject> endpoint, ReleaseVerdict verdict) {
    var lacks = closed(verdict).anyMatch(gate -> gate.name().split(" ")[0].equals(REQUIREMENT));
    var inForce = line.inForce().map(ReleaseLine::version);
    var waiting = line.open().stream().map(ReleaseLine::version).toList();
    return new ReleaseStanding(
        verdict.release(),
        !lacks && closed(verdict).anyMatch(gate -> gate.name().equals("approval")),
        lacks,
        !lacks && closed(verdict).anyMatch(ReleaseStanding::isUnannounced),
        inForce.map(from -> QueueDepth.of(from, waiting)).orElse(new QueueDepth(0, 0)),
        jump(line, endpoint, verdict.release()));
  }

  private static boolean isUnannounced(Gate gate) {
    return gate.reason().filter(GateReason.NotificationFailed.class::isInstance).isPresent();
  }

  private static Jump jump(
      ReleaseLine line, Optional<ReleaseObject> endpoint, ReleaseObject release) {
    if (endpoint.filter(release::equals).isEmpty()) {
      return Jump.NONE;
    }
    return line.inForce()
            .filter(d -> ReleaseLine.version(d).major() < ReleaseLine.version(release).major())
            .isPresent()
        ? Jump.ACROSS_MAJORS
        : Jump.WITHIN_MAJOR;
  }

  private static Stream<Gate> closed(ReleaseVerdict verdict) {
    return verdict.gates().stream().filter(gate -> gate.state() instanceof Gate.State.Blocked);
  }
}
