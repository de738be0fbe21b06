package io.slipway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules for reaching a release (releases.md 2.7). */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public final class ReleaseUpdate {
  private @Nullable List<UpdateJump> versions;

  public @Nullable List<UpdateJump> getVersions() {
    return versions;
  }

  public void setVersions(@Nullable List<UpdateJump> versions) {
    this.versions = versions;
  }
}
