package io.slipway.core.projection;

import io.slipway.core.projection.EffectsProjection.Failures;
import io.slipway.core.projection.EffectsProjection.InFlight;
import io.slipway.core.projection.Holds.Hold;
import io.slipway.core.projection.Looks.Asked;
import io.slipway.core.projection.SourceProjection.Failure;
import io.slipway.core.projection.SourceProjection.Listing;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.pcollections.PMap;

/**
 * Folds a clock that was set back: whatever this process dated later has happened now. Pauses and
 * scan intervals counted from such a date would otherwise last as much longer as the clock jumped.
 */
final class ClockReducer {
  private ClockReducer() {}

  static World setBack(World world, Instant now) {
    return world
        .withSources(each(world.sources(), source -> setBack(source, now)))
        .with(setBack(world.effects(), now));
  }

  private static EffectsProjection setBack(EffectsProjection effects, Instant now) {
    var after =
        new EffectsProjection(
            each(effects.inFlight(), e -> new InFlight(e.identity(), earlier(e.since(), now))),
            each(effects.failures(), failures -> setBack(failures, now)),
            setBack(effects.holds(), now));
    return after.equals(effects) ? effects : after;
  }

  private static Holds setBack(Holds holds, Instant now) {
    return new Holds(
        each(holds.byObject(), h -> new Hold(h.version(), earlier(h.since(), now), h.owner())),
        holds.byOwner());
  }

  private static SourceProjection setBack(SourceProjection source, Instant now) {
    var listing =
        source
            .listing()
            .map(
                l ->
                    new Listing(
                        l.access(), l.scan(), earlier(l.at(), now), l.modules(), l.ignored()));
    var failure =
        source.failure().map(f -> new Failure(f.access(), f.failure(), earlier(f.at(), now)));
    var looks =
        new Looks(
            setBack(source.looks().listing(), now),
            each(source.looks().modules(), asked -> setBack(asked, now)));
    return source.with(listing, failure).with(looks);
  }

  private static Asked setBack(Asked asked, Instant now) {
    return new Asked(asked.left(), asked.last().map(last -> earlier(last, now)));
  }

  private static Failures setBack(Failures failures, Instant now) {
    return new Failures(
        failures.identity(),
        failures.count(),
        earlier(failures.at(), now),
        failures.retryAfter(),
        failures.problem());
  }

  private static Instant earlier(Instant known, Instant now) {
    return known.isAfter(now) ? now : known;
  }

  private static <K, V> PMap<K, V> each(PMap<K, V> map, UnaryOperator<V> change) {
    var after = map;
    for (var entry : map.entrySet()) {
      var changed = change.apply(entry.getValue());
      after = changed.equals(entry.getValue()) ? after : after.plus(entry.getKey(), changed);
    }
    return after;
  }
}
