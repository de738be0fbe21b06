package io.slipway.core.decision;

import io.slipway.core.effect.RegistryEffect.ListModules;
import io.slipway.core.projection.EffectsProjection.Failures;
import io.slipway.core.projection.SourceProjection;
import io.slipway.core.projection.SourceProjection.Listing;
import io.slipway.core.projection.World;
import io.slipway.core.value.EffectKey;
import io.slipway.core.value.SourceName;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When a source is scanned: at once after a change of its spec, then once per interval. */
public final class SourceDecider {
  private SourceDecider() {}

  public static void decide(World world, SourceName name, Instant now, Wishes wishes) {
    var source = world.source(name);
    source
        .object()
        .filter(object -> !object.meta().deleting())
        .ifPresent(
            object -> {
              var due = scanDue(world, source, now);
              var look = Looking.listingDue(source).filter(due::isAfter);
              if (now.isBefore(look.orElse(due))) {
                wishes.lookAgainAt(look.orElse(due));
              } else {
                var scan = now.isBefore(due) ? scanOfLook(source) : source.scan() + 1;
                wishes.addUnpaused(new ListModules(name, object.access(), scan));
              }
            });
  }

  /** A push is a reason to list the modules again, not to read all their channels again. */
  private static long scanOfLook(SourceProjection source) {
    return source.currentListing().map(Listing::scan).orElse(source.scan() + 1);
  }

  /** The first scan after start or after a change is due at once. */
  static Instant scanDue(World world, SourceProjection source, Instant now) {
    var key = new EffectKey("ListModules", source.name().subject());
    return world
        .effects()
        .failuresOf(key)
        .map(failures -> retryDue(world, key, failures))
        .or(() -> nextScan(world, source))
        .orElse(now);
  }

  private static Instant retryDue(World world, EffectKey key, Failures failures) {
    var retry = Backoff.nextAttempt(key, failures, world.settings().seed());
    var regular = failures.at().plus(world.settings().scanInterval());
    var wished = failures.at().plus(failures.retryAfter());
    var soon = retry.isBefore(regular) ? retry : regular;
    return soon.isBefore(wished) ? wished : soon;
  }

  private static Optional<Instant> nextScan(World world, SourceProjection source) {
    return source.currentListing().map(listing -> listing.at().plus(pause(world, source, listing)));
  }

  /** Sources that were all scanned at once come at times of their own from the second scan on. */
  private static Duration pause(World world, SourceProjection source, Listing listing) {
    var interval = world.settings().scanInterval();
    var salt = world.settings().seed() ^ source.name().hashCode();
    return source.isFirst(listing)
        ? Backoff.spread(interval, salt)
        : Backoff.jittered(interval, salt ^ listing.scan());
  }

  /**
   * Whether every reading that the last listing asked for has been made, so that the status tells
   * of the whole scan. Readings are made in the order of the listing, so one that is still due is
   * found at its end: while a scan runs, the answer does not depend on the number of modules.
   */
  public static boolean isScanComplete(World world, SourceProjection source) {
    return source
        .currentListing()
        .map(
            listing ->
                listing.modules().reversed().stream()
                    .noneMatch(m -> Following.isDue(world, world.module(m), source)))
        .orElse(false);
  }
}
