package io.slipway.core.decision;

import io.slipway.core.decision.WayProblem.ReleaseUnreadable;
import io.slipway.core.effect.RegistryEffect.ListVersions;
import io.slipway.core.effect.RegistryEffect.ReadRelease;
import io.slipway.core.effect.WriteEffect.CreateRelease;
import io.slipway.core.effect.WriteEffect.DeleteObject;
import io.slipway.core.projection.ModuleProjection;
import io.slipway.core.projection.ModuleProjection.ChannelReading;
import io.slipway.core.projection.ModuleProjection.Way;
import io.slipway.core.projection.World;
import io.slipway.core.value.Keys;
import io.slipway.core.value.ObjectKind;
import io.slipway.core.value.ObjectRef;
import io.slipway.core.value.ReleaseChannel;
import io.slipway.core.value.ReleaseImage;
import io.slipway.core.value.ReleaseObject;
import io.slipway.core.value.SemVer;
import io.slipway.core.value.SourceObject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which ModuleReleases the version in the channel asks for (sources.md 3.9, 3.10): its own, and one
 * for each minor on the way from what is in force.
 */
public final class ReleaseCreation {
  /** Everything about one module at its chosen source that the questions here depend on. */
  private record Ask(
      World world,
      ModuleProjection module,
      SourceObject source,
      PolicyChoice policy,
      ChannelReading reading,
      ReleaseImage image,
      ReleaseLine line) {
    SemVer target() {
      return image.version();
    }

    boolean has(SemVer version) {
      return module.releases().containsKey(ReleaseObject.nameOf(module.name(), version));
    }

    /**
     * The release in force and those that wait above it. One that was overtaken is no step of the
     * way: what overtook it may have been dropped since.
     */
    List<SemVer> known() {
      return line.inForce().stream()
          .flatMap(
              from ->
                  line.releases().stream()
                      .filter(r -> r.equals(from) || r.status().phase().isOpen())
                      .map(ReleaseLine::version)
                      .filter(v -> v.compareTo(ReleaseLine.version(from)) >= 0))
          .filter(version -> version.compareTo(target()) <= 0)
          .toList();
    }

    Optional<Way> way() {
      return reading.way().filter(way -> way.target().equals(target()));
    }

    List<SemVer> wanted(Way way) {
      return StepByStep.wanted(known(), way.versions(), target());
    }

    /** Rules of every version that may be jumped to, as far as they are known. */
    List<Jumps.Rules> rules(Way way) {
      return Stream.of(
              line.open().stream().map(Jumps::rules),
              way.images().values().stream().map(Ask::rules),
              Stream.of(rules(image)))
          .flatMap(rules -> rules)
          .toList();
    }

    private static Jumps.Rules rules(ReleaseImage image) {
      return Jumps.Rules.of(image.version(), image.definition());
    }

    Optional<WayProblem.Gap> gap(Way way) {
      return StepByStep.gap(known(), wanted(way), rules(way));
    }
  }

  private ReleaseCreation() {}

  static void decide(
      World world,
      ModuleProjection module,
      SourceChoice choice,
      PolicyChoice policy,
      Wishes wishes) {
    ask(world, module, choice, policy)
        .filter(ask -> Following.fresh(world, module, ask.source().name()).isPresent())
        .ifPresent(ask -> decide(ask, wishes));
  }

  /** What keeps releases from being made, for the entry of the source (REL-25). */
  public static Optional<WayProblem> problem(World world, ModuleProjection module) {
    return ask(world, module, SourceChoice.of(world, module), PolicyChoice.of(world, module))
        .flatMap(ReleaseCreation::problem);
  }

  private static Optional<Ask> ask(
      World world, ModuleProjection module, SourceChoice choice, PolicyChoice policy) {
    if (!module.switchedOn() || policy.policy().isEmpty()) {
      return Optional.empty();
    }
    return choice
        .source()
        .flatMap(source -> world.source(source).object())
        .filter(source -> !source.meta().deleting())
        .flatMap(source -> ask(world, module, source, policy));
  }

