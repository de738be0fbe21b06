package io.slipway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.core.Given;
import io.slipway.core.Scenario;
import io.slipway.core.event.TimeEvent.Ticked;
import org.junit.jupiter.api.Test;

class MemoryJournalTest {
  private static MemoryJournal filled(int steps) {
    var journal = new MemoryJournal(3);
    var stream = new EventStream(Scenario.begun().world(), () -> Given.NOW);
    stream.listen(journal::record);
    for (var i = 0; i < steps; i++) {
      stream.append(new Ticked(Given.NOW));
    }
    return journal;
  }

  @Test
  void only_the_newest_steps_are_kept_oldest_first() {
    assertThat(filled(5).latest(10)).extracting(Journal.Entry::number).containsExactly(3L, 4L, 5L);
  }

  @Test
  void fewer_are_given_when_fewer_are_asked_for() {
    assertThat(filled(5).latest(1)).extracting(Journal.Entry::number).containsExactly(5L);
  }

  @Test
  void an_empty_journal_has_no_entries() {
    assertThat(filled(0).latest(10)).isEmpty();
  }
}
