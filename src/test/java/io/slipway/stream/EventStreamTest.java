package io.slipway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.core.Given;
import io.slipway.core.Scenario;
import io.slipway.core.event.ClusterEvent.SourceObserved;
import io.slipway.core.event.LeadershipEvent.LeadershipGained;
import io.slipway.core.event.LeadershipEvent.LeadershipLost;
import io.slipway.core.event.TimeEvent.Ticked;
import io.slipway.core.value.SourceName;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** style.md 2.5. */
class EventStreamTest {
  private final EventStream stream = new EventStream(Scenario.begun().world(), () -> Given.NOW);

  @Test
  void an_event_that_changes_nothing_is_no_step() {
    var steps = new ArrayList<Step>();
    stream.listen(steps::add);

    stream.append(new LeadershipGained());

    assertThat(steps).isEmpty();
  }

  @Test
  void a_tick_is_a_step_though_it_changes_nothing() {
    var steps = new ArrayList<Step>();
    stream.listen(steps::add);

    stream.append(new Ticked(Given.NOW));

    assertThat(steps).singleElement().satisfies(s -> assertThat(s.before()).isSameAs(s.after()));
  }

  @Test
  void the_consequence_is_in_the_state_when_append_returns() {
    stream.append(new LeadershipLost());

    assertThat(stream.state().standing().leading()).isFalse();
  }

  @Test
  void a_step_appended_by_a_listener_comes_after_the_one_it_reacts_to_for_everybody() {
    var first = new ArrayList<Long>();
    var second = new ArrayList<Long>();
    stream.listen(
        step -> {
          first.add(step.number());
          if (step.event() instanceof LeadershipLost) {
            stream.append(new LeadershipGained(), step.number());
          }
        });
    stream.listen(step -> second.add(step.number()));

    stream.append(new LeadershipLost());

    assertThat(first).containsExactly(1L, 2L);
    assertThat(second).containsExactly(1L, 2L);
  }

  @Test
  void a_step_names_its_cause() {
    var causes = new ArrayList<Long>();
    stream.listen(step -> causes.add(step.cause()));

    stream.append(new LeadershipLost());
    stream.append(new LeadershipGained(), 1);

    assertThat(causes).containsExactly(0L, 1L);
  }

  @Test
  void eight_threads_lose_nothing_and_leave_no_gap() throws Exception {
    var numbers = new ArrayList<Long>();
    stream.listen(step -> numbers.add(step.number()));

    try (var threads = Executors.newFixedThreadPool(8)) {
      for (var thread = 0; thread < 8; thread++) {
        var name = "source-" + thread + "-";
        threads.submit(
            () -> {
              for (var i = 0; i < 500; i++) {
                stream.append(new SourceObserved(Given.source(new SourceName(name + i))));
              }
            });
      }
    }

    assertThat(numbers).isEqualTo(LongStream.rangeClosed(1, 4_000).boxed().toList());
    assertThat(stream.state().sources()).hasSize(4_000);
  }

  @Test
  void a_subscriber_that_lags_too_far_behind_fails_and_the_others_do_not() {
    var slow = stream.steps(2).subscribe().withSubscriber(AssertSubscriber.create(0));
    var quick = stream.steps(2).subscribe().withSubscriber(AssertSubscriber.create(100));

    for (var i = 0; i < 10; i++) {
      stream.append(new Ticked(Given.NOW));
    }

    assertThat(slow.getFailure()).isNotNull();
    assertThat(numbers(quick)).isEqualTo(LongStream.rangeClosed(1, 10).boxed().toList());
  }

  private static List<Long> numbers(AssertSubscriber<Step> subscriber) {
    return subscriber.getItems().stream().map(Step::number).toList();
  }
}
