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
   * @param open no request that began since answers it
   * @param last when the last request that answers it began
   */
  public record Asked(boolean open, Optional<Instant> last) {
    static final Asked NEVER = new Asked(false, Optional.empty());

    Asked again() {
      return open ? this : new Asked(true, last);
    }

    Asked begun(Instant at) {
      return new Asked(false, Optional.of(at));
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
