package io.slipway.app;

import io.slipway.core.effect.Effect;
import io.slipway.stream.EffectWatch;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Ends the process at a boundary of an effect, for tests of what a crash leaves behind. Asked for
 * by the system property {@code crashpoint} only, which no configuration file, variable or manifest
 * of the product can set by accident.
 *
 * @param kind simple name of the effect's class, such as {@code InstallModule}
 * @param subject what the key of the effect must mention; empty for any
 */
record CrashPoint(String kind, Moment moment, String subject) implements EffectWatch {
  private static final Logger LOG = Logger.getLogger(CrashPoint.class);
  private static final String PROPERTY = "crashpoint";

  /** Status of a process that was killed. */
  private static final int KILLED = 137;

  static Optional<CrashPoint> wished() {
    var text = Optional.ofNullable(System.getProperty(PROPERTY));
    text.ifPresent(point -> LOG.warnf("-D%s=%s: this process will crash there", PROPERTY, point));
    return text.map(CrashPoint::parse);
  }

  /** Of {@code KIND:MOMENT} or {@code KIND:MOMENT:SUBJECT}. */
  static CrashPoint parse(String text) {
    var parts = text.split(":", 3);
    if (parts.length < 2) {
      throw new IllegalArgumentException(
          "%s must be KIND:MOMENT or KIND:MOMENT:SUBJECT: %s".formatted(PROPERTY, text));
    }
    return new CrashPoint(parts[0], Moment.valueOf(parts[1]), parts.length == 3 ? parts[2] : "");
  }

  boolean isAt(Effect effect, Moment reached) {
    return reached == moment
        && effect.getClass().getSimpleName().equals(kind)
        && effect.key().subject().contains(subject);
  }

  /** Without shutdown hooks, as a kill does. */
  @Override
  public void reached(Effect effect, Moment reached) {
    if (isAt(effect, reached)) {
      Runtime.getRuntime().halt(KILLED);
    }
  }
}
