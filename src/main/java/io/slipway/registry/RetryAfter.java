package io.slipway.registry;

import io.vertx.core.MultiMap;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Set;

/** For how long the sender of an answer wishes to be left alone (RFC 9110, 10.2.3). */
final class RetryAfter {
  private static final Set<Integer> STATUSES = Set.of(429, 503);

  private RetryAfter() {}

  /** Zero when it does not say, or says what cannot be read. */
  static Duration of(int status, MultiMap headers) {
    var value = headers.get("Retry-After");
    if (value == null || !STATUSES.contains(status)) {
      return Duration.ZERO;
    }
    return value.strip().matches("\\d{1,9}")
        ? Duration.ofSeconds(Long.parseLong(value.strip()))
        : until(value, headers);
  }

  /** By the sender's own clock, which need not be ours. */
  private static Duration until(String date, MultiMap headers) {
    try {
      return Duration.between(time(String.valueOf(headers.get("Date"))), time(date));
    } catch (DateTimeException e) {
      return Duration.ZERO;
    }
  }

  private static ZonedDateTime time(String text) {
    return ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME);
  }
}
