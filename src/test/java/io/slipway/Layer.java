package io.slipway;

import java.util.ArrayList;
import java.util.List;

/**
 * Table of imports of DESIGN.md section 2. Every row may also import the JDK and the nullness
 * annotations. Formats that an edge reads (JSON, YAML, archives) are listed where they are read.
 */
enum Layer {
  API(
      "api",
      List.of(),
      "io.fabric8.kubernetes.api.model..",
      "io.fabric8.kubernetes.model.annotation..",
      "io.fabric8.kubernetes.client",
      "io.fabric8.generator.annotation..",
      "io.fabric8.crd.generator.annotation..",
      "com.fasterxml.jackson.."),
  VALUE("core.value", List.of(), Layer.COLLECTIONS),
  EVENT("core.event", List.of("core.value"), Layer.COLLECTIONS),
  PROJECTION("core.projection", List.of("core.value", "core.event"), Layer.COLLECTIONS),
  EFFECT("core.effect", List.of("core.value"), Layer.COLLECTIONS),
  DECISION(
      "core.decision",
      List.of("core.value", "core.event", "core.projection", "core.effect"),
      Layer.COLLECTIONS),
  DISPLAY(
      "core.display",
      List.of("core.value", "core.event", "core.projection", "core.effect", "core.decision"),
      Layer.COLLECTIONS),
  STREAM("stream", List.of("core"), "io.smallrye.mutiny..", Layer.COLLECTIONS),
  SIM("sim", List.of("core", "stream"), Layer.COLLECTIONS),
  KUBE(
      "kube",
      List.of("core", "api", "stream"),
      "io.javaoperatorsdk..",
      "io.quarkiverse.operatorsdk..",
      "io.fabric8..",
      "com.fasterxml.jackson..",
      Layer.LOGGING,
      Layer.INJECTION),
  REGISTRY(
      "registry",
      List.of("core", "stream"),
      "io.vertx..",
      "io.netty..",
      "org.apache.commons.compress..",
      "com.github.luben.zstd..",
      "com.fasterxml.jackson..",
      "org.yaml.snakeyaml..",
      Layer.LOGGING,
      Layer.INJECTION),
  INSTALL(
      "install",
      List.of("core", "stream"),
      "io.fabric8..",
      "com.marcnuri.helm..",
      "com.networknt.schema..",
      "net.thisptr.jackson.jq..",
      "com.fasterxml.jackson..",
      "org.yaml.snakeyaml..",
      Layer.LOGGING,
      Layer.INJECTION),
  NOTIFY("notify", List.of("core", "stream"), "io.vertx..", Layer.LOGGING, Layer.INJECTION),
  JOURNAL("journal", List.of("core", "stream"), Layer.LOGGING, Layer.INJECTION),
  INSIGHT("insight", List.of("core", "stream", "sim", "journal"), Layer.COLLECTIONS),
  HTTP(
      "http",
      List.of("core", "stream", "insight"),
      "jakarta.ws.rs..",
      "io.quarkus..",
      "org.jboss.resteasy.reactive..",
      "io.smallrye.mutiny..",
      "com.fasterxml.jackson..",
      Layer.LOGGING,
      Layer.INJECTION),
  CLI(
      "cli",
      List.of("core", "api", "registry", "insight"),
      "picocli..",
      "io.fabric8..",
      "com.fasterxml.jackson.."),
  APP("app", List.of(), "..");

  static final String COLLECTIONS = "org.pcollections..";
  static final String LOGGING = "org.jboss.logging..";
  static final String INJECTION = "jakarta.inject..";

  private final String name;
  private final List<String> packages;
  private final List<String> libraries;

  Layer(String name, List<String> packages, String... libraries) {
    this.name = name;
    this.packages = packages;
    this.libraries = List.of(libraries);
  }

  String pattern() {
    return pattern(name);
  }

  private static String pattern(String name) {
    return "io.slipway." + name + "..";
  }

  String[] mayImport() {
    var patterns =
        new ArrayList<>(List.of("java..", "javax..", "sun.misc..", "org.jspecify.annotations.."));
    patterns.add(pattern());
    packages.forEach(other -> patterns.add(pattern(other)));
    patterns.addAll(libraries);
    return patterns.toArray(String[]::new);
  }
}
