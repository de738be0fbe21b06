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
 * One module source: the object, and what its registry answered since start.
 *
 * @param listing last successful listing
 * @param failure of the last listing, absent after a success
 * @param looks what pushes asked for
 */
public record SourceProjection(
    SourceName name,
    Optional<SourceObject> object,
    Optional<Listing> listing,
    Optional<Failure> failure,
    Looks looks) {
  /**
   * @param access with which it was made
   * @param scan its number, counted from 1 since start
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
        name, Optional.empty(), Optional.empty(), Optional.empty(), Looks.NONE);
  }

  SourceProjection with(Looks now) {
    return now == looks ? this : new SourceProjection(name, object, listing, failure, now);
  }

  /** Number of the last finished scan; 0 before the first. */
  public long scan() {
    return listing.map(Listing::scan).orElse(0L);
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
