package io.slipway.core.display;

import io.slipway.core.decision.ModuleDecider;
import io.slipway.core.decision.Notifying;
import io.slipway.core.decision.SourceDecider;
import io.slipway.core.decision.SourceRemoval;
import io.slipway.core.decision.Verdict;
import io.slipway.core.decision.Wishes;
import io.slipway.core.effect.WriteEffect.RefreshObject;
import io.slipway.core.projection.World;
import io.slipway.core.value.Key;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.ObjectKind;
import io.slipway.core.value.SourceName;
import java.time.Instant;

/**
 * The answer to "what should be done about this key now": decides, renders, compares with what is
 * shown, and leaves out what must wait.
 */
public final class Reviewer {
  private Reviewer() {}

  /**
   * Nothing is wished before what would speak against it is known (style.md 3.11): a scan needs the
   * sources; what a module is depends on every kind and on Helm's records.
   */
  public static Verdict review(World world, Key key, Instant now) {
    var wishes = new Wishes(world, now);
    switch (key) {
      case Key.OfSource(var name) -> source(world, name, now, wishes);
      case Key.OfModule(var name) -> module(world, name, now, wishes);
    }
    return wishes.verdict();
  }

  private static void source(World world, SourceName name, Instant now, Wishes wishes) {
    SourceRemoval.force(world, name, wishes);
    if (world.standing().knows(ObjectKind.SOURCE)) {
      SourceDecider.decide(world, name, now, wishes);
    }
    if (world.standing().everythingListed()) {
      SourceDisplay.write(world, name, now, wishes);
      SourceRemoval.decide(world, name, wishes);
      echoes(world, new Key.OfSource(name), wishes);
    }
  }

  /** An object that is gone is asked for by nobody else, so its echo is waited for here. */
  private static void echoes(World world, Key owner, Wishes wishes) {
    world.effects().holds().of(owner).stream().map(RefreshObject::new).forEach(wishes::add);
  }

  private static void module(World world, ModuleName name, Instant now, Wishes wishes) {
    if (!world.standing().everythingListed()) {
      return;
    }
    var verdict = ModuleDecider.decide(world, name, now, wishes);
    for (var release : verdict.releases()) {
      if (!release.release().meta().deleting()) {
        ReleaseDisplay.status(verdict, release, now).ifPresent(wishes::add);
        ReleaseDisplay.labels(verdict, release).ifPresent(wishes::add);
        NotificationDisplay.call(world, verdict, release)
            .ifPresent(call -> Notifying.wish(world, call, wishes));
      }
    }
    world.module(name).releases().values().stream()
        .filter(release -> release.spec().version().isEmpty())
        .filter(release -> !release.meta().deleting())
        .forEach(release -> ReleaseDisplay.unreadable(release, now).ifPresent(wishes::add));
    ModuleDisplay.write(verdict, now).ifPresent(wishes::add);
    ConfigDisplay.write(world, verdict).ifPresent(wishes::add);
  }
}
