package io.slipway.product;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.slipway.api.v1alpha1.ModuleConfig;
import io.slipway.api.v1alpha1.ModuleConfigSpec;
import io.slipway.api.v1alpha1.ModuleRelease;
import io.slipway.api.v1alpha1.ModuleReleaseSpec;
import io.slipway.api.v1alpha1.ModuleReleaseStatus;
import io.slipway.harness.ApiServer;
import io.slipway.harness.tool.Project;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/**
 * A cluster in which Slipway has been at work for long: sources, configs, five releases of each
 * module, and Helm's records of the modules that are enabled. Modules are made by the operator.
 */
final class ManyModules {
  private static final int RELEASES_EACH = 5;
  private static final int AT_ONCE = 8;
  private static final int CHART_BYTES = 8_000;

  /**
   * @param enabled the first so many are enabled and installed
   */
  record Size(int sources, int modules, int enabled) {}

  private final Size size;
  private final ApiServer api;
  private final ManyRepositories registry;
  private final Map<Integer, HasMetadata> sources = new HashMap<>();

  ManyModules(Size size, ApiServer api, ManyRepositories registry) {
    this.size = size;
    this.api = api;
    this.registry = registry;
  }

  /** Before the CRDs are there: while a kind has no subresource, a status is made at once. */
  void create(Path folder) {
    api.applyCrds(withoutSubresources(folder));
    api.createNamespace(Harbour.SYSTEM);
    IntStream.range(0, size.sources()).forEach(this::source);
    inParallel(this::module);
    api.applyCrds(Project.current().crds());
  }

  private KubernetesClient client() {
    return api.client();
  }

  private Path withoutSubresources(Path folder) {
    var definitions = client().apiextensions().v1().customResourceDefinitions();
    try (var files = Files.list(Project.current().crds())) {
      for (var file : files.filter(f -> f.toString().endsWith(".yml")).toList()) {
        var crd = definitions.load(file.toFile()).item();
        crd.getSpec().getVersions().forEach(version -> version.setSubresources(null));
        Files.writeString(folder.resolve(file.getFileName()), Serialization.asYaml(crd));
      }
      return folder;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private void inParallel(IntConsumer work) {
    try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
      var done =
          IntStream.range(0, size.modules())
              .mapToObj(number -> threads.submit(() -> work.accept(number)))
              .toList();
      for (var one : done) {
        one.get();
      }
    } catch (InterruptedException | ExecutionException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private void source(int number) {
    var name = "source-" + number;
    var modules =
        IntStream.range(0, size.modules())
            .filter(module -> module % size.sources() == number)
            .mapToObj(ManyModules::name)
            .toList();
    registry.list(name, modules);
    var yaml =
        """
        apiVersion: deckhouse.io/v1alpha1
        kind: ModuleSource
        metadata: {name: %s}
        spec:
          registry: {scheme: HTTP, repo: %s/%s}
        """
            .formatted(name, registry.host(), name);
    sources.put(number, client().resource(yaml).serverSideApply());
  }

  static String name(int number) {
    return "module-%04d".formatted(number);
  }

  private void module(int number) {
    var isEnabled = number < size.enabled();
    config(number, isEnabled);
    for (var minor = 0; minor < RELEASES_EACH; minor++) {
      var isNewest = minor == RELEASES_EACH - 1;
      release(number, minor, isEnabled && isNewest ? "Deployed" : "Superseded");
    }
    if (isEnabled) {
      helmRecord(number);
    }
  }

  private void config(int number, boolean isEnabled) {
    var config = new ModuleConfig();
    config.setMetadata(new ObjectMetaBuilder().withName(name(number)).build());
    var spec = new ModuleConfigSpec();
    spec.setEnabled(isEnabled);
    config.setSpec(spec);
    create(config);
  }

  private void release(int number, int minor, String phase) {
    var release = new ModuleRelease();
    var source = sources.get(number % size.sources());
    release.setMetadata(
        new ObjectMetaBuilder()
            .withName("%s-%s".formatted(name(number), version(minor)))
            .addToLabels("module", name(number))
            .addToLabels("source", source.getMetadata().getName())
            .addToLabels("release-checksum", checksum())
            .addToLabels("status", phase.toLowerCase(Locale.ROOT))
            .addToLabels("modules.deckhouse.io/update-policy", "deckhouse")
            .build());
    var spec = new ModuleReleaseSpec();
    spec.setModuleName(name(number));
    spec.setVersion(version(minor));
    release.setSpec(spec);
    var status = new ModuleReleaseStatus();
    status.setPhase(phase);
    status.setMessage("");
    status.setTransitionTime("2026-01-01T00:00:00Z");
    release.setStatus(status);
    create(release);
  }

  static String version(int minor) {
    return "v1." + minor + ".0";
  }

  static String newest() {
    return version(RELEASES_EACH - 1);
  }

  private String checksum() {
    return ManyRepositories.hash("MD5", registry.digest().getBytes(StandardCharsets.UTF_8));
  }

  private void helmRecord(int number) {
    var source = sources.get(number % size.sources()).getMetadata();
    var state = "0{}" + source.getUid() + " " + source.getGeneration();
    var settings =
        ManyRepositories.hash("SHA-256", state.getBytes(StandardCharsets.UTF_8)).substring(0, 12);
    var chart = new byte[CHART_BYTES];
    new Random(number).nextBytes(chart);
    var json =
        """
        {"name":"%1$s","info":{"description":"slipway %2$s %3$s %4$s","status":"deployed"},
        "chart":{"metadata":{"name":"%1$s","version":"%5$s"},"templates":[{"data":"%6$s"}]}}
        """
            .formatted(
                name(number),
                newest(),
                checksum(),
                settings,
                newest().substring(1),
                Base64.getEncoder().encodeToString(chart));
    var secret =
        new SecretBuilder()
            .withType("helm.sh/release.v1")
            .withNewMetadata()
            .withName("sh.helm.release.v1.%s.v1".formatted(name(number)))
            .withNamespace(Harbour.SYSTEM)
            .addToLabels(
                Map.of("owner", "helm", "name", name(number), "version", "1", "status", "deployed"))
            .endMetadata()
            .addToData("release", Shipyard.base64(zipped(json)))
            .build();
    create(secret);
  }

  private static String zipped(String json) {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(bytes)) {
      zip.write(json.getBytes(StandardCharsets.UTF_8));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  private void create(HasMetadata object) {
    client().resource(object).create();
  }
}
