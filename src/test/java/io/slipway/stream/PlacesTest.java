package io.slipway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.core.value.Key;
import io.slipway.core.value.ModuleName;
import java.util.EnumSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlacesTest {
  private static final Lane LANE = Lane.UNINSTALL;

  private final Places places = new Places();

  private static Key key(String name) {
    return new Key.OfModule(new ModuleName(name));
  }

  private void fill() {
    IntStream.range(0, LANE.runningMax()).forEach(i -> places.take(LANE, key("running-" + i)));
  }

  @Test
  void a_lane_has_no_more_places_than_its_bound() {
    fill();

    assertThat(places.running(LANE)).isEqualTo(LANE.runningMax());
    assertThat(places.take(LANE, key("late"))).isFalse();
    assertThat(places.waiting(LANE)).isEqualTo(1);
  }

  @Test
  void a_key_that_asks_again_and_again_overtakes_nobody() {
    fill();
    places.take(LANE, key("first"));
    places.take(LANE, key("second"));

    places.giveBack(LANE);

    assertThat(places.take(LANE, key("busy"))).isFalse();
    assertThat(places.take(LANE, key("second"))).isFalse();
    assertThat(places.next(LANE)).contains(key("first"));
    assertThat(places.take(LANE, key("first"))).isTrue();
    assertThat(places.waiting(LANE)).isEqualTo(2);
  }

  @Test
  void with_a_place_for_each_that_waits_the_next_one_gets_its_own_at_once() {
    fill();
    places.take(LANE, key("first"));

    places.giveBack(LANE);
    places.giveBack(LANE);

    assertThat(places.take(LANE, key("second"))).isTrue();
    assertThat(places.take(LANE, key("third"))).isFalse();
  }

  @Test
  void a_key_that_needs_no_place_any_more_stands_in_nobody_s_way() {
    fill();
    places.take(LANE, key("first"));
    places.take(LANE, key("second"));
    places.giveBack(LANE);

    places.leave(EnumSet.of(LANE), key("first"));

    assertThat(places.next(LANE)).contains(key("second"));
    assertThat(places.take(LANE, key("second"))).isTrue();
  }

  @Test
  void nobody_is_next_while_no_place_is_free() {
    fill();
    places.take(LANE, key("first"));

    assertThat(places.next(LANE)).isEmpty();
  }
}
