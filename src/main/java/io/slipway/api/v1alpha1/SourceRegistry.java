package io.slipway.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** How the registry of a source is reached (sources.md 1.2). */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public final class SourceRegistry {
  /** {@code HTTP} or {@code HTTPS}, in any case. */
  private @Nullable String scheme;

  /** Repository whose tags are the names of the modules. */
  private @Nullable String repo;

  /** Credentials, a docker config in Base64; never to be logged. */
  private @Nullable String dockerCfg;

  /** Certificates (PEM) trusted in addition to those of the system. */
  private @Nullable String ca;

  public @Nullable String getScheme() {
    return scheme;
  }

  public void setScheme(@Nullable String scheme) {
    this.scheme = scheme;
  }

  public @Nullable String getRepo() {
    return repo;
  }

  public void setRepo(@Nullable String repo) {
    this.repo = repo;
  }

  public @Nullable String getDockerCfg() {
    return dockerCfg;
  }

  public void setDockerCfg(@Nullable String dockerCfg) {
    this.dockerCfg = dockerCfg;
  }

  public @Nullable String getCa() {
    return ca;
  }

  public void setCa(@Nullable String ca) {
    this.ca = ca;
  }
}
