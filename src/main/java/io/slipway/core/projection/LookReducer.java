package io.slipway.core.projection;

import io.slipway.core.event.EffectEvent.EffectEnded;
import io.slipway.core.event.EffectEvent.EffectStarted;
import io.slipway.core.event.RegistryEvent.PushNotified;
import io.slipway.core.projection.Looks.Asked;
import io.slipway.core.projection.ModuleProjection.ChannelReading;
import io.slipway.core.value.EffectKey;
import io.slipway.core.value.Key;
import io.slipway.core.value.Look;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.RegistryFailure;
import io.slipway.core.value.ReleaseChannel;
import io.slipway.core.value.SourceName;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Folds pushes, and the requests that answer them. A question is answered by a request that begins
 * after it was asked: one that was on its way may have read the registry just before the push.
 */
final class LookReducer {
  private LookReducer() {}

  static World notified(World world, PushNotified push) {
    if (!world.sources().containsKey(push.source())) {
      return world;
    }
    return switch (push.look()) {
      case Look.AtListing(var module) -> listing(world, push.source(), module);
      case Look.AtModule(var module, var tag) -> module(world, push.source(), module, tag);
    };
  }

  /** A module that is listed already is not listed twice. */
  private static World listing(World world, SourceName name, Optional<ModuleName> module) {
    var source = world.source(name);
    var isKnown =
        source.failure().isEmpty()
            && module.filter(m -> world.module(m).offeredBy().contains(name)).isPresent();
    return isKnown
        ? world
        : world.with(source.with(source.looks().withListing(source.looks().listing().again())));
  }

  private static World module(
      World world, SourceName name, ModuleName module, Optional<String> tag) {
    var reading = Optional.ofNullable(world.module(module).readings().get(name));
    if (reading.filter(known -> concerns(known, tag)).isEmpty()) {
      return world;
    }
    var isLimited = reading.flatMap(ChannelReading::failure).filter(LookReducer::isLimit);
    var after = isLimited.isPresent() ? world : forgiven(world, module, name);
    return asked(after, name, module, Asked::again);
  }

  /** Versions matter only where there is a way to be completed. */
  private static boolean concerns(ChannelReading reading, Optional<String> tag) {
    return tag.map(
            name ->
                name.equals(reading.channel().tag())
                    || reading.way().isPresent() && !isChannel(name))
        .orElse(true);
  }

  private static boolean isChannel(String tag) {
    return Stream.of(ReleaseChannel.values()).anyMatch(channel -> channel.tag().equals(tag));
  }

  private static boolean isLimit(RegistryFailure failure) {
    return failure.reason() == RegistryFailure.Reason.RATE_LIMITED;
  }

  private static World forgiven(World world, ModuleName module, SourceName source) {
    return world.with(EffectsReducer.forgiven(world.effects(), reading(module, source)));
  }

  static World started(World world, EffectStarted event) {
    return switch (event.owner()) {
      case Key.OfSource(var name) when event.key().kind().equals("ListModules") -> {
        var looks = world.source(name).looks();
        yield looks.listing().equals(Asked.NEVER)
            ? world
            : world.with(
                world.source(name).with(looks.withListing(looks.listing().begun(event.at()))));
      }
      case Key.OfModule(var module) when event.key().kind().equals("ReadChannel") ->
          source(world, event.key(), module)
              .map(name -> begun(world, name, module, event))
              .orElse(world);
      default -> world;
    };
  }

  private static World begun(World world, SourceName name, ModuleName module, EffectStarted event) {
    var after = asked(world, name, module, asked -> asked.begun(event.at()));
    return world.source(name).looks().of(module).left() > 0
        ? RegistryReducer.versionsForgotten(after, module, name)
        : after;
  }

  /** What ended without an answer has answered nothing. */
  static World ended(World world, EffectEnded event) {
    return event.owner() instanceof Key.OfModule(var module)
            && event.key().kind().equals("ReadChannel")
            && event.result().isEmpty()
        ? source(world, event.key(), module)
            .map(name -> asked(world, name, module, Asked::again))
            .orElse(world)
        : world;
  }

  /** The source of a reading that was asked for by a push at some time. */
  private static Optional<SourceName> source(World world, EffectKey key, ModuleName module) {
    return world.module(module).offeredBy().stream()
        .filter(name -> key.equals(reading(module, name)))
        .filter(name -> world.source(name).looks().modules().containsKey(module))
        .findFirst();
  }

  private static EffectKey reading(ModuleName module, SourceName source) {
    return new EffectKey("ReadChannel", "Module/" + module + "@" + source);
  }

  private static World asked(
      World world, SourceName name, ModuleName module, UnaryOperator<Asked> change) {
    var source = world.source(name);
    var now = change.apply(source.looks().of(module));
    return world.with(source.with(source.looks().with(module, now)));
  }
}
