package io.slipway.stream;

import static io.slipway.core.Given.MAIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.core.Given;
import io.slipway.core.Scenario;
import io.slipway.core.event.ClusterEvent.SourceObserved;
import io.slipway.core.event.Event;
import io.slipway.core.event.TimeEvent.ClockSetBack;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The wall clock jumps while the process goes on. */
class ClockJumpTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration SCAN_AT_THE_LATEST = Scenario.SCAN.multipliedBy(11).dividedBy(10);

  private final StubPorts ports = new StubPorts();
  private final ArrayDeque<Runnable> work = new ArrayDeque<>();
  private final MemoryJournal journal = new MemoryJournal(1_000);
  private Instant now = Given.NOW;
  private final EventStream stream = new EventStream(Scenario.begun().world(), () -> now);
  private final Dispatcher dispatcher =
      new Dispatcher(
          stream,
          new EffectRunner(ports, ports, ports, ports, () -> now),
          work::add,
          () -> now,
          () -> true);

  {
    stream.listen(journal::record);
  }

  @BeforeEach
  void a_source_is_scanned_and_its_status_written_without_an_echo() {
    stream.append(new SourceObserved(Given.source(MAIN)));
    pass(Duration.ofSeconds(1));
    assertThat(scans()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {-24, -1, 1, 24})
  void scans_go_on_at_their_interval(int hours) {
    jump(HOUR.multipliedBy(hours));
    pass(Duration.ofSeconds(2));
    var before = scans();

    pass(SCAN_AT_THE_LATEST);

    assertThat(before).isLessThanOrEqualTo(2);
    assertThat(scans() - before).isBetween(1L, 2L);
  }

  @ParameterizedTest
  @ValueSource(ints = {-24, -1, 1, 24})
  void an_overdue_echo_is_asked_for_within_its_time(int hours) {
    jump(HOUR.multipliedBy(hours));

    pass(Duration.ofSeconds(32));

    assertThat(ports.calls).contains("write ModuleSource/main");
    assertThat(ports.calls.stream().filter("write ModuleSource/main"::equals).count())
        .as("the status, then a reading")
        .isBetween(2L, 4L);
  }

  @Test
  void a_step_back_is_told_once() {
    jump(HOUR.negated());

    pass(Duration.ofSeconds(5));

    assertThat(steps()).filteredOn(ClockSetBack.class::isInstance).hasSize(1);
  }

  /** What a time service does every day. */
  @Test
  void a_small_correction_is_nothing() {
    jump(Duration.ofMillis(-900));

    dispatcher.tick();

    assertThat(steps()).noneMatch(ClockSetBack.class::isInstance);
  }

  private void jump(Duration by) {
    now = now.plus(by);
  }

  private void pass(Duration time) {
    var end = now.plus(time);
    while (now.isBefore(end)) {
      dispatcher.tick();
      finishAll();
      now = now.plusSeconds(1);
    }
  }

  private void finishAll() {
    dispatcher.round();
    while (!work.isEmpty()) {
      work.remove().run();
      dispatcher.round();
    }
  }

  private long scans() {
    return ports.calls.stream().filter(call -> call.startsWith("list ")).count();
  }

  private List<Event> steps() {
    return journal.latest(1_000).stream().map(Journal.Entry::event).toList();
  }
}
