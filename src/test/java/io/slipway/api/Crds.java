package io.slipway.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.slipway.api.v1alpha1.Module;
import io.slipway.api.v1alpha1.ModuleConfig;
import io.slipway.api.v1alpha1.ModuleRelease;
import io.slipway.api.v1alpha1.ModuleSource;
import io.slipway.api.v1alpha2.ModulePullOverride;
import io.slipway.api.v1alpha2.ModuleUpdatePolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The checked-in definitions, the classes that mirror them, and manifests to try both with. */
final class Crds {
  static final Path FOLDER = Path.of("src/main/kubernetes/crds");
  static final ObjectMapper JSON = new ObjectMapper();

  /** Reads and writes as the Kubernetes client does. */
  static final KubernetesSerialization WIRE = new KubernetesSerialization();

  static final List<Class<? extends CustomResource<?, ?>>> CLASSES =
      List.of(
          ModuleSource.class,
          Module.class,
          ModuleConfig.class,
          ModuleRelease.class,
          ModuleUpdatePolicy.class,
          ModulePullOverride.class);

  private Crds() {}

  static JsonNode definition(Class<? extends CustomResource<?, ?>> type) {
    return tree(read(FOLDER.resolve(CustomResource.getCRDName(type) + "-v1.yml")));
  }

  static JsonNode version(Class<? extends CustomResource<?, ?>> type) {
    for (JsonNode version : definition(type).at("/spec/versions")) {
      if (version.get("name").asText().equals(HasMetadata.getVersion(type))) {
        return version;
      }
    }
    throw new AssertionError("the definition has no version for " + type);
  }

  /** Manifests from the test resources, each with the comment that stands above it. */
  static List<String> manifests(String name) {
    return List.of(read(Path.of("src/test/resources/api", name)).split("(?m)^---\\n"));
  }

  static JsonNode tree(String yaml) {
    try {
      return JSON.readTree(WIRE.convertToJson(yaml));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }
}
