package io.slipway.core.projection;

import io.slipway.core.event.RegistryEvent;
import io.slipway.core.event.RegistryEvent.ChannelFailed;
import io.slipway.core.event.RegistryEvent.ChannelResolved;
import io.slipway.core.event.RegistryEvent.ChannelUnchanged;
import io.slipway.core.event.RegistryEvent.DiscoveryFailed;
import io.slipway.core.event.RegistryEvent.ModulesDiscovered;
import io.slipway.core.event.RegistryEvent.PushNotified;
import io.slipway.core.event.RegistryEvent.Reading;
import io.slipway.core.event.RegistryEvent.ReleaseRead;
import io.slipway.core.event.RegistryEvent.ReleaseUnreadable;
import io.slipway.core.event.RegistryEvent.VersionsFailed;
import io.slipway.core.event.RegistryEvent.VersionsListed;
import io.slipway.core.projection.ModuleProjection.ChannelReading;
import io.slipway.core.projection.ModuleProjection.Way;
import io.slipway.core.projection.SourceProjection.Ignored;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.RegistryAccess;
import io.slipway.core.value.RegistryFailure;
import io.slipway.core.value.ReleaseImage;
import io.slipway.core.value.SemVer;
import io.slipway.core.value.SourceName;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.pcollections.HashTreePMap;

/** Folds what registries answered. Answers about a source that is gone are dropped. */
final class RegistryReducer {
  /** OBJ-1: the listing is cut before it is sorted and filtered. */
  static final int MODULES_PER_SOURCE_MAX = 1500;

  private RegistryReducer() {}

  static World evolve(World world, RegistryEvent event) {
    return switch (event) {
      case PushNotified push -> LookReducer.notified(world, push);
      case ModulesDiscovered found -> discovered(world, found);
      case DiscoveryFailed failed -> failed(world, failed);
      case ChannelResolved(var reading, var access, var image) ->
          read(world, reading, access, Optional.of(image), Optional.empty());
      case ChannelUnchanged(var reading, var access, _) ->
          read(world, reading, access, known(world, reading), Optional.empty());
      case VersionsListed(var reading, var target, var versions) ->
          onWay(
              world,
              reading,
              way ->
                  new Way(
                      target,
                      reading.scan(),
                      versions,
                      Optional.empty(),
                      way.filter(w -> w.target().equals(target))
                          .map(Way::images)
                          .orElse(HashTreePMap.empty()),
                      HashTreePMap.empty()));
      case VersionsFailed(var reading, var target, var failure) ->
          onWay(
              world,
              reading,
              _ ->
                  new Way(
                      target,
                      reading.scan(),
                      List.of(),
                      Optional.of(failure),
                      HashTreePMap.empty(),
                      HashTreePMap.empty()));
      case ReleaseRead(var reading, var target, var image) ->
          onKnownWay(world, reading, target, way -> with(way, image));
      case ReleaseUnreadable(var reading, var target, var version, var failure) ->
          onKnownWay(world, reading, target, way -> with(way, version, failure));
      case ChannelFailed(var reading, var access, var failure) ->
          read(world, reading, access, known(world, reading), Optional.of(failure));
    };
  }

  private static World discovered(World world, ModulesDiscovered event) {
    var source = world.source(event.source());
    if (isOutdated(source, event.access()) || source.isOutdated(event.scan())) {
      return world;
    }
    var names = names(event.tags());
    var before = new HashSet<>(source.listing().map(l -> l.modules()).orElse(List.of()));
    names.forEach(before::remove);
    // one that a push asked for moves neither the number nor the time of the next scan
    var at =
        source
            .currentListing()
            .filter(known -> known.scan() == event.scan())
            .map(SourceProjection.Listing::at)
            .orElse(event.at());
    var listing =
        new SourceProjection.Listing(
            event.access(), event.scan(), at, names, ignored(source, event.tags()));
    var after =
        world.with(
            source
                .with(Optional.of(listing), Optional.empty())
                .with(source.looks().without(before)));
    after = ModuleSlices.notOffered(after, event.source(), before);
    return ModuleSlices.offered(after, event.source(), names);
  }

  /** The answer is to a question about a source as it was before, or about none at all. */
  private static boolean isOutdated(SourceProjection source, RegistryAccess access) {
    return source.object().filter(o -> o.access().equals(access)).isEmpty();
  }

  /** What another process may have led on from since: it is asked for again, as at start. */
  static World forgotten(World world) {
    var after = world;
    for (var source : world.sources().values()) {
      var offered = source.listing().map(SourceProjection.Listing::modules).orElse(List.of());
      after = ModuleSlices.notOffered(after.with(source.forgotten()), source.name(), offered);
    }
    return after;
  }

