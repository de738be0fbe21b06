package io.slipway.sim;

import java.time.Duration;
import java.util.Random;

/** What kind of course a seed stands for. */
enum Profile {
  /** Minutes in which much is done and much fails. */
  ROUGH(Duration.ofMinutes(1), 1) {
    @Override
    Duration pause(Random random) {
      return Duration.ofMillis(random.nextLong(PAUSE_MAX.toMillis()));
    }

    @Override
    int acts(Random random) {
      return 6 + random.nextInt(14);
    }
  },
  /** As rough, while versions have to be of some age and people are told of them. */
  TOLD(Duration.ofMinutes(1), 1) {
    @Override
    Duration pause(Random random) {
      return ROUGH.pause(random);
    }

    @Override
    int acts(Random random) {
      return ROUGH.acts(random);
    }
  },
  /** Weeks in which now and then somebody changes a policy, approves, or pushes a version. */
  CALM(Duration.ofHours(12), 20) {
    @Override
    Duration pause(Random random) {
      var most = PAUSES[random.nextInt(PAUSES.length)];
      return Duration.ofMillis(random.nextLong(most.toMillis()));
    }

    @Override
    int acts(Random random) {
      return 10 + random.nextInt(16);
    }
  };

  private static final Duration PAUSE_MAX = Duration.ofSeconds(90);

  /** A pause is drawn from one of these on: close together, hours apart, days apart. */
  private static final Duration[] PAUSES = {
    Duration.ofMinutes(2),
    Duration.ofHours(1),
    Duration.ofHours(8),
    Duration.ofHours(30),
    Duration.ofDays(4)
  };

  private final Duration scanInterval;
  private final int stretch;

  Profile(Duration scanInterval, int stretch) {
    this.scanInterval = scanInterval;
    this.stretch = stretch;
  }

  /** The seeds take turns. */
  static Profile of(long seed) {
    return Rules.of(seed).isPresent() ? TOLD : Math.floorMod(seed, 3) == 1 ? ROUGH : CALM;
  }

  /** Whether people are told of versions; then nobody changes policies. */
  boolean tells() {
    return this == TOLD;
  }

  Duration scanInterval() {
    return scanInterval;
  }

  /** So many times longer than in a short course lasts what goes wrong outside of the cluster. */
  int stretch() {
    return stretch;
  }

  /** So long after, what is off is forgotten; in short courses that never happens. */
  Duration untilForgotten() {
    return this == CALM ? Duration.ofHours(73) : Duration.ZERO;
  }

  /** Time between two acts. */
  abstract Duration pause(Random random);

  /** How many acts. */
  abstract int acts(Random random);
}
