package io.slipway.core.display;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import io.slipway.core.decision.SourceDecider;
import io.slipway.core.decision.SourceEntry;
import io.slipway.core.decision.SourceRemoval;
import io.slipway.core.decision.Wishes;
import io.slipway.core.effect.Notice;
import io.slipway.core.effect.WriteEffect.WriteSourceStatus;
import io.slipway.core.projection.SourceProjection;
import io.slipway.core.projection.SourceProjection.Failure;
import io.slipway.core.projection.SourceProjection.Listing;
import io.slipway.core.projection.World;
import io.slipway.core.value.Digest;
import io.slipway.core.value.RegistryFailure;
import io.slipway.core.value.SemVer;
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
import java.util.stream.Stream;

/** Status of a ModuleSource: written once per finished scan, and when what it says changes. */
final class SourceDisplay {
  static final String READY = "Ready";
  static final String SOME_ERRORS = "Some errors occurred. Inspect status for details";
  static final String BLOCKED =
      "The source contains at least 1 deployed release and cannot be deleted."
          + " Please delete target ModuleReleases manually to continue";
  private static final String ACTIVE = "Active";
  private static final String TERMINATING = "Terminating";

  /** So long a slow channel may keep the rest of the scan from being told. */
  private static final Duration READINGS_MAX = Duration.ofSeconds(20);

  /** Characters of one error, and of all errors of one status. */
  private static final int ERROR_MAX = 1_000;

  private static final int ERROR_MIN = 150;
  private static final int ERRORS_MAX = 200_000;

  /** Errors of one write with an Event each; those further are named together in one. */
  private static final int EVENTS_MAX = 3;

  private static final int NAMES_MAX = 30;

  private SourceDisplay() {}

  static void write(World world, SourceName name, Instant now, Wishes wishes) {
    var source = world.source(name);
    source
        .object()
        .ifPresent(
            object -> {
              if (object.meta().deleting()) {
                writeLast(world, object, wishes);
              } else {
                write(world, source, object, now, wishes);
              }
            });
  }

  /** What was listed stays; that it is going, and what holds it back, is told (DEL-1, DEL-3). */
  private static void writeLast(World world, SourceObject object, Wishes wishes) {
    var shown = object.status();
    var isBlocked = SourceRemoval.isBlocked(world, object);
    var kept = shown.message().equals(BLOCKED) ? "" : shown.message();
    var wished =
        new Status(TERMINATING, shown.syncTime(), isBlocked ? BLOCKED : kept, shown.modules());
    if (!wished.saysSame(shown)) {
      var notices =
          isBlocked && !shown.message().equals(BLOCKED)
              ? List.of(new Notice(true, "DeletionBlocked", BLOCKED))
              : List.<Notice>of();
      wishes.add(new WriteSourceStatus(object.meta(), wished, notices));
    }
  }

  private static void write(
      World world, SourceProjection source, SourceObject object, Instant now, Wishes wishes) {
    var wished = wished(world, source, object.status(), now, wishes);
    wished
        .filter(status -> isNews(status, object.status()))
        .map(
            status -> new WriteSourceStatus(object.meta(), status, notices(source, object, status)))
        .ifPresent(wishes::add);
  }

  private static boolean isNews(Status wished, Status shown) {
    return !wished.saysSame(shown)
        || wished.syncTime().filter(at -> isOfAnotherScan(at, shown)).isPresent();
  }

  /** Later as a rule; earlier after the clock was set back, or when another one's was ahead. */
  private static boolean isOfAnotherScan(Instant at, Status shown) {
    return shown.syncTime().filter(told -> seconds(told).equals(seconds(at))).isEmpty();
  }

  private static Optional<Status> wished(
      World world, SourceProjection source, Status shown, Instant now, Wishes wishes) {
    return source
        .currentFailure()
        .map(failure -> ofFailure(failure, shown))
        .or(() -> told(world, source, shown, now, wishes));
  }

  /** What was listed before stays (OBJ-11). */
  private static Status ofFailure(Failure failure, Status shown) {
    return new Status(
        ACTIVE,
        Optional.of(seconds(failure.at())),
        cut(failure.failure().text(), ERROR_MAX),
        shown.modules());
  }

