package io.slipway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** Why disabling a module needs a confirmation, by language. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public final class DisableMessages {
  private @Nullable String ru;
  private @Nullable String en;

  public @Nullable String getRu() {
    return ru;
  }

  public void setRu(@Nullable String ru) {
    this.ru = ru;
  }

  public @Nullable String getEn() {
    return en;
  }

  public void setEn(@Nullable String en) {
    this.en = en;
  }
}
