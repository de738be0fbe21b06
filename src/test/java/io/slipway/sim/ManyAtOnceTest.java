package io.slipway.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.core.event.EffectEvent.EffectStarted;
import io.slipway.core.value.Key;
import io.slipway.stream.Lane;
import io.slipway.stream.Step;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Two hundred modules are enabled at the same moment. */
class ManyAtOnceTest {
  private static final int MODULES = 200;
  private static final int KEYS = MODULES + 2;

  /** Effects that one decision of a module may ask for. */
  private static final int EFFECTS_AT_ONCE_MAX = 3;

  private final Fleet fleet = new Fleet(new Fleet.Size(MODULES, 2, MODULES, Fleet.Releases.NONE));
  private final Map<Key, Long> lastStarted = new HashMap<>();
  private long started;
  private long longestWait;

  private void note(Step step) {
    if (step.event() instanceof EffectStarted effect) {
      started++;
      var before = lastStarted.put(effect.owner(), started);
      if (effect.owner() instanceof Key.OfModule) { // a source has long had nothing to do
        longestWait = Math.max(longestWait, started - (before == null ? 0 : before));
      }
    }
  }

  @Test
  void all_become_ready() {
    fleet.start().settle();

    assertThat(IntStream.range(0, MODULES).mapToObj(fleet::phase)).containsOnly("Ready");
  }

  @Test
  void no_module_waits_while_others_have_their_turn_twice() {
    fleet.stream().listen(this::note);

    fleet.start().settle();

    assertThat(lastStarted).hasSize(KEYS);
    assertThat(longestWait).isLessThanOrEqualTo((long) EFFECTS_AT_ONCE_MAX * KEYS);
  }

  @Test
  void no_queue_grows_beyond_the_number_of_keys() {
    fleet.start();
    fleet.dispatcher().round();

    do {
      assertThat(fleet.dispatcher().dirtyKeys()).isLessThanOrEqualTo(KEYS);
      assertThat(fleet.dispatcher().alarms()).isLessThanOrEqualTo(KEYS);
      for (var lane : Lane.values()) {
        assertThat(fleet.dispatcher().running(lane)).isLessThanOrEqualTo(lane.runningMax());
        assertThat(fleet.dispatcher().waiting(lane)).isLessThanOrEqualTo(KEYS);
      }
    } while (fleet.workOnce());
  }
}
