package io.slipway.core;

import io.slipway.core.value.Condition;
import io.slipway.core.value.ModuleObject;
import io.slipway.core.value.ModuleObject.Properties;
import io.slipway.core.value.ObjectMeta;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The Module {@code echo} as it stands in the cluster. */
public final class GivenModule {
  private final List<Condition> conditions = new ArrayList<>();
  private List<String> available = List.of("main");
  private String source = "";
  private String version = "";
  private Optional<Integer> weight = Optional.empty();
  private String channel = "";
  private String phase;
  private String ready = "False";
  private boolean isDeleting;

  private GivenModule(String phase) {
    this.phase = phase;
  }

  /** Just created: nothing but where it is offered. */
  public static GivenModule created() {
    return new GivenModule("").showing("");
  }

  public static GivenModule in(String phase) {
    return new GivenModule(phase);
  }

  public GivenModule offeredBy(String... sources) {
    available = List.of(sources);
    return this;
  }

  public GivenModule takenFrom(String name) {
    source = name;
    channel = "Stable";
    return this;
  }

  public GivenModule at(String tag, int weighs) {
    version = tag;
    weight = Optional.of(weighs);
    return this;
  }

  /** Column READY. */
  public GivenModule showing(String summary) {
    ready = summary;
    return this;
  }

  public GivenModule with(String type, String status, String reason, String message) {
    conditions.add(new Condition(type, status, reason, message, Given.NOW, Given.NOW));
    return this;
  }

  /** Deleted, but for a finalizer of somebody else. */
  public GivenModule deleting() {
    isDeleting = true;
    return this;
  }

  public ModuleObject build() {
    var properties =
        new Properties(available, source, version, weight, channel, "", "", Map.of(), Map.of());
    var meta =
        isDeleting
            ? new ObjectMeta("echo", "uid", 1, 1, Map.of(), Map.of(), List.of("theirs"), true)
            : Given.meta("echo");
    return new ModuleObject(meta, properties, new ModuleObject.Status(phase, ready, conditions));
  }
}
