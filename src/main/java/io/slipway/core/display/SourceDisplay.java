package io.slipway.core.display;

import io.slipway.core.decision.Following;
import io.slipway.core.decision.PolicyChoice;
import io.slipway.core.decision.ReleaseCreation;
import io.slipway.core.decision.SourceChoice;
import io.slipway.core.decision.SourceDecider;
import io.slipway.core.decision.Wishes;
import io.slipway.core.effect.Notice;
import io.slipway.core.effect.WriteEffect.WriteSourceStatus;
import io.slipway.core.projection.ModuleProjection;
import io.slipway.core.projection.ModuleProjection.ChannelReading;
import io.slipway.core.projection.SourceProjection;
import io.slipway.core.projection.SourceProjection.Failure;
import io.slipway.core.projection.SourceProjection.Listing;
import io.slipway.core.projection.World;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.RegistryFailure;
import io.slipway.core.value.SourceName;
import io.slipway.core.value.SourceObject;
import io.slipway.core.value.SourceObject.Entry;
import io.slipway.core.value.SourceObject.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Status of a ModuleSource: written once per finished scan, and when what it says changes. */
final class SourceDisplay {
  static final String READY = "Ready";
  static final String SOME_ERRORS = "Some errors occurred. Inspect status for details";
  private static final String ACTIVE = "Active";

  /** So long a slow channel may keep the rest of the scan from being told. */
  private static final Duration READINGS_MAX = Duration.ofSeconds(20);

  /** Events of one write: the first errors tell enough. */
  private static final int EVENTS_MAX = 3;

  private SourceDisplay() {}

  static void write(World world, SourceName name, Instant now, Wishes wishes) {
    var source = world.source(name);
    source
        .object()
        .filter(object -> !object.meta().deleting())
        .ifPresent(object -> write(world, source, object, now, wishes));
  }

  private static void write(
      World world, SourceProjection source, SourceObject object, Instant now, Wishes wishes) {
    var wished = wished(world, source, object.status(), now, wishes);
    wished
        .filter(
            status -> !status.saysSame(object.status()) || isOfAnotherScan(status, object.status()))
        .map(status -> new WriteSourceStatus(object.meta(), status, notices(object, status)))
        .ifPresent(wishes::add);
  }

  /** Later as a rule; earlier after the clock was set back, or when another one's was ahead. */
  private static boolean isOfAnotherScan(Status wished, Status shown) {
    return !wished.syncTime().equals(shown.syncTime().map(SourceDisplay::seconds));
  }

  private static Optional<Status> wished(
      World world, SourceProjection source, Status shown, Instant now, Wishes wishes) {
    return source
        .currentFailure()
        .map(failure -> ofFailure(failure, shown))
        .or(() -> told(world, source, now, wishes));
  }

  /** What was listed before stays (OBJ-11). */
  private static Status ofFailure(Failure failure, Status shown) {
    return new Status(
        ACTIVE, Optional.of(seconds(failure.at())), failure.failure().text(), shown.modules());
  }

  private static Optional<Status> told(
      World world, SourceProjection source, Instant now, Wishes wishes) {
    return source
        .currentListing()
        .filter(listing -> isTold(world, source, listing, now, wishes))
        .map(listing -> ofListing(world, source, listing));
  }

  private static boolean isTold(
      World world, SourceProjection source, Listing listing, Instant now, Wishes wishes) {
    if (SourceDecider.isScanComplete(world, source)) {
      return true;
    }
    var deadline = listing.at().plus(READINGS_MAX);
    if (now.isBefore(deadline)) {
      wishes.lookAgainAt(deadline);
      return false;
    }
    return true;
  }

  private static Status ofListing(World world, SourceProjection source, Listing listing) {
    var entries =
        listing.modules().stream().map(name -> entry(world, source.name(), name)).toList();
    var hasError = entries.stream().anyMatch(entry -> !entry.pullError().isEmpty());
    return new Status(
        ACTIVE, Optional.of(seconds(listing.at())), hasError ? SOME_ERRORS : READY, entries);
  }

  private static Entry entry(World world, SourceName source, ModuleName name) {
    var module = world.module(name);
    var policy = PolicyChoice.of(world, module);
    var reading = Following.reading(world, module, source);
    var image = reading.flatMap(ChannelReading::image);
    return new Entry(
        name.value(),
        policy.isDefault() ? "" : policy.name(),
        image.map(i -> i.digest().value()).orElse(""),
        image.map(i -> i.version().tag()).orElse(""),
        reading
            .flatMap(ChannelReading::failure)
            .map(RegistryFailure::text)
            .or(() -> problem(world, module, source))
            .orElse(""));
  }

  private static Optional<String> problem(World world, ModuleProjection module, SourceName source) {
    return ReleaseCreation.problem(world, module)
        .filter(_ -> isChosen(world, module, source))
        .map(WayText::of);
  }

  private static boolean isChosen(World world, ModuleProjection module, SourceName source) {
    return SourceChoice.of(world, module).source().filter(source::equals).isPresent();
  }

  private static List<Notice> notices(SourceObject object, Status wished) {
    var shown = object.status();
    var notices = new ArrayList<Notice>();
    if (!wished.message().equals(shown.message())) {
      notices.addAll(ofMessage(shown.message(), wished.message()));
    }
    wished.modules().stream()
        .filter(entry -> !entry.pullError().isEmpty() && isNews(shown, entry))
        .limit(EVENTS_MAX)
        .map(e -> new Notice(true, "ScanFailed", e.name() + ": " + e.pullError()))
        .forEach(notices::add);
    return notices;
  }

  private static boolean isNews(Status shown, Entry entry) {
    return shown.modules().stream()
        .filter(known -> known.name().equals(entry.name()))
        .noneMatch(known -> known.pullError().equals(entry.pullError()));
  }

  private static List<Notice> ofMessage(String shown, String wished) {
    return switch (wished) {
      case SOME_ERRORS -> List.of();
      case READY ->
          shown.isEmpty()
              ? List.of()
              : List.of(new Notice(false, "Ready", "all modules can be read"));
      default -> List.of(new Notice(true, "ScanFailed", wished));
    };
  }

  private static Instant seconds(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS);
  }
}
