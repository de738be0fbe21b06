package io.slipway.product;

import static io.slipway.product.Harbour.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.slipway.harness.RegistryServer;
import io.slipway.registry.ImageLayer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What goes wrong in {@link FailureIT}, and how it is put right. */
final class Troubles implements AutoCloseable {
  /** Modules with which nothing is wrong: beside the broken ones, and in a source of its own. */
  static final List<String> CALM = List.of("calm-neighbour", "calm-elsewhere");

  private static final String WRONG_PASSWORD = "foul-weather";
  private static final String SHARED = "shared";

  /** One kind of failure, the object that tells of it, and the text, Event and metric. */
  enum Row {
    OUTAGE("ModuleSource", "/status/message", ".*(refused|reset).*", "ScanFailed"),
    PASSWORD("ModuleSource", "/status/message", ".*(401|UNAUTHORIZED).*", "ScanFailed"),
    TAG(
        "ModuleSource",
        "/status/modules/0/pullError",
        "fetch image error: GET http://\\S+/v2/tag/tag/release/manifests/stable:"
            + " MANIFEST_UNKNOWN: manifest unknown; .*",
        "ScanFailed"),
    GARBAGE("ModuleRelease", "/status/message", "Package cannot be used: .+", "ReleasePending"),
    TRAVERSAL(
        "ModuleRelease",
        "/status/message",
        "Package cannot be used: .*\\.\\./.*",
        "ReleasePending"),
    SETTINGS(
        "ModuleRelease", "/status/message", "validation failed: .*depth.*", "ReleaseSuspended"),
    TEMPLATE("Module", "/status/conditions/2/message", ".*no colour was chosen.*", "ModuleError"),
    KIND(
        "Module",
        "/status/conditions/2/message",
        ".*no matches for kind \"Lantern\".*",
        "ModuleError");

    final String kind;
    final String path;
    final String text;
    final String event;

    Row(String kind, String path, String text, String event) {
      this.kind = kind;
      this.path = path;
      this.text = text;
      this.event = event;
    }

    String module() {
      return name().toLowerCase(Locale.ROOT);
    }

    String source() {
      return kind.equals("ModuleSource") ? module() : SHARED;
    }

    String objectName() {
      return kind.equals("ModuleRelease") ? module() + "-v1.0.0" : module();
    }

    /** Regular expression for the line that counts it. */
    String metric() {
      return kind.equals("ModuleSource")
          ? "slipway_poll_failures_total\\{.*source=\"%s\".*".formatted(source())
          : "slipway_module_failures_total\\{module=\"%s\".*".formatted(module());
    }
  }

  private final Harbour harbour;
  private final RegistryServer failing = RegistryServer.start();
  private final RegistryServer guarded = RegistryServer.start(RegistryServer.Option.BASIC_AUTH);

  Troubles(Harbour harbour) {
    this.harbour = harbour;
  }

  /** What must be told nowhere. */
  List<String> secrets() {
    return List.of(
        WRONG_PASSWORD,
        RegistryServer.PASSWORD,
        Shipyard.base64(RegistryServer.USER + ":" + WRONG_PASSWORD),
        Shipyard.base64(RegistryServer.USER + ":" + RegistryServer.PASSWORD),
        Shipyard.dockerCfg(guarded, WRONG_PASSWORD),
        Shipyard.dockerCfg(guarded, RegistryServer.PASSWORD));
  }