  private static List<ModuleName> names(List<String> tags) {
    return tags.stream()
        .limit(MODULES_PER_SOURCE_MAX)
        .filter(ModuleName::isValid)
        .distinct()
        .sorted()
        .map(ModuleName::new)
        .toList();
  }

  private static Ignored ignored(SourceProjection source, List<String> tags) {
    var before = source.currentListing().map(l -> l.ignored()).orElse(Ignored.NONE);
    var names =
        tags.stream()
            .limit(MODULES_PER_SOURCE_MAX)
            .filter(tag -> !ModuleName.isValid(tag))
            .distinct()
            .sorted()
            .toList();
    return Ignored.after(before, names, Math.max(0, tags.size() - MODULES_PER_SOURCE_MAX));
  }

  private static World failed(World world, DiscoveryFailed event) {
    var source = world.source(event.source());
    if (isOutdated(source, event.access())) {
      return world;
    }
    var failure = new SourceProjection.Failure(event.access(), event.failure(), event.at());
    return world.with(source.with(source.listing(), Optional.of(failure)));
  }

  private static Optional<ReleaseImage> known(World world, Reading reading) {
    return Optional.ofNullable(world.module(reading.module()).readings().get(reading.source()))
        .filter(r -> r.channel() == reading.channel())
        .flatMap(ChannelReading::image);
  }

  private static Optional<Way> way(ModuleProjection module, Reading reading) {
    return Optional.ofNullable(module.readings().get(reading.source()))
        .filter(known -> known.channel() == reading.channel())
        .flatMap(ChannelReading::way);
  }

  private static Way with(Way way, ReleaseImage image) {
    return new Way(
        way.target(),
        way.scan(),
        way.versions(),
        way.failure(),
        way.images().plus(image.version(), image),
        way.unreadable().minus(image.version()));
  }

  private static Way with(Way way, SemVer version, RegistryFailure failure) {
    return new Way(
        way.target(),
        way.scan(),
        way.versions(),
        way.failure(),
        way.images(),
        way.unreadable().plus(version, failure));
  }

  /** The versions on the way are listed anew when they are needed next. */
  static World versionsForgotten(World world, ModuleName module, SourceName source) {
    return ModuleSlices.change(
        world,
        module,
        m -> {
          var known = m.readings().get(source);
          return known == null || known.way().isEmpty()
              ? m
              : m.withReadings(
                  m.readings().plus(source, with(known, known.way().map(w -> unlisted(w)))));
        });
  }

  private static Way unlisted(Way way) {
    return new Way(way.target(), 0, way.versions(), way.failure(), way.images(), way.unreadable());
  }

  private static World onKnownWay(
      World world, Reading reading, SemVer target, UnaryOperator<Way> change) {
    return onReading(
        world,
        reading,
        known ->
            known
                .way()
                .filter(way -> way.target().equals(target))
                .map(way -> with(known, Optional.of(change.apply(way))))
                .orElse(known));
  }

  private static World onWay(World world, Reading reading, Function<Optional<Way>, Way> change) {
    return onReading(world, reading, known -> with(known, Optional.of(change.apply(known.way()))));
  }

  private static ChannelReading with(ChannelReading known, Optional<Way> way) {
    return new ChannelReading(
        known.access(), known.channel(), known.scan(), known.image(), known.failure(), way);
  }

  /** Of a channel that is not followed any more nothing more is kept. */
  private static World onReading(
      World world, Reading reading, UnaryOperator<ChannelReading> change) {
    var known = world.module(reading.module()).readings().get(reading.source());
    return known == null || known.channel() != reading.channel()
        ? world
        : ModuleSlices.change(
            world,
            reading.module(),
            m -> m.withReadings(m.readings().plus(reading.source(), change.apply(known))));
  }

  private static World read(
      World world,
      Reading reading,
      RegistryAccess access,
      Optional<ReleaseImage> image,
      Optional<RegistryFailure> failure) {
    return ModuleSlices.change(
        world,
        reading.module(),
        m ->
            m.offeredBy().contains(reading.source())
                    && !world.source(reading.source()).isOutdated(reading.scan())
                ? m.withReadings(
                    m.readings()
                        .plus(
                            reading.source(),
                            new ChannelReading(
                                access,
                                reading.channel(),
                                reading.scan(),
                                image,
                                failure,
                                way(m, reading))))
                : m);
  }
}
