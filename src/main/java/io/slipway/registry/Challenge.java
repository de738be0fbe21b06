package io.slipway.registry;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** How a registry wants to be asked, from its {@code WWW-Authenticate} headers (2.3 step 1). */
sealed interface Challenge {
  record Basic() implements Challenge {}

  /**
   * @param scope what the refused request would have needed; empty when not told
   */
  record Bearer(String realm, String service, String scope) implements Challenge {}

  /** The first Basic or Bearer challenge; empty when there is none that can be answered. */
  static Optional<Challenge> parse(List<String> headers) {
    return headers.stream().flatMap(header -> one(header.strip()).stream()).findFirst();
  }

  private static Optional<Challenge> one(String header) {
    if (header.regionMatches(true, 0, "Basic", 0, "Basic".length())) {
      return Optional.of(new Basic());
    }
    if (!header.regionMatches(true, 0, "Bearer ", 0, "Bearer ".length())) {
      return Optional.empty();
    }
    var realm = parameter(header, "realm");
    return realm.isEmpty()
        ? Optional.empty()
        : Optional.of(new Bearer(realm, parameter(header, "service"), parameter(header, "scope")));
  }

  private static String parameter(String header, String name) {
    var match =
        Pattern.compile("[\\s,]" + name + "=(?:\"([^\"]*)\"|([^\\s,]+))", Pattern.CASE_INSENSITIVE)
            .matcher(header);
    if (!match.find()) {
      return "";
    }
    return match.group(1) == null ? match.group(2) : match.group(1);
  }
}
