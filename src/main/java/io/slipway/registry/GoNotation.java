package io.slipway.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Renders JSON as Go's default format does, because the {@code detail} of registry errors is shown
 * that way: {@code map[Tag:stable]} (sources.md 2.11).
 */
final class GoNotation {
  private static final double EXPONENT_FROM = 1e6;
  private static final double EXPONENT_BELOW = 1e-4;

  private GoNotation() {}

  static String of(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT ->
          new TreeSet<>(node.propertyStream().map(p -> p.getKey()).toList())
              .stream()
                  .map(key -> key + ":" + of(node.get(key)))
                  .collect(Collectors.joining(" ", "map[", "]"));
      case ARRAY ->
          node.valueStream().map(GoNotation::of).collect(Collectors.joining(" ", "[", "]"));
      case NUMBER -> number(node.doubleValue());
      case NULL, MISSING -> "<nil>";
      default -> node.asText();
    };
  }

  /** Every JSON number is a float64 there, so a big integer gets an exponent too. */
  private static String number(double value) {
    var size = Math.abs(value);
    if (size == 0) {
      return "0";
    }
    var decimal = BigDecimal.valueOf(value).stripTrailingZeros();
    if (size >= EXPONENT_FROM || size < EXPONENT_BELOW) {
      return exponential(decimal);
    }
    return decimal.toPlainString();
  }

  private static String exponential(BigDecimal value) {
    var digits = value.unscaledValue().abs().toString();
    var exponent = digits.length() - 1 - value.scale();
    return (value.signum() < 0 ? "-" : "")
        + digits.charAt(0)
        + (digits.length() > 1 ? "." + digits.substring(1) : "")
        + (exponent < 0 ? "e-" : "e+")
        + (Math.abs(exponent) < 10 ? "0" : "")
        + Math.abs(exponent);
  }
}
