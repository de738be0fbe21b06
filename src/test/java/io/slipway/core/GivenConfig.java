package io.slipway.core;

import io.slipway.core.value.ConfigObject;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.UpdatePolicy;
import java.util.Optional;

/** A ModuleConfig, of module {@code echo} unless said otherwise. */
public final class GivenConfig {
  private final ModuleName name;
  private Optional<Boolean> enabled = Optional.empty();
  private String source = "";
  private String policy = "";
  private int version;
  private String settings = "{}";
  private Optional<UpdatePolicy> platform = Optional.empty();
  private ConfigObject.Status status = ConfigObject.Status.EMPTY;

  private GivenConfig(ModuleName name) {
    this.name = name;
  }

  public static GivenConfig enabled() {
    return of("echo").turned(true);
  }

  public static GivenConfig disabled() {
    return of("echo").turned(false);
  }

  public static GivenConfig of(String name) {
    return new GivenConfig(new ModuleName(name));
  }

  /** ModuleConfig {@code deckhouse}, from which the default policy is read. */
  public static GivenConfig platform(UpdatePolicy policy) {
    var config = of(UpdatePolicy.DEFAULT_NAME);
    config.platform = Optional.of(policy);
    return config;
  }

  public GivenConfig turned(boolean on) {
    enabled = Optional.of(on);
    return this;
  }

  public GivenConfig source(String name) {
    source = name;
    return this;
  }

  public GivenConfig policy(String name) {
    policy = name;
    return this;
  }

  public GivenConfig settings(int schema, String json) {
    version = schema;
    settings = json;
    return this;
  }

  public GivenConfig showing(String shownVersion, String message) {
    status = new ConfigObject.Status(shownVersion, message);
    return this;
  }

  public ConfigObject build() {
    return new ConfigObject(
        Given.meta(name.value()), enabled, source, policy, version, settings, platform, status);
  }
}