  void begin() {
    outage();
    password();
    push(SHARED, SmallModule.of("calm-neighbour", "1.0.0"));
    push("elsewhere", SmallModule.of("calm-elsewhere", "1.0.0"));
    push("tag", SmallModule.of("tag", "1.0.0").on());
    push(SHARED, SmallModule.of("garbage", "1.0.0"));
    push(SHARED, SmallModule.of("traversal", "1.0.0"));
    push(SHARED, strict());
    push(SHARED, coloured());
    push(SHARED, exotic());
    image("garbage", "this is no archive".getBytes(StandardCharsets.UTF_8));
    image("traversal", ImageLayer.of(Map.of("../outside", ImageLayer.File.text("!"))));
    List.of(SHARED, "elsewhere", "tag").forEach(path -> harbour.source(path, path));
    CALM.forEach(this::enable);
    harbour.config("settings", "enabled: true, version: 1, settings: {depth: deep}");
    for (var row : Row.values()) {
      if (row != Row.SETTINGS) {
        enable(row.module());
      }
    }
  }

  void end() {
    failing.resume();
    guardedSource(RegistryServer.PASSWORD);
    push("tag", SmallModule.of("tag", "1.0.0"));
    push(SHARED, SmallModule.of("garbage", "1.0.0"));
    push(SHARED, SmallModule.of("traversal", "1.0.0"));
    harbour.config("settings", "enabled: true, version: 1, settings: {depth: 12}");
    harbour.config("template", "enabled: true, version: 1, settings: {colour: red}");
    lanterns();
  }

  static JsonNode condition(JsonNode object, String type) {
    for (var condition : object.at("/status/conditions")) {
      if (condition.path("type").asText().equals(type)) {
        return condition;
      }
    }
    return MissingNode.getInstance();
  }

  /** A source that was read before its registry went away. */
  private void outage() {
    try (var shipyard = new Shipyard(failing)) {
      shipyard.push("outage", SmallModule.of("outage", "1.0.0"));
    }
    source("outage", failing, "");
    eventually(
        () ->
            assertThat(harbour.object("ModuleSource", "outage").at("/status/message").asText())
                .isEqualTo("Ready"));
    failing.pause();
  }

  private void password() {
    try (var shipyard = new Shipyard(guarded)) {
      shipyard.push("password", SmallModule.of("password", "1.0.0"));
    }
    guardedSource(WRONG_PASSWORD);
  }

  private void guardedSource(String password) {
    source("password", guarded, ", dockerCfg: " + Shipyard.dockerCfg(guarded, password));
  }

  private void source(String name, RegistryServer registry, String more) {
    harbour.apply(
        """
        apiVersion: deckhouse.io/v1alpha1
        kind: ModuleSource
        metadata: {name: %1$s}
        spec:
          registry: {scheme: HTTP, repo: "%2$s/%1$s"%3$s}
        """
            .formatted(name, registry.host(), more));
  }

  private void enable(String module) {
    harbour.config(module, "enabled: true");
  }

  private void push(String path, SmallModule module) {
    harbour.shipyard().push(path, module);
  }

  /** In place of the module image that was pushed before. */
  private void image(String module, byte[] layer) {
    harbour.shipyard().pushImage(SHARED + "/" + module, "v1.0.0", layer);
  }

  private static SmallModule strict() {
    return SmallModule.of("settings", "1.0.0")
        .with("openapi/config-values.yaml", "{type: object, properties: {depth: {type: integer}}}");
  }

  private static SmallModule coloured() {
    return SmallModule.of("template", "1.0.0")
        .with("openapi/config-values.yaml", "{type: object, properties: {colour: {type: string}}}")
        .with(
            "templates/light.yaml",
            "# {{ required \"no colour was chosen\" .Values.template.colour }}");
  }

  private static SmallModule exotic() {
    return SmallModule.of("kind", "1.0.0")
        .with(
            "templates/lantern.yaml",
            "apiVersion: ships.example.com/v1\nkind: Lantern\nmetadata: {name: bow}\n");
  }

  private void lanterns() {
    harbour.apply(
        """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: lanterns.ships.example.com}
        spec:
          group: ships.example.com
          scope: Cluster
          names: {kind: Lantern, plural: lanterns}
          versions:
          - name: v1
            served: true
            storage: true
            schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
        """);
  }

  @Override
  public void close() {
    guarded.close();
    failing.close();
  }
}
