package io.slipway.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The Lease with its default times: valid for 15 s after the last renewal, trusted by its holder
 * for 10 s. A holder that is able renews all the time. A single process does without and always
 * leads.
 */
final class SimLease {
  private static final Duration VALID = Duration.ofSeconds(15);
  private static final Duration TRUSTED = Duration.ofSeconds(10);

  /** A process that was started again is somebody else. */
  private record Holder(SimProcess process, int life) {
    boolean is(SimProcess other) {
      return process == other && life == other.life();
    }
  }

  private final Agenda agenda;
  private final List<SimProcess> candidates;
  private final Map<SimProcess, Instant> led = new HashMap<>();
  private Optional<Holder> holder = Optional.empty();
  private Optional<Instant> unableSince = Optional.empty();

  SimLease(Agenda agenda, List<SimProcess> candidates) {
    this.agenda = agenda;
    this.candidates = candidates;
  }

  private boolean isAlone() {
    return candidates.size() == 1;
  }

  /** What a holder may believe by its own clock. */
  boolean isHeldBy(SimProcess process) {
    return isAlone() || (holder.filter(h -> h.is(process)).isPresent() && !isUnableFor(TRUSTED));
  }

  private boolean isUnableFor(Duration time) {
    return unableSince.filter(at -> !agenda.instant().isBefore(at.plus(time))).isPresent();
  }

  /** Whether it leads or led a moment ago. */
  boolean wasHeldBy(SimProcess process, Duration latest) {
    return isAlone()
        || holder.filter(h -> h.process() == process).isPresent()
        || led.getOrDefault(process, Instant.MIN).isAfter(agenda.instant().minus(latest));
  }

  /** Something happened to a process that concerns its ability to renew. */
  void changed(SimProcess process) {
    if (isAlone()) {
      if (process.isAble()) {
        process.tellWhetherLeading();
      }
    } else if (holder.filter(h -> h.process() == process).isEmpty()) {
      stand(process);
    } else if (process.isAble() && holder.get().is(process) && !isUnableFor(VALID)) {
      unableSince = Optional.empty();
      process.tellWhetherLeading();
    } else if (process.isAble()) {
      stand(process);
    } else if (unableSince.isEmpty()) {
      unableSince = Optional.of(agenda.instant());
      agenda.after(TRUSTED, () -> doubt(process));
      agenda.after(VALID, this::elect);
    }
  }

  /** It has no Lease, or not any more. */
  private void stand(SimProcess process) {
    if (process.isAble()) {
      process.tellWhetherLeading();
      elect();
    }
  }

  /** A holder that runs but cannot renew gives up by itself. */
  private void doubt(SimProcess process) {
    if (!isHeldBy(process) && process.isAwake()) {
      process.tellWhetherLeading();
    }
  }

  private void elect() {
    if (holder.isPresent() && !isUnableFor(VALID)) {
      return;
    }
    holder.ifPresent(before -> led.put(before.process(), agenda.instant()));
    unableSince = Optional.empty();
    holder =
        candidates.stream()
            .filter(SimProcess::isAble)
            .findFirst()
            .map(process -> new Holder(process, process.life()));
    holder.ifPresent(elected -> elected.process().tellWhetherLeading());
  }
}
