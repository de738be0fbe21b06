package io.slipway.core;

import io.slipway.core.value.ConfigObject;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.ObjectMeta;
import io.slipway.core.value.PlatformSettings;
import io.slipway.core.value.UpdatePolicy;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A ModuleConfig, of module {@code echo} unless said otherwise. */
public final class GivenConfig {
  private final ModuleName name;
  private Optional<Boolean> enabled = Optional.empty();
  private String source = "";
  private String policy = "";
  private int version;
  private long generation = 1;
  private String settings = "{}";
  private Optional<PlatformSettings> platform = Optional.empty();
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
    return platform(new PlatformSettings(policy));
  }

  public static GivenConfig platform(PlatformSettings settings) {
    var config = of(UpdatePolicy.DEFAULT_NAME);
    config.platform = Optional.of(settings);
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

  public GivenConfig generation(long number) {
    generation = number;
    return this;
  }

  public GivenConfig showing(String shownVersion, String message) {
    status = new ConfigObject.Status(shownVersion, message);
    return this;
  }

  public ConfigObject build() {
    var meta =
        new ObjectMeta(
            name.value(),
            "uid-" + name,
            Given.VERSION,
            generation,
            Map.of(),
            Map.of(),
            List.of(),
            false);
    return new ConfigObject(meta, enabled, source, policy, version, settings, platform, status);
  }
}