  private static Optional<Ask> ask(
      World world, ModuleProjection module, SourceObject source, PolicyChoice policy) {
    return Following.reading(world, module, source.name())
        .filter(reading -> reading.failure().isEmpty())
        .flatMap(
            reading ->
                reading
                    .image()
                    .map(
                        image ->
                            new Ask(
                                world,
                                module,
                                source,
                                policy,
                                reading,
                                image,
                                ReleaseLine.of(module))));
  }

  private static void decide(Ask ask, Wishes wishes) {
    if (ask.target().isPreRelease()) {
      return;
    }
    replaced(ask).ifPresent(wishes::add);
    if (isDirect(ask)) {
      if (!ask.has(ask.target())) {
        wishes.add(create(ask, ask.image(), wishes.now()));
      }
    } else if (isAhead(ask) && !isComplete(ask)) {
      step(ask, wishes);
    }
  }

  /**
   * What waits with an image that is no more is made anew: requirements and approval were those of
   * another one.
   */
  private static Optional<DeleteObject> replaced(Ask ask) {
    return ask.line().releases().stream()
        .filter(release -> release.status().phase().isOpen() || Refusal.isShown(release))
        .filter(release -> isReplaced(ask, release))
        .map(r -> new DeleteObject(new ObjectRef(ObjectKind.RELEASE, r.name()), r.meta()))
        .findFirst();
  }

  private static boolean isReplaced(Ask ask, ReleaseObject release) {
    return ReleaseLine.isFrom(release, ask.source().name())
        && DigestChange.isIn(release, ask.image());
  }

  /** A first release, the LTS channel, and a new source: the version itself, and at once. */
  private static boolean isDirect(Ask ask) {
    return ask.line().inForce().isEmpty()
        || (ask.reading().channel() == ReleaseChannel.LTS && isAhead(ask))
        || ask.line()
            .inForce()
            .filter(release -> !ReleaseLine.isFrom(release, ask.source().name()))
            .isPresent();
  }

  /** A channel that is turned back to a lower version makes nothing. */
  private static boolean isAhead(Ask ask) {
    return ask.line()
        .inForce()
        .filter(release -> ReleaseLine.version(release).compareTo(ask.target()) < 0)
        .isPresent();
  }

  private static boolean isComplete(Ask ask) {
    return ask.has(ask.target())
        && (StepByStep.areSequential(ask.known())
            || ask.way().filter(w -> isMade(ask, w)).isPresent());
  }

  /** What is published has its releases, and what is not is jumped over. */
  private static boolean isMade(Ask ask, Way way) {
    return way.failure().isEmpty()
        && ask.wanted(way).stream().allMatch(ask::has)
        && ask.gap(way).isEmpty();
  }

  private static void step(Ask ask, Wishes wishes) {
    var scan = ask.world().source(ask.source().name()).scan();
    if (ask.way().filter(way -> way.scan() >= scan).isEmpty()) {
      wishes.add(
          new ListVersions(
              ask.module().name(),
              ask.source().name(),
              ask.source().access(),
              ask.reading().channel(),
              ask.target(),
              scan));
    }
    ask.way().ifPresent(way -> walk(ask, way, scan, wishes));
  }

  /**
   * One after another, from below: a release that exists stands for all below it, so what is left
   * out because a process died would not be missed across a major (REL-20).
   */
  private static void walk(Ask ask, Way way, long scan, Wishes wishes) {
    if (isJumpedTo(ask, way)) {
      wishes.add(create(ask, ask.image(), wishes.now()));
      return;
    }
    var missing =
        ask.wanted(way).stream()
            .filter(version -> !ask.has(version) && !way.unreadable().containsKey(version))
            .toList();
    missing.stream()
        .findFirst()
        .flatMap(version -> image(ask, way, version))
        .ifPresent(image -> wishes.add(create(ask, image, wishes.now())));
    missing.stream()
        .filter(version -> image(ask, way, version).isEmpty())
        .findFirst()
        .ifPresent(version -> wishes.add(read(ask, version, scan)));
  }

