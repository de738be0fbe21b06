package io.slipway.install;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.core.value.RegistryAccess;
import java.util.List;

/**
 * Section {@code global} of a values document: the keys almost every published module reads
 * (runtime.md V25), with the defaults of 2.6 where only hooks of the platform could know better.
 * What would be a secret or a promise is left out, so a chart that needs it fails visibly.
 */
final class GlobalValues {
  private GlobalValues() {}

  /**
   * @param apiVersions kinds of the module's own CRDs (P16)
   */
  static ObjectNode of(
      ModulePackage module,
      RegistryAccess access,
      InstallerSettings settings,
      ClusterFacts cluster,
      List<String> apiVersions) {
    var global = YamlText.JSON.createObjectNode();
    var enabled = global.putArray("enabledModules");
    cluster.enabledModules().forEach(enabled::add);
    global
        .put("deckhouseVersion", settings.platformVersion().tag())
        .put("deckhouseEdition", "Unknown")
        .put("clusterIsBootstrapped", true)
        .set("discovery", discovery(cluster, apiVersions));
    global.set("modules", modules());
    global.set("modulesImages", images(module, access));
    global.putObject("internal").putObject("modules");
    return global;
  }

  private static ObjectNode discovery(ClusterFacts cluster, List<String> apiVersions) {
    var discovery = YamlText.JSON.createObjectNode();
    var kinds = discovery.putArray("apiVersions");
    apiVersions.forEach(kinds::add);
    discovery
        .put("kubernetesVersion", cluster.kubernetesVersion())
        .put("clusterDomain", "cluster.local")
        .put("clusterControlPlaneIsHighlyAvailable", false)
        .put("clusterMasterCount", 1)
        .put("prometheusScrapeInterval", 30);
    discovery.putArray("kubernetesVersions").add(cluster.kubernetesVersion());
    discovery.putObject("d8SpecificNodeCountByRole");
    return discovery;
  }

  private static ObjectNode modules() {
    var modules = YamlText.JSON.createObjectNode().put("ingressClass", "nginx");
    var https = modules.putObject("https").put("mode", "CertManager");
    https.putObject("certManager").put("clusterIssuerName", "letsencrypt");
    https.putObject("customCertificate").put("secretName", "false");
    modules.putObject("placement").putArray("customTolerationKeys");
    return modules;
  }

  private static ObjectNode images(ModulePackage module, RegistryAccess access) {
    var host = ModuleValues.host(access);
    var images = YamlText.JSON.createObjectNode();
    images
        .putObject("registry")
        .put("base", access.repo())
        .put("address", host)
        .put("path", access.repo().substring(host.length()))
        .put("scheme", access.plainHttp() ? "http" : "https")
        .put("CA", access.ca())
        .put("dockercfg", DockerConfig.encoded(access.dockerCfg(), host));
    images.putObject("digests").set(module.key(), module.digests());
    return images;
  }
}
