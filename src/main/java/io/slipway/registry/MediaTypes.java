package io.slipway.registry;

import java.util.List;
import java.util.Set;

/** Media types of manifests and configs (REG-10, REG-12). */
final class MediaTypes {
  static final String OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  static final String OCI_CONFIG = "application/vnd.oci.image.config.v1+json";
  static final String OCI_LAYER_GZIP = "application/vnd.oci.image.layer.v1.tar+gzip";

  private static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";
  private static final String DOCKER_MANIFEST =
      "application/vnd.docker.distribution.manifest.v2+json";
  private static final String DOCKER_LIST =
      "application/vnd.docker.distribution.manifest.list.v2+json";
  private static final List<String> SCHEMA_1 =
      List.of(
          "application/vnd.docker.distribution.manifest.v1+json",
          "application/vnd.docker.distribution.manifest.v1+prettyjws");

  static final String ACCEPT =
      String.join(
          ",",
          SCHEMA_1.get(0),
          SCHEMA_1.get(1),
          DOCKER_MANIFEST,
          OCI_MANIFEST,
          DOCKER_LIST,
          OCI_INDEX);

  private static final Set<String> INDEXES = Set.of(OCI_INDEX, DOCKER_LIST);

  private static final Set<String> CONFIGS =
      Set.of(OCI_CONFIG, "application/vnd.docker.container.image.v1+json");

  private MediaTypes() {}

  static boolean isConfig(String type) {
    return CONFIGS.contains(type);
  }

  static boolean isIndex(String type) {
    return INDEXES.contains(type);
  }

  static boolean isSchema1(String type) {
    return SCHEMA_1.contains(type);
  }

  static boolean isImage(String type) {
    return type.equals(OCI_MANIFEST) || type.equals(DOCKER_MANIFEST);
  }
}
