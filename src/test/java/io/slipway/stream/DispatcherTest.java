package io.slipway.stream;

import static io.slipway.core.Given.MAIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.core.Given;
import io.slipway.core.Scenario;
import io.slipway.core.event.ClusterEvent.HelmRecordGone;
import io.slipway.core.event.ClusterEvent.HelmRecordsListed;
import io.slipway.core.event.ClusterEvent.SourceObserved;
import io.slipway.core.event.EffectEvent.EffectEnded;
import io.slipway.core.event.EffectEvent.EffectStarted;
import io.slipway.core.event.Event;
import io.slipway.core.event.LeadershipEvent.LeadershipLost;
import io.slipway.core.event.TimeEvent.Ticked;
import io.slipway.core.value.HelmRecord;
import io.slipway.core.value.InstallationId;
import io.slipway.core.value.SemVer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DispatcherTest {
  private static final int PLACES = Lane.UNINSTALL.runningMax();

  private final StubPorts ports = new StubPorts();
  private final ArrayDeque<Runnable> work = new ArrayDeque<>();
  private final MemoryJournal journal = new MemoryJournal(1_000);
  private Instant now = Given.NOW;
  private boolean leaseIsValid = true;
  private boolean executorRejects;

  /** Thrown once by the clock, which each decision asks first. */
  private Optional<Throwable> bug = Optional.empty();

  private final EventStream stream = new EventStream(Scenario.begun().world(), () -> now);
  private final Dispatcher dispatcher =
      new Dispatcher(
          stream,
          new EffectRunner(ports, ports, ports, ports, () -> now),
          this::accept,
          this::now,
          () -> leaseIsValid);

  {
    stream.listen(journal::record);
  }

  private void accept(Runnable task) {
    if (executorRejects) {
      throw new RejectedExecutionException("no more");
    }
    work.add(task);
  }

  private Instant now() {
    var thrown = bug;
    bug = Optional.empty();
    thrown.ifPresent(DispatcherTest::raise);
    return now;
  }

  private static void raise(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) thrown;
  }

  /** Helm releases of modules that nobody wants: each is uninstalled. */
  private void leftovers(int count) {
    var id = new InstallationId(SemVer.of(1, 0, 0), "sum", "hash");
    var records =
        IntStream.range(0, count)
            .mapToObj(i -> new HelmRecord("m" + i, 1, "deployed", "1.0.0", Optional.of(id)))
            .toList();
    stream.append(new HelmRecordsListed(records));
    dispatcher.round();
  }

  private void finishAll() {
    for (var next = work.poll(); next != null; next = work.poll()) {
      next.run();
      dispatcher.round();
    }
  }

  private <E extends Event> List<E> steps(Class<E> type) {
    return journal.latest(1_000).stream()
        .map(Journal.Entry::event)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  @Test
  void every_boundary_of_an_effect_is_told_in_its_place() {
    var told = new ArrayList<String>();
    dispatcher.watch(
        (_, moment) ->
            told.add(
                "%s: %d calls, %d outcomes"
                    .formatted(moment, ports.calls.size(), steps(EffectEnded.class).size())));
    leftovers(1);

    work.remove().run();

    assertThat(told)
        .containsExactly(
            "BEFORE: 0 calls, 0 outcomes",
            "DONE: 1 calls, 0 outcomes",
            "RECORDED: 1 calls, 1 outcomes");
  }

  @Test
  void a_lane_runs_no_more_than_its_places_and_serves_the_rest_in_turn() {
    leftovers(PLACES + 3);

    assertThat(dispatcher.running(Lane.UNINSTALL)).isEqualTo(PLACES);
    assertThat(dispatcher.waiting(Lane.UNINSTALL)).isEqualTo(3);
    assertThat(work).hasSize(PLACES);

    finishAll();

    assertThat(ports.calls).hasSize(PLACES + 3).doesNotHaveDuplicates();
    assertThat(dispatcher.running(Lane.UNINSTALL)).isZero();
    assertThat(dispatcher.waiting(Lane.UNINSTALL)).isZero();
  }

  @Test
  void a_place_that_a_waiting_key_does_not_need_any_more_goes_to_the_next() {
    leftovers(2 * PLACES + 1);
    var waiting =
        stream.state().modules().keySet().stream()
            .map(name -> name.value())
            .filter(
                name ->
                    steps(EffectStarted.class).stream()
                        .noneMatch(started -> started.key().subject().equals("Module/" + name)))
            .toList();

    waiting.stream().limit(PLACES).forEach(name -> stream.append(new HelmRecordGone(name, 1)));
    finishAll();

    assertThat(ports.calls).hasSize(PLACES + 1);
    assertThat(dispatcher.waiting(Lane.UNINSTALL)).isZero();
  }

  @Test
  void without_leadership_nothing_is_started() {
    stream.append(new LeadershipLost());

    leftovers(2);

    assertThat(work).isEmpty();
    assertThat(steps(EffectStarted.class)).isEmpty();
  }

  @Test
  void what_calls_Helm_asks_for_the_lease_once_more() {
    leftovers(1);
    leaseIsValid = false;

    finishAll();

    assertThat(ports.calls).isEmpty();
    assertThat(steps(EffectEnded.class))
        .extracting(EffectEnded::problem)
        .containsExactly("this process does not lead any more");
  }

  /** Who was stopped and wakes up does not know yet that another one leads. */
  @Test
  void without_a_valid_lease_not_even_a_registry_is_asked() {
    stream.append(new SourceObserved(Given.source(MAIN)));
    dispatcher.round();
    leaseIsValid = false;

    finishAll();

    assertThat(steps(EffectEnded.class))
        .extracting(EffectEnded::problem)
        .containsExactly("this process does not lead any more");
    assertThat(ports.calls).isEmpty();
  }

  @Test
  void an_effect_ends_in_exactly_one_outcome_even_when_its_port_throws() {
    ports.throwing = true;
    leftovers(1);

    work.remove().run();

    assertThat(steps(EffectEnded.class))
        .extracting(EffectEnded::problem)
        .containsExactly("unexpected: java.lang.IllegalStateException: a bug");
    assertThat(stream.state().effects().inFlight()).isEmpty();
    assertThat(dispatcher.running(Lane.UNINSTALL)).isZero();
  }

  static Stream<Throwable> bugs() {
    return Stream.of(new IllegalStateException("a bug"), new StackOverflowError());
  }

  @ParameterizedTest
  @MethodSource("bugs")
  void a_bug_in_deciding_one_key_is_told_and_stops_no_other(Throwable thrown) {
    var told = new ArrayList<Throwable>();
    dispatcher.onUnexpected((_, cause) -> told.add(cause));
    bug = Optional.of(thrown);

    leftovers(3);

    assertThat(told).containsExactly(thrown);
    assertThat(work).hasSize(2);
    assertThat(dispatcher.nextAlarm()).contains(now.plus(Dispatcher.PAUSE_AFTER_BUG));
  }

  @Test
  void a_key_whose_decision_failed_is_decided_again_a_minute_later() {
    dispatcher.onUnexpected((_, _) -> {});
    bug = Optional.of(new IllegalStateException("a bug"));
    leftovers(1);

    now = now.plus(Dispatcher.PAUSE_AFTER_BUG);
    dispatcher.tick();
    dispatcher.round();
    finishAll();

    assertThat(ports.calls).containsExactly("uninstall m0");
  }

  @Test
  void a_bug_that_nobody_wants_to_know_of_ends_the_round() {
    bug = Optional.of(new IllegalStateException("a bug"));

    assertThatThrownBy(() -> leftovers(1)).hasMessage("deciding Module/m0");
  }

  @Test
  void an_effect_that_the_executor_rejects_ends_and_gives_its_place_back() {
    executorRejects = true;

    leftovers(1);

    assertThat(steps(EffectEnded.class))
        .extracting(EffectEnded::problem)
        .containsExactly("not started: java.util.concurrent.RejectedExecutionException: no more");
    assertThat(stream.state().effects().inFlight()).isEmpty();
    assertThat(dispatcher.running(Lane.UNINSTALL)).isZero();
  }

  @Test
  void a_place_is_given_back_even_when_a_listener_of_the_outcome_fails() {
    leftovers(1);
    stream.listen(
        step -> {
          throw new IllegalStateException("a bug");
        });

    assertThatThrownBy(work.remove()::run).hasMessage("a bug");

    assertThat(dispatcher.running(Lane.UNINSTALL)).isZero();
  }

  @Test
  void an_outcome_names_the_step_that_led_to_it() {
    leftovers(1);
    finishAll();

    var listed = journal.latest(1_000).getFirst();
    assertThat(journal.latest(1_000))
        .filteredOn(entry -> entry.event() instanceof EffectEnded)
        .extracting(Journal.Entry::cause)
        .containsExactly(listed.number());
  }

  @Test
  void a_tick_comes_only_when_an_alarm_is_due_and_wakes_its_key() {
    stream.append(new SourceObserved(Given.source(MAIN)));
    dispatcher.round();
    finishAll();
    ports.calls.clear();
    var due = dispatcher.nextAlarm().orElseThrow();

    now = due.minus(Duration.ofMillis(1));
    dispatcher.tick();

    assertThat(steps(Ticked.class)).isEmpty();

    now = due;
    dispatcher.tick();
    dispatcher.round();
    work.remove().run();

    assertThat(steps(Ticked.class)).containsExactly(new Ticked(due));
    // the echo of the status write is overdue: the source is read afresh
    assertThat(ports.calls).containsExactly("write ModuleSource/main");
  }

  @Test
  void after_a_stop_nothing_is_started() {
    dispatcher.stop();

    leftovers(2);

    assertThat(Stream.of(work)).allSatisfy(tasks -> assertThat(tasks).isEmpty());
  }
}
