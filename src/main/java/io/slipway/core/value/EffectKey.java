package io.slipway.core.value;

/**
 * Which effect: at most one of a key is in flight.
 *
 * @param kind name of the effect, in metrics and logs
 * @param subject what it acts upon, e.g. {@code Module/echo}
 */
public record EffectKey(String kind, String subject) {
  @Override
  public String toString() {
    return kind + " " + subject;
  }
}
