package io.slipway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** What is asked for before a module is disabled (runtime.md P1). */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public final class DisableOptions {
  private @Nullable Boolean confirmation;

  /** Deprecated, read {@code messages} first. */
  private @Nullable String message;

  private @Nullable DisableMessages messages;

  public @Nullable Boolean getConfirmation() {
    return confirmation;
  }

  public void setConfirmation(@Nullable Boolean confirmation) {
    this.confirmation = confirmation;
  }

  public @Nullable String getMessage() {
    return message;
  }

  public void setMessage(@Nullable String message) {
    this.message = message;
  }

  public @Nullable DisableMessages getMessages() {
    return messages;
  }

  public void setMessages(@Nullable DisableMessages messages) {
    this.messages = messages;
  }
}
