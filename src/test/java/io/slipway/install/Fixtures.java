package io.slipway.install;

import io.slipway.core.effect.Installer.InstallRequest;
import io.slipway.core.effect.Installer.PackageRequest;
import io.slipway.core.value.InstallationId;
import io.slipway.core.value.ModuleName;
import io.slipway.core.value.RegistryAccess;
import io.slipway.core.value.SemVer;
import java.util.HashMap;
import java.util.Map;

/** Packages and requests as the tests of the package need them. */
final class Fixtures {
  static final RegistryAccess ACCESS =
      new RegistryAccess(true, "registry.example.com/ships/modules", "", "");

  private Fixtures() {}

  static SemVer version(String text) {
    return SemVer.parse(text).orElseThrow();
  }

  static PackageRequest request(String module, String version, String settings, int schema) {
    return new PackageRequest(new ModuleName(module), version(version), ACCESS, settings, schema);
  }

  static PackageRequest request(String module, String version) {
    return request(module, version, "{}", 0);
  }

  static InstallRequest installation(PackageRequest request) {
    return new InstallRequest(
        request,
        new InstallationId(
            request.version(), "0123abc", "%012x".formatted(request.settingsJson().hashCode())));
  }

  /** A package with one ConfigMap that tells the version. */
  static Map<String, String> marker(String module, String version) {
    Map<String, String> files = new HashMap<>();
    files.put("module.yaml", "name: %s\nweight: 910\n".formatted(module));
    files.put("Chart.yaml", "name: %s\nversion: %s\n".formatted(module, version));
    files.put(
        "templates/marker.yaml",
        """
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: %s-marker
          namespace: default
        data:
          version: "v%s"
        """
            .formatted(module, version));
    return files;
  }

  static Map<String, String> with(Map<String, String> files, String name, String text) {
    var more = new HashMap<>(files);
    more.put(name, text);
    return more;
  }

  static String definition(String kind, String plural) {
    return """
    apiVersion: apiextensions.k8s.io/v1
    kind: CustomResourceDefinition
    metadata: {name: %2$s.ships.example.com}
    spec:
      group: ships.example.com
      scope: Cluster
      names: {kind: %1$s, plural: %2$s}
      versions:
      - name: v1
        served: true
        storage: true
        schema:
          openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}
    """
        .formatted(kind, plural);
  }
}
