package io.slipway.harness;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionStatus;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.slipway.harness.tool.Command;
import io.slipway.harness.tool.Folders;
import io.slipway.harness.tool.LoopbackPort;
import io.slipway.harness.tool.Project;
import io.slipway.harness.tool.SetupFailure;
import io.slipway.harness.tool.Tool;
import io.slipway.harness.tool.Toolchain;
import io.slipway.harness.tool.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An etcd and a kube-apiserver of their own on free loopback ports, for tests that need the API
 * only: no controllers run, so nothing is garbage-collected and no pod starts. Every write is in
 * the audit log ({@link #writes()}).
 */
public final class ApiServer implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(90);

  private final Path folder;
  private final ApiServerFiles files;
  private final Etcd etcd;
  private final Command command;
  private OwnedProcess api;
  private final KubernetesClient client;

  private ApiServer(
      Path folder, ApiServerFiles files, Etcd etcd, Command command, OwnedProcess api) {
    this.folder = folder;
    this.files = files;
    this.etcd = etcd;
    this.command = command;
    this.api = api;
    this.client = clientFor(files.kubeconfig(ApiServerFiles.TEST_USER));
  }

  /** Starts both and returns when the API server is ready; nothing is in it yet. */
  public static ApiServer start() {
    Map<Tool, Path> tools = Toolchain.standard().ensure(EnumSet.of(Tool.ETCD, Tool.KUBE_APISERVER));
    Etcd etcd = null;
    OwnedProcess api = null;
    Path folder = null;
    try {
      folder = Files.createTempDirectory("slipway-api-");
      ApiServerFiles files = ApiServerFiles.write(folder, LoopbackPort.free());
      etcd = Etcd.start(tools.get(Tool.ETCD), folder);
      Command command = Command.of(tools.get(Tool.KUBE_APISERVER)).with(files.flags(etcd.port()));
      api = startApi(command, folder);
      awaitCertificate(files, etcd.process(), api);
      ApiServer server = new ApiServer(folder, files, etcd, command, api);
      server.awaitReady();
      return server;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (RuntimeException failed) {
      Stream.of(api, etcd).filter(p -> p != null).forEach(ApiServer::end);
      Folders.delete(folder);
      throw failed;
    }
  }

  /** Starts with the project's CRDs and the system namespace, as the operator expects it. */
  public static ApiServer startWithCrds() {
    ApiServer server = start();
    try {
      server.applyCrds(Project.current().crds());
      server.createNamespace("d8-system");
      return server;
    } catch (RuntimeException failed) {
      server.close();
      throw failed;
    }
  }

  /** A client of the test's own user; its writes can be told from the operator's. */
  public KubernetesClient client() {
    return client;
  }

  /** Kubeconfig of the user {@code operator}, with all rights. */
  public Path kubeconfig() {
    return files.kubeconfig(ApiServerFiles.OPERATOR_USER);
  }

  /** Kubeconfig of the user {@code test}, for a kubectl run by the test. */
  public Path testKubeconfig() {
    return files.kubeconfig(ApiServerFiles.TEST_USER);
  }

  ApiServerFiles files() {
    return files;
  }

  /** {@code kill -9} of the API server; etcd stays. */
  public void kill() {
    api.kill();
  }

  /** After {@link #kill}: the same server on the same port. Returns when it is ready. */
  public void restart() {
    api = startApi(command, folder);
    awaitReady();
  }

  /** Etcd forgets all revisions but the present one: a watch cannot go on from an older one. */
  public void compact() {
    etcd.compact();
  }

  public ApiWrites writes() {
    return new ApiWrites(files.auditLog(), client);
  }

  /** Applies all CRDs of a folder and waits until they are served. */
  public void applyCrds(Path crds) {
    for (Path file : yamlFiles(crds)) {
      try (var content = Files.newInputStream(file)) {
        client.load(content).serverSideApply();
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
    }
    if (!Waiting.until(START, this::allEstablished)) {
      throw new SetupFailure("the CRDs of " + crds + " were not established in time");
    }
  }

  public void createNamespace(String name) {
    client.namespaces().resource(namespace(name)).serverSideApply();
  }

  /** Ends both processes and removes their data. */
  @Override
  public void close() {
    client.close();
    api.close();
    etcd.close();
    Folders.delete(folder);
  }

  private static void end(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception broken) {
      throw new SetupFailure("cannot be ended", broken);
    }
  }

  private static OwnedProcess startApi(Command command, Path folder) {
    return OwnedProcess.start("kube-apiserver", command, folder.resolve("kube-apiserver.log"));
  }

  private static void awaitCertificate(ApiServerFiles files, OwnedProcess... processes)
      throws IOException {
    Waiting.until(
        START,
        () -> {
          Stream.of(processes).forEach(OwnedProcess::requireAlive);
          return files.certificateWritten();
        });
    files.writeKubeconfigs();
  }

  private void awaitReady() {
    boolean ready =
        Waiting.until(
            START,
            () -> {
              etcd.process().requireAlive();
              api.requireAlive();
              return answersReady();
            });
    if (!ready) {
      throw new SetupFailure("kube-apiserver is not ready:\n" + api.tail());
    }
  }

  private boolean answersReady() {
    try {
      return "ok".equals(client.raw("/readyz"))
          && client.namespaces().withName("default").get() != null;
    } catch (KubernetesClientException notYet) {
      return false;
    }
  }

  private boolean allEstablished() {
    return client.apiextensions().v1().customResourceDefinitions().list().getItems().stream()
        .allMatch(ApiServer::established);
  }

  private static boolean established(CustomResourceDefinition crd) {
    return Optional.ofNullable(crd.getStatus())
        .map(CustomResourceDefinitionStatus::getConditions)
        .orElse(List.of())
        .stream()
        .anyMatch(c -> c.getType().equals("Established") && c.getStatus().equals("True"));
  }

  private static Namespace namespace(String name) {
    return new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build();
  }

  private static List<Path> yamlFiles(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.toString().matches(".*\\.ya?ml")).sorted().toList();
    } catch (IOException broken) {
      throw new SetupFailure("no CRDs in " + folder, broken);
    }
  }

  private static KubernetesClient clientFor(Path kubeconfig) {
    return new KubernetesClientBuilder()
        .withConfig(Config.fromKubeconfig(kubeconfig.toFile()))
        .build();
  }
}
