package io.slipway.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.core.Given;
import io.slipway.core.Scenario;
import io.slipway.core.event.LeadershipEvent.LeadershipGained;
import io.slipway.core.event.LeadershipEvent.LeadershipLost;
import io.slipway.core.event.TimeEvent.Ticked;
import io.slipway.stream.EventStream;
import java.util.ArrayDeque;
import org.junit.jupiter.api.Test;

class StoryLogTest {
  private final EventStream stream = new EventStream(Scenario.begun().world(), () -> Given.NOW);
  private final ArrayDeque<Runnable> telling = new ArrayDeque<>();
  private final StoryLog story = new StoryLog(stream, telling::add);

  @Test
  void a_step_is_told_by_the_storys_own_thread_and_not_by_the_writers() {
    story.subscribe();

    stream.append(new LeadershipLost());
    stream.append(new LeadershipGained());

    assertThat(story.toldNumber()).isZero();

    telling.forEach(Runnable::run);

    assertThat(story.toldNumber()).isEqualTo(2);
  }

  /** More than the buffer that moving to another thread keeps of its own. */
  @Test
  void a_story_that_falls_far_behind_is_told_to_its_end() {
    var steps = 5_000;
    story.subscribe();

    for (var i = 0; i < steps; i++) {
      stream.append(new Ticked(Given.NOW));
    }
    tellAll();

    assertThat(story.toldNumber()).isEqualTo(steps);
  }

  @Test
  void a_story_that_was_left_behind_goes_on_with_what_happens_next() {
    story.subscribe();
    for (var i = 0; i < 12_000; i++) {
      stream.append(new Ticked(Given.NOW));
    }
    tellAll();

    stream.append(new LeadershipLost());
    tellAll();

    assertThat(story.toldNumber()).isEqualTo(12_001);
  }

  private void tellAll() {
    for (var next = telling.poll(); next != null; next = telling.poll()) {
      next.run();
    }
  }
}