  private static Optional<Status> told(
      World world, SourceProjection source, Status shown, Instant now, Wishes wishes) {
    return source
        .currentListing()
        .filter(
            listing ->
                SourceDecider.isScanComplete(world, source)
                    || isOverdue(patience(world), listing, shown, now, wishes))
        .map(listing -> ofListing(world, source, listing));
  }

  /** Shorter than a scan: else one channel that hangs would hide all others, scan after scan. */
  private static Duration patience(World world) {
    var half = world.settings().scanInterval().dividedBy(2);
    return half.compareTo(READINGS_MAX) < 0 ? half : READINGS_MAX;
  }

  /** A scan whose readings take too long is told of once before they are all made. */
  private static boolean isOverdue(
      Duration patience, Listing listing, Status shown, Instant now, Wishes wishes) {
    var deadline = listing.at().plus(patience);
    if (now.isBefore(deadline)) {
      wishes.lookAgainAt(deadline);
      return false;
    }
    return isOfAnotherScan(listing.at(), shown);
  }

  private static Status ofListing(World world, SourceProjection source, Listing listing) {
    var facts =
        listing.modules().stream().map(name -> SourceEntry.of(world, source.name(), name)).toList();
    var failing = facts.stream().filter(entry -> !error(entry).isEmpty()).count();
    var length = errorLength(failing);
    var entries = facts.stream().map(entry -> entry(entry, length)).toList();
    var hasError = entries.stream().anyMatch(entry -> !entry.pullError().isEmpty());
    return new Status(
        ACTIVE, Optional.of(seconds(listing.at())), hasError ? SOME_ERRORS : READY, entries);
  }

  /** All errors together have a limit, because an object has one. */
  private static int errorLength(long failing) {
    return (int) Math.clamp(ERRORS_MAX / Math.max(1, failing), ERROR_MIN, ERROR_MAX);
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length - 1) + "…";
  }

  private static String error(SourceEntry facts) {
    return facts
        .failure()
        .map(RegistryFailure::text)
        .or(() -> facts.problem().map(WayText::of))
        .orElse("");
  }

  private static Entry entry(SourceEntry facts, int errorLength) {
    return new Entry(
        facts.module().value(),
        facts.policy(),
        facts.checksum().map(Digest::value).orElse(""),
        facts.version().map(SemVer::tag).orElse(""),
        cut(error(facts), errorLength));
  }

  private static List<Notice> notices(SourceProjection source, SourceObject object, Status wished) {
    var shown = object.status();
    var notices = new ArrayList<Notice>();
    source
        .currentListing()
        .filter(listing -> wished.syncTime().equals(Optional.of(seconds(listing.at()))))
        .filter(listing -> isOfAnotherScan(listing.at(), shown))
        .ifPresent(listing -> notices.addAll(IgnoredTags.notices(listing.ignored())));
    if (!wished.message().equals(shown.message())) {
      notices.addAll(ofMessage(shown.message(), wished.message()));
    }
    var errors =
        shown.modules().stream().collect(toMap(Entry::name, Entry::pullError, (a, _) -> a));
    var news =
        wished.modules().stream()
            .filter(entry -> !entry.pullError().isEmpty())
            .filter(entry -> !entry.pullError().equals(errors.get(entry.name())))
            .toList();
    news.stream()
        .limit(EVENTS_MAX)
        .map(e -> new Notice(true, WayText.reason(e.pullError()), e.name() + ": " + e.pullError()))
        .forEach(notices::add);
    if (news.size() > EVENTS_MAX) {
      notices.add(further(news.subList(EVENTS_MAX, news.size())));
    }
    return notices;
  }

  private static Notice further(List<Entry> entries) {
    var names =
        Stream.concat(
                entries.stream().limit(NAMES_MAX).map(Entry::name),
                entries.size() > NAMES_MAX ? Stream.of("…") : Stream.empty())
            .collect(joining(", "));
    return new Notice(
        true,
        "ScanFailed",
        "%d further modules cannot be read: %s".formatted(entries.size(), names));
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
