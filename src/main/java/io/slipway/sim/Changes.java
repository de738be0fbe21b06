package io.slipway.sim;

import io.slipway.core.value.ModuleName;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** When somebody last did what may make a release wanted again that was skipped. */
final class Changes {
  private static final Set<Act.Deed> OF_MODULE =
      EnumSet.of(
          Act.Deed.ENABLE,
          Act.Deed.DISABLE,
          Act.Deed.FORGET_CONFIG,
          Act.Deed.PUSH,
          Act.Deed.PUSH_EARLY,
          Act.Deed.PUSH_DEMANDING,
          Act.Deed.PUSH_MAJOR,
          Act.Deed.TURN_BACK,
          Act.Deed.CHOOSE_SOURCE,
          Act.Deed.CHOOSE_POLICY,
          Act.Deed.DELETE_RELEASE);

  private static final Set<Act.Deed> OF_ALL =
      EnumSet.of(
          Act.Deed.CHANGE_POLICY,
          Act.Deed.DELETE_POLICY,
          Act.Deed.CHANGE_DEFAULT,
          Act.Deed.REPLACE_SOURCE);

  private final Agenda agenda;
  private final Map<ModuleName, Instant> ofModules = new HashMap<>();
  private Instant ofAll = Instant.MIN;

  Changes(Agenda agenda) {
    this.agenda = agenda;
  }

  void done(Act.Deed deed, ModuleName module) {
    if (OF_MODULE.contains(deed)) {
      ofModules.put(module, agenda.instant());
    } else if (OF_ALL.contains(deed)) {
      allChanged();
    }
  }

  void allChanged() {
    ofAll = agenda.instant();
  }

  /** Whether it was since then, or so shortly before that it may not have been seen then. */
  boolean happenedSince(Instant then, Duration age, ModuleName module) {
    var from = then.minus(age);
    return ofAll.isAfter(from) || ofModules.getOrDefault(module, Instant.MIN).isAfter(from);
  }
}
