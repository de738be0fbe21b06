package io.slipway.core.projection;

import io.slipway.core.value.ModuleName;
import java.time.Instant;
import java.util.Optional;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * What pushes asked to look at. However many pushes come while an answer is on its way, they are
 * one question.
 *
 * @param listing of the source's modules
 * @param modules that were asked about since their source began to offer them
 */
public record Looks(Asked listing, PMap<ModuleName, Asked> modules) {
  static final Looks NONE = new Looks(Asked.NEVER, HashTreePMap.empty());

  /**
   * A registry may tell of a push before it can be read: distribution sends its notification and
   * moves the tag thereafter. So each question is answered twice, at once and a little later.
   *
   * @param left how many of these requests have not begun; 0 when none is due
   * @param last when the last of them began
   */
  public record Asked(int left, Optional<Instant> last) {
    static final Asked NEVER = new Asked(0, Optional.empty());
    private static final int LOOKS = 2;

    /** Whether no request has begun since it was asked. */
    public boolean isNew() {
      return left == LOOKS;
    }

    Asked again() {
      return isNew() ? this : new Asked(LOOKS, last);
    }

    Asked begun(Instant at) {
      return new Asked(Math.max(0, left - 1), Optional.of(at));
    }
  }

  public Asked of(ModuleName module) {
    return modules.getOrDefault(module, Asked.NEVER);
  }

  Looks withListing(Asked now) {
    return now.equals(listing) ? this : new Looks(now, modules);
  }

  Looks with(ModuleName module, Asked now) {
    return now.equals(modules.get(module)) ? this : new Looks(listing, modules.plus(module, now));
  }

  Looks without(Iterable<ModuleName> gone) {
    var left = modules;
    for (var module : gone) {
      left = left.minus(module);
    }
    return left == modules ? this : new Looks(listing, left);
  }
}
