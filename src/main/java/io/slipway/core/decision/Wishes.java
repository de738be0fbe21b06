package io.slipway.core.decision;

import io.slipway.core.effect.Effect;
import io.slipway.core.effect.InstallEffect;
import io.slipway.core.effect.NotifyEffect;
import io.slipway.core.effect.RegistryEffect;
import io.slipway.core.effect.WriteEffect;
import io.slipway.core.projection.Holds.Hold;
import io.slipway.core.projection.World;
import io.slipway.core.value.EffectKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Collects the effects of one decision and leaves out what must wait: the same effect in flight, a
 * pause after a failure, an object whose last write has not been seen. Lives for one call only.
 */
public final class Wishes {
  private static final Duration ECHO_MAX = Duration.ofSeconds(30);

  private final World world;
  private final Instant now;
  private final List<Effect> effects = new ArrayList<>();
  private final Set<EffectKey> keys = new HashSet<>();
  private final TreeSet<Instant> wakeUps = new TreeSet<>();

  public Wishes(World world, Instant now) {
    this.world = world;
    this.now = now;
  }

  /** Of several wishes with one key the first counts: writes of one object go one by one. */
  public void add(Effect effect) {
    if (mayStart(effect)) {
      addAfterPause(effect);
    }
  }

  /** Adds an effect whose caller has found out itself when to try again after a failure. */
  void addUnpaused(Effect effect) {
    if (mayStart(effect)) {
      take(effect);
    }
  }

  private boolean mayStart(Effect effect) {
    var isBusy = world.effects().isInFlight(effect.key()) || keys.contains(effect.key());
    return switch (effect) {
      case WriteEffect write -> !isBusy && !isHeld(write);
      case InstallEffect work -> !isBusy && !isAtWork(work);
      case RegistryEffect _, NotifyEffect _ -> !isBusy;
    };
  }

  /** Work on one module goes one by one, so that what became obsolete is never begun. */
  private boolean isAtWork(InstallEffect work) {
    return Stream.concat(world.effects().inFlight().keySet().stream(), keys.stream())
        .anyMatch(key -> InstallEffect.concerns(key, work.module()));
  }

  private void addAfterPause(Effect effect) {
    world
        .effects()
        .failuresOf(effect.key())
        .filter(failures -> failures.identity().equals(effect.identity()))
        .map(f -> Backoff.nextAttempt(effect.key(), f, world.settings().seed()))
        .filter(now::isBefore)
        .ifPresentOrElse(this::lookAgainAt, () -> take(effect));
  }

  private void take(Effect effect) {
    keys.add(effect.key());
    effects.add(effect);
  }

  private boolean isHeld(WriteEffect write) {
    var until = world.effects().holdOf(write.ref()).map(Hold::since).map(at -> at.plus(ECHO_MAX));
    until.ifPresent(deadline -> awaitEcho(write, deadline));
    return until.isPresent();
  }

  private void awaitEcho(WriteEffect write, Instant deadline) {
    if (now.isBefore(deadline)) {
      lookAgainAt(deadline);
    } else {
      addAfterPause(new WriteEffect.RefreshObject(write.ref()));
    }
  }

  Instant now() {
    return now;
  }

  /** The answer may change at this instant; the earliest one counts. */
  public void lookAgainAt(Instant at) {
    wakeUps.add(at);
  }

  public Verdict verdict() {
    return new Verdict(effects, wakeUps.stream().findFirst());
  }
}