  /** The end of a jump comes first: what is jumped over must not be deployed before it is there. */
  private static boolean isJumpedTo(Ask ask, Way way) {
    return !ask.has(ask.target())
        && ask.wanted(way).contains(ask.target())
        && Ask.rules(ask.image()).lead(ask.known().getFirst());
  }

  private static Optional<ReleaseImage> image(Ask ask, Way way, SemVer version) {
    return version.equals(ask.target())
        ? Optional.of(ask.image())
        : Optional.ofNullable(way.images().get(version));
  }

  private static ReadRelease read(Ask ask, SemVer version, long scan) {
    return new ReadRelease(
        ask.module().name(),
        ask.source().name(),
        ask.source().access(),
        ask.reading().channel(),
        ask.target(),
        version,
        scan);
  }

  private static Optional<WayProblem> problem(Ask ask) {
    if (ask.target().isPreRelease()) {
      return Optional.of(new WayProblem.PreRelease(ask.target()));
    }
    if (isDirect(ask) || !isAhead(ask)) {
      return ask.line()
          .deployed()
          .filter(release -> isReplaced(ask, release))
          .map(_ -> new WayProblem.DigestChanged(ask.target(), ask.image().digest()));
    }
    var onTheWay =
        isComplete(ask)
            ? Optional.<WayProblem>empty()
            : ask.way().flatMap(way -> problem(ask, way));
    return onTheWay.or(() -> jumpProblem(ask, Optional.empty()));
  }

  private static Optional<WayProblem> problem(Ask ask, Way way) {
    return way.failure()
        .<WayProblem>map(WayProblem.VersionsUnreadable::new)
        .or(() -> way.unreadable().values().stream().findFirst().map(ReleaseUnreadable::new))
        .or(() -> ask.gap(way).map(gap -> jumpProblem(ask, Optional.of(gap)).orElse(gap)))
        .or(() -> notPublished(ask, way));
  }

  private static Optional<WayProblem> notPublished(Ask ask, Way way) {
    return ask.has(ask.target()) || ask.wanted(way).contains(ask.target())
        ? Optional.empty()
        : Optional.of(new WayProblem.NotPublished(ask.target()));
  }

  private static Optional<WayProblem> jumpProblem(Ask ask, Optional<WayProblem.Gap> gap) {
    return Jumps.unreadable(ask.image().definition())
        .map(jump -> new WayProblem.JumpUnreadable(gap, jump));
  }

  private static CreateRelease create(Ask ask, ReleaseImage image, Instant now) {
    var module = ask.module();
    var source = ask.source();
    var labels =
        Map.of(
            Keys.MODULE, module.name().value(),
            Keys.SOURCE, source.name().value(),
            Keys.CHECKSUM, Checksums.release(image.digest()),
            Keys.UPDATE_POLICY, ask.policy().name());
    var annotations = new HashMap<String, String>();
    var isFirst = FirstRelease.is(module, image);
    annotations.put(Keys.CHANGE_CAUSE, "check release (" + cause(ask) + ")");
    image.created().ifPresent(at -> annotations.put(Keys.IMAGE_CREATED, at.toString()));
    if (isFirst) {
      annotations.put(Keys.APPLY_NOW, "true");
    }
    return new CreateRelease(
        ReleaseObject.nameOf(module.name(), image.version()),
        labels,
        Map.copyOf(annotations),
        source.name(),
        source.meta().uid(),
        new ReleaseObject.Spec(
            module.name().value(),
            Optional.of(image.version()),
            image.definition(),
            isFirst
                ? Optional.empty()
                : RolloutChoice.applyAfter(ask.world(), ask.policy(), source, image, now),
            image.changelogJson()));
  }

  private static String cause(Ask ask) {
    if (ask.module().releases().isEmpty()) {
      return "no releases in cluster";
    }
    return ask.reading().channel() == ReleaseChannel.LTS
        ? "LTS channel - direct release"
        : "step-by-step";
  }
}
