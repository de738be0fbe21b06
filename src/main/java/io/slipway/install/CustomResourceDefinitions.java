package io.slipway.install;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.KubernetesClientTimeoutException;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.slipway.core.value.InstallFailure.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * CRDs of a package: applied before Helm, never deleted (runtime.md P11 to P16). A version that
 * objects may still be stored in cannot be dropped: the API server refuses it.
 */
final class CustomResourceDefinitions {
  private static final String API_VERSION = "apiextensions.k8s.io/v1";
  private static final String KIND = "CustomResourceDefinition";
  private static final String MANAGER = "slipway";
  private static final long TOTAL_MAX = 32L << 20;
  private static final int ESTABLISHED_SECONDS = 30;

  private final KubernetesClient client;

  CustomResourceDefinitions(KubernetesClient client) {
    this.client = client;
  }

  /** Applies all, and answers their {@code group/version/Kind}, sorted (P16). */
  List<String> apply(Path packageDir) throws StepFailed, IOException {
    var definitions = read(packageDir);
    for (var definition : definitions) {
      apply(definition);
    }
    for (var definition : definitions) {
      awaitEstablished(name(definition));
    }
    var kinds = new TreeSet<String>();
    for (var definition : definitions) {
      var spec = definition.path("spec");
      for (var version : spec.path("versions")) {
        kinds.add(
            String.join(
                "/",
                spec.path("group").asText(),
                version.path("name").asText(),
                spec.path("names").path("kind").asText()));
      }
    }
    return List.copyOf(kinds);
  }

  private void apply(ObjectNode definition) throws StepFailed {
    definition
        .withObjectProperty("metadata")
        .withObjectProperty("labels")
        .put("heritage", "deckhouse");
    try {
      client
          .genericKubernetesResources(API_VERSION, KIND)
          .resource(Serialization.unmarshal(definition.toString(), GenericKubernetesResource.class))
          .fieldManager(MANAGER)
          .forceConflicts()
          .serverSideApply();
    } catch (KubernetesClientException refused) {
      throw failed(definition, ApiText.of(refused));
    }
  }

  private void awaitEstablished(String name) throws StepFailed {
    try {
      client
          .apiextensions()
          .v1()
          .customResourceDefinitions()
          .withName(name)
          .waitUntilCondition(
              CustomResourceDefinitions::isEstablished, ESTABLISHED_SECONDS, TimeUnit.SECONDS);
    } catch (KubernetesClientTimeoutException late) {
      throw new StepFailed(Reason.HELM, "CRD %s: not established in time".formatted(name));
    }
  }

  private static boolean isEstablished(CustomResourceDefinition definition) {
    return definition != null
        && definition.getStatus() != null
        && definition.getStatus().getConditions().stream()
            .anyMatch(c -> c.getType().equals("Established") && c.getStatus().equals("True"));
  }

  private static StepFailed failed(JsonNode definition, String text) {
    return new StepFailed(
        Reason.HELM, PlainText.line("CRD %s: %s".formatted(name(definition), text)));
  }

  private static String name(JsonNode definition) {
    return definition.path("metadata").path("name").asText();
  }

  /** Every definition of the package; reason PACKAGE when a document is something else (P12). */
  static List<ObjectNode> read(Path packageDir) throws StepFailed, IOException {
    var folder = packageDir.resolve("crds");
    List<ObjectNode> definitions = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return definitions;
    }
    var total = 0L;
    try (var files = Files.walk(folder)) {
      for (var file : files.filter(CustomResourceDefinitions::isDefinition).sorted().toList()) {
        total += Files.size(file);
        if (total > TOTAL_MAX) {
          throw new StepFailed(
              Reason.PACKAGE, "crds: larger than %d MiB".formatted(TOTAL_MAX >> 20));
        }
        var name = packageDir.relativize(file).toString();
        read(name, PackageFile.text(file, name), definitions);
      }
    }
    return definitions;
  }

  /** P11; {@code .yml} counts as well. */
  private static boolean isDefinition(Path file) {
    var name = file.getFileName().toString();
    return Files.isRegularFile(file)
        && (name.endsWith(".yaml") || name.endsWith(".yml"))
        && !name.startsWith("doc-")
        && !name.startsWith("_");
  }

  private static void read(String name, String text, List<ObjectNode> into) throws StepFailed {
    try {
      for (var node : YamlText.parseAll(text)) {
        if (!node.isNull()) {
          into.add(definition(name, node));
        }
      }
    } catch (YAMLException | IllegalArgumentException bad) {
      throw new StepFailed(Reason.PACKAGE, PlainText.line(name + ": " + bad.getMessage()));
    }
  }

  private static ObjectNode definition(String file, JsonNode node) throws StepFailed {
    var apiVersion = node.path("apiVersion").asText();
    var kind = node.path("kind").asText();
    if (node instanceof ObjectNode object
        && apiVersion.equals(API_VERSION)
        && kind.equals(KIND)
        && !name(node).isEmpty()) {
      // the API server's to write
      object.remove("status");
      return object;
    }
    throw new StepFailed(
        Reason.PACKAGE,
        "%s: invalid CRD document apiversion/kind: '%s/%s'".formatted(file, apiVersion, kind));
  }
}
