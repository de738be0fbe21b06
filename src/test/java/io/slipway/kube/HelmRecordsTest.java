package io.slipway.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.core.event.ClusterEvent.HelmRecordGone;
import io.slipway.core.event.ClusterEvent.HelmRecordObserved;
import io.slipway.core.event.ClusterEvent.HelmRecordsListed;
import io.slipway.core.event.Event;
import io.slipway.core.value.HelmRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HelmRecordsTest {
  private final List<Event> events = new ArrayList<>();
  private final HelmRecords records = new HelmRecords(events::add);

  @Test
  void the_newest_record_of_every_release_is_listed_once_all_have_been_read() {
    records.seen("a1", record("a", 1));
    records.expect(List.of("a1", "a2", "b1", "odd"));
    records.seen("a2", record("a", 2));
    records.unreadable("odd");
    assertThat(events).isEmpty();

    records.seen("b1", record("b", 1));

    assertThat(events).hasSize(1);
    assertThat(((HelmRecordsListed) events.getFirst()).all())
        .containsExactlyInAnyOrder(record("a", 2), record("b", 1));
  }

  @Test
  void no_records_are_listed_too() {
    records.expect(List.of());

    assertThat(events).containsExactly(new HelmRecordsListed(List.of()));
  }

  @Test
  void only_the_newest_record_is_told_of_afterwards() {
    records.expect(List.of());
    records.seen("a2", record("a", 2));
    records.seen("a1", record("a", 1));
    records.gone("a1");

    assertThat(events.subList(1, events.size()))
        .containsExactly(new HelmRecordObserved(record("a", 2)));
  }

  @Test
  void an_older_record_is_the_newest_after_the_newest_is_gone() {
    records.expect(List.of("a1", "a2"));
    records.seen("a1", record("a", 1));
    records.seen("a2", record("a", 2));

    records.gone("a2");
    records.gone("a1");

    assertThat(events.subList(1, events.size()))
        .containsExactly(
            new HelmRecordGone("a", 2),
            new HelmRecordObserved(record("a", 1)),
            new HelmRecordGone("a", 1));
  }

  @Test
  void a_secret_that_is_gone_before_the_listing_is_not_waited_for() {
    records.expect(List.of("a1"));

    records.gone("a1");

    assertThat(events).containsExactly(new HelmRecordsListed(List.of()));
  }

  private static HelmRecord record(String release, int revision) {
    return new HelmRecord(release, revision, "deployed", "1.0.0", Optional.empty());
  }
}
