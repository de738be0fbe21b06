package io.slipway.api.v1alpha2;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A span of time in UTC, over midnight when {@code to} is before {@code from} (releases.md 3.4).
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public final class UpdateWindow {
  /** As {@code 9:05} or {@code 09:05}. */
  private @Nullable String from;

  /** As {@code from}. */
  private @Nullable String to;

  /** {@code Mon} to {@code Sun}; every day when absent. */
  private @Nullable List<String> days;

  public @Nullable String getFrom() {
    return from;
  }

  public void setFrom(@Nullable String from) {
    this.from = from;
  }

  public @Nullable String getTo() {
    return to;
  }

  public void setTo(@Nullable String to) {
    this.to = to;
  }

  public @Nullable List<String> getDays() {
    return days;
  }

  public void setDays(@Nullable List<String> days) {
    this.days = days;
  }
}
