package io.slipway.app;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * A clock that is ahead of the system's, for tests of processes whose clocks differ. Asked for by
 * the system property {@code clockahead} only, such as {@code PT10M}: see {@link CrashPoint}.
 */
final class ClockSkew {
  private static final Logger LOG = Logger.getLogger(ClockSkew.class);
  private static final String PROPERTY = "clockahead";

  private ClockSkew() {}

  static Optional<InstantSource> wished() {
    var text = Optional.ofNullable(System.getProperty(PROPERTY));
    text.ifPresent(ahead -> LOG.warnf("-D%s=%s: the clock is wrong by this", PROPERTY, ahead));
    return text.map(Duration::parse).map(ClockSkew::ahead);
  }

  private static InstantSource ahead(Duration time) {
    return () -> InstantSource.system().instant().plus(time);
  }
}
