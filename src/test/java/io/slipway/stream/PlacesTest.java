package io.slipway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.core.value.Key;
import io.slipway.core.value.ModuleName;
import io.slipway.stream.Places.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlacesTest {
  private static final Lane LANE = Lane.UNINSTALL;

  private static final Place PLACE = new Place(LANE, "");

  private final Places places = new Places();

  private static Key key(String name) {
    return new Key.OfModule(new ModuleName(name));
  }

  private void fill() {
    IntStream.range(0, LANE.runningMax()).forEach(i -> places.take(PLACE, key("running-" + i)));
  }

  @Test
  void a_lane_has_no_more_places_than_its_bound() {
    fill();

    assertThat(places.running(LANE)).isEqualTo(LANE.runningMax());
    assertThat(places.take(PLACE, key("late"))).isFalse();
    assertThat(places.waiting(LANE)).isEqualTo(1);
  }

  @Test
  void a_key_that_asks_again_and_again_overtakes_nobody() {
    fill();
    places.take(PLACE, key("first"));
    places.take(PLACE, key("second"));

    places.giveBack(PLACE);

    assertThat(places.take(PLACE, key("busy"))).isFalse();
    assertThat(places.take(PLACE, key("second"))).isFalse();
    assertThat(places.next(LANE)).contains(key("first"));
    assertThat(places.take(PLACE, key("first"))).isTrue();
    assertThat(places.waiting(LANE)).isEqualTo(2);
  }

  @Test
  void with_a_place_for_each_that_waits_the_next_one_gets_its_own_at_once() {
    fill();
    places.take(PLACE, key("first"));

    places.giveBack(PLACE);
    places.giveBack(PLACE);

    assertThat(places.take(PLACE, key("second"))).isTrue();
    assertThat(places.take(PLACE, key("third"))).isFalse();
  }

  @Test
  void a_key_that_needs_no_place_any_more_stands_in_nobody_s_way() {
    fill();
    places.take(PLACE, key("first"));
    places.take(PLACE, key("second"));
    places.giveBack(PLACE);

    places.leaveAllBut(Set.of(), key("first"));

    assertThat(places.next(LANE)).contains(key("second"));
    assertThat(places.take(PLACE, key("second"))).isTrue();
  }

  private static final Place SLOW = new Place(Lane.REGISTRY, "slow");
  private static final Place OTHER = new Place(Lane.REGISTRY, "other");

  /** A source whose registry hangs, with many modules. */
  @Test
  void one_share_never_has_all_places() {
    IntStream.range(0, 100).forEach(i -> places.take(SLOW, key("slow-" + i)));

    assertThat(places.running(Lane.REGISTRY)).isEqualTo(Lane.REGISTRY.shareMax());
    assertThat(places.next(Lane.REGISTRY)).isEmpty();
    assertThat(places.take(OTHER, key("other"))).isTrue();
  }

  @Test
  void a_place_goes_to_the_share_that_has_the_fewest() {
    var shares = Lane.REGISTRY.runningMax() / Lane.REGISTRY.shareMax();
    for (var share = 0; share < shares; share++) {
      for (var i = 0; i < 50; i++) {
        places.take(new Place(Lane.REGISTRY, "share-" + share), key(share + "-" + i));
      }
    }
    places.take(OTHER, key("other"));

    places.giveBack(new Place(Lane.REGISTRY, "share-1"));

    assertThat(places.next(Lane.REGISTRY)).contains(key("other"));
    assertThat(places.take(new Place(Lane.REGISTRY, "share-1"), key("1-8"))).isFalse();
    assertThat(places.take(OTHER, key("other"))).isTrue();
  }

  /** Whoever is said to be next gets the place, whatever has happened before. */
  @Test
  void the_next_one_is_always_served() {
    var random = new Random(5);
    var running = new ArrayList<Place>();
    for (var i = 0; i < 20_000; i++) {
      var place = new Place(Lane.REGISTRY, "share-" + random.nextInt(7));
      if (random.nextInt(3) == 0 && !running.isEmpty()) {
        places.giveBack(running.remove(random.nextInt(running.size())));
      } else if (places.take(place, key(place.share() + "-" + random.nextInt(30)))) {
        running.add(place);
      }
      serveAll(running);
      assertThat(places.running(Lane.REGISTRY)).isLessThanOrEqualTo(Lane.REGISTRY.runningMax());
    }
  }

  private void serveAll(List<Place> running) {
    for (var next = places.next(Lane.REGISTRY);
        next.isPresent();
        next = places.next(Lane.REGISTRY)) {
      var key = (Key.OfModule) next.get();
      var place = new Place(Lane.REGISTRY, key.name().value().replaceFirst("-\\d+$", ""));
      assertThat(places.take(place, key)).isTrue();
      running.add(place);
    }
  }

  @Test
  void nobody_is_next_while_no_place_is_free() {
    fill();
    places.take(PLACE, key("first"));

    assertThat(places.next(LANE)).isEmpty();
  }
}
