package io.slipway.core.decision;

import io.slipway.core.effect.Effect;
import io.slipway.core.effect.WriteEffect;
import io.slipway.core.projection.EffectsProjection.Hold;
import io.slipway.core.projection.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Collects the effects of one decision and leaves out what must wait: the same effect in flight, a
 * pause after a failure, an object whose last write has not been seen. Lives for one call only.
 */
public final class Wishes {
  private static final Duration ECHO_MAX = Duration.ofSeconds(30);

  private final World world;
  private final Instant now;
  private final List<Effect> effects = new ArrayList<>();
  private final Set<Object> keys = new HashSet<>();
  private final TreeSet<Instant> wakeUps = new TreeSet<>();

  public Wishes(World world, Instant now) {
    this.world = world;
    this.now = now;
  }

  /** Of several wishes with one key the first counts: writes of one object go one by one. */
  public void add(Effect effect) {
    if (world.effects().isInFlight(effect.key()) || keys.contains(effect.key())) {
      return;
    }
    if (effect instanceof WriteEffect write && isHeld(write)) {
      return;
    }
    var retryAt =
        world
            .effects()
            .failuresOf(effect.key())
            .filter(failures -> failures.identity().equals(effect.identity()))
            .map(f -> Backoff.nextAttempt(effect.key(), f, world.settings().seed()))
            .filter(now::isBefore);
    retryAt.ifPresentOrElse(
        this::lookAgainAt,
        () -> {
          keys.add(effect.key());
          effects.add(effect);
        });
  }

  private boolean isHeld(WriteEffect write) {
    var until = world.effects().holdOf(write.ref()).map(Hold::since).map(at -> at.plus(ECHO_MAX));
    until.ifPresent(deadline -> awaitEcho(write, deadline));
    return until.isPresent();
  }

  private void awaitEcho(WriteEffect write, Instant deadline) {
    if (now.isBefore(deadline)) {
      lookAgainAt(deadline);
    } else if (keys.add(write.key())) {
      effects.add(new WriteEffect.RefreshObject(write.ref()));
    }
  }

  /** The answer may change at this instant; the earliest one counts. */
  public void lookAgainAt(Instant at) {
    wakeUps.add(at);
  }

  public Verdict verdict() {
    return new Verdict(effects, wakeUps.stream().findFirst());
  }
}
