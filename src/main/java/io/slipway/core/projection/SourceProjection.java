package io.slipway.core.projection;

import io.slipway.core.value.ModuleName;
import io.slipway.core.value.RegistryAccess;
import io.slipway.core.value.RegistryFailure;
import io.slipway.core.value.SourceName;
import io.slipway.core.value.SourceObject;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * One module source: the object, and what its registry answered since this process leads. What it
 * answered in an earlier time of leadership is not known any more: another process may have led
 * meanwhile, and have done what newer answers asked for.
 *
 * @param listing last successful listing
 * @param failure of the last listing, absent after a success
 * @param looks what pushes asked for
 * @param outdated number of the last scan that may have begun before this process led
 */
public record SourceProjection(
    SourceName name,
    Optional<SourceObject> object,
    Optional<Listing> listing,
    Optional<Failure> failure,
    Looks looks,
    long outdated) {
  /**
   * @param access with which it was made
   * @param scan its number, counted up since start
   * @param modules names offered, ascending (REG-5 to REG-7, OBJ-1)
   */
  public record Listing(
      RegistryAccess access, long scan, Instant at, List<ModuleName> modules, Ignored ignored) {}

  /**
   * Tags that are no modules.
   *
   * @param names those that no module may have, ascending
   * @param beyond how many tags were cut off (OBJ-1)
   * @param news names that the listing before did not have
   * @param firstBeyond whether that listing was not cut
   */
  public record Ignored(List<String> names, int beyond, List<String> news, boolean firstBeyond) {
    static final Ignored NONE = new Ignored(List.of(), 0, List.of(), false);

    /** In comparison with what was ignored before. */
    static Ignored after(Ignored before, List<String> names, int beyond) {
      var known = new HashSet<>(before.names);
      var news = names.stream().filter(name -> !known.contains(name)).toList();
      return new Ignored(names, beyond, news, beyond > 0 && before.beyond == 0);
    }
  }

  /** The last listing failed. */
  public record Failure(RegistryAccess access, RegistryFailure failure, Instant at) {}

  static SourceProjection unknown(SourceName name) {
    return new SourceProjection(
        name, Optional.empty(), Optional.empty(), Optional.empty(), Looks.NONE, 0);
  }

  SourceProjection with(Looks now) {
    return now == looks
        ? this
        : new SourceProjection(name, object, listing, failure, now, outdated);
  }

  SourceProjection with(SourceObject seen) {
    return new SourceProjection(name, Optional.of(seen), listing, failure, looks, outdated);
  }

  SourceProjection with(Optional<Listing> listed, Optional<Failure> failed) {
    return new SourceProjection(name, object, listed, failed, looks, outdated);
  }

  /** A scan that is under way may still be answered, so its number is spent too. */
  SourceProjection forgotten() {
    return new SourceProjection(
        name, object, Optional.empty(), Optional.empty(), looks, scan() + 1);
  }

  /** Number of the last finished scan; 0 before the first. */
  public long scan() {
    return listing.map(Listing::scan).orElse(outdated);
  }

  /** Whether the answer belongs to a scan that may have begun before this process led. */
  boolean isOutdated(long scan) {
    return scan <= outdated;
  }

  /** Whether it is the first since this process leads. */
  public boolean isFirst(Listing listing) {
    return listing.scan() == outdated + 1;
  }

  /** The listing, if it was made with what the object says now. */
  public Optional<Listing> currentListing() {
    return listing.filter(l -> object.filter(o -> o.access().equals(l.access())).isPresent());
  }

  /** The failure, if it came from what the object says now. */
  public Optional<Failure> currentFailure() {
    return failure.filter(f -> object.filter(o -> o.access().equals(f.access())).isPresent());
  }
}
