package io.slipway.api.v1alpha2;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How and when new versions are applied (releases.md 3.3). */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public final class UpdateSettings {
  /** {@code Auto}, {@code AutoPatch}, {@code Manual} or {@code Ignore}. */
  private @Nullable String mode;

  /** Any time when absent. */
  private @Nullable List<UpdateWindow> windows;

  /** How old a version must be, as {@code 72h} or {@code 7d}; of any age when absent. */
  private @Nullable String minimalAge;

  /** Whether a version whose changelog names a security fix may be younger. */
  private @Nullable Boolean securityBypass;

  public @Nullable String getMinimalAge() {
    return minimalAge;
  }

  public void setMinimalAge(@Nullable String minimalAge) {
    this.minimalAge = minimalAge;
  }

  public @Nullable Boolean getSecurityBypass() {
    return securityBypass;
  }

  public void setSecurityBypass(@Nullable Boolean securityBypass) {
    this.securityBypass = securityBypass;
  }

  public @Nullable String getMode() {
    return mode;
  }

  public void setMode(@Nullable String mode) {
    this.mode = mode;
  }

  public @Nullable List<UpdateWindow> getWindows() {
    return windows;
  }

  public void setWindows(@Nullable List<UpdateWindow> windows) {
    this.windows = windows;
  }
}
