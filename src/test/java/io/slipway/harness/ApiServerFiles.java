package io.slipway.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** What a kube-apiserver reads and writes: keys, tokens, audit policy, kubeconfigs. */
record ApiServerFiles(Path folder, int port, String testToken, String operatorToken) {
  static final String TEST_USER = "test";
  static final String OPERATOR_USER = "operator";

  /** sandbox.md 4: writes only, and none of the bookkeeping of leases and events. */
  private static final String AUDIT_POLICY =
      """
      apiVersion: audit.k8s.io/v1
      kind: Policy
      omitStages: [RequestReceived]
      rules:
      - level: None
        verbs: [get, list, watch]
      - level: None
        resources:
        - {group: coordination.k8s.io, resources: [leases]}
        - {group: "", resources: [events]}
        - {group: events.k8s.io, resources: [events]}
      - level: Metadata
      """;

  private static final String KUBECONFIG =
      """
      apiVersion: v1
      kind: Config
      clusters:
      - name: test
        cluster: {server: "https://127.0.0.1:%1$d", certificate-authority-data: %2$s}
      users:
      - name: %3$s
        user: {token: "%4$s"}
      contexts:
      - name: test
        context: {cluster: test, user: %3$s, namespace: default}
      current-context: test
      """;

  static ApiServerFiles write(Path folder, int port) throws IOException {
    ApiServerFiles files =
        new ApiServerFiles(
            folder, port, UUID.randomUUID().toString(), UUID.randomUUID().toString());
    Files.writeString(folder.resolve("audit-policy.yaml"), AUDIT_POLICY);
    Files.writeString(
        folder.resolve("tokens.csv"),
        files.tokenLine(TEST_USER, files.testToken)
            + files.tokenLine(OPERATOR_USER, files.operatorToken));
    files.writeServiceAccountKeys();
    return files;
  }

  Path auditLog() {
    return folder.resolve("audit.log");
  }

  Path kubeconfig(String user) {
    return folder.resolve("kubeconfig-" + user + ".yaml");
  }

  boolean certificateWritten() {
    return Files.isRegularFile(certificate()) && certificate().toFile().length() > 0;
  }

  void writeKubeconfigs() throws IOException {
    String authority = Base64.getEncoder().encodeToString(Files.readAllBytes(certificate()));
    Files.writeString(
        kubeconfig(TEST_USER), KUBECONFIG.formatted(port, authority, TEST_USER, testToken));
    Files.writeString(
        kubeconfig(OPERATOR_USER),
        KUBECONFIG.formatted(port, authority, OPERATOR_USER, operatorToken));
  }

  /** For the user {@code operator}, by way of something that listens elsewhere. */
  Path writeKubeconfig(Path file, int otherPort, String authority) throws IOException {
    String encoded = Base64.getEncoder().encodeToString(authority.getBytes(StandardCharsets.UTF_8));
    return Files.writeString(
        file, KUBECONFIG.formatted(otherPort, encoded, OPERATOR_USER, operatorToken));
  }

  /** Flags that start without a default route and listen on loopback only (sandbox.md 2). */
  List<String> flags(int etcdPort) {
    return List.of(
        "--etcd-servers=http://127.0.0.1:" + etcdPort,
        "--secure-port=" + port,
        "--bind-address=127.0.0.1",
        "--advertise-address=127.0.0.1",
        "--endpoint-reconciler-type=none",
        "--cert-dir=" + folder.resolve("certs"),
        "--token-auth-file=" + folder.resolve("tokens.csv"),
        "--authorization-mode=RBAC",
        "--service-account-issuer=https://kubernetes.default.svc",
        "--service-account-key-file=" + folder.resolve("service-accounts.pub"),
        "--service-account-signing-key-file=" + folder.resolve("service-accounts.key"),
        "--service-cluster-ip-range=10.0.0.0/24",
        "--disable-admission-plugins=ServiceAccount",
        "--audit-policy-file=" + folder.resolve("audit-policy.yaml"),
        "--audit-log-path=" + auditLog());
  }

  Path certificate() {
    return folder.resolve("certs").resolve("apiserver.crt");
  }

  private String tokenLine(String user, String token) {
    return "%s,%s,%s,\"system:masters\"\n".formatted(token, user, user);
  }

  private void writeServiceAccountKeys() throws IOException {
    KeyPair pair = newKeys();
    Files.writeString(
        folder.resolve("service-accounts.key"), pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
    Files.writeString(
        folder.resolve("service-accounts.pub"), pem("PUBLIC KEY", pair.getPublic().getEncoded()));
  }

  private static KeyPair newKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException impossible) {
      throw new UncheckedIOException(new IOException(impossible));
    }
  }

  static String pem(String type, byte[] der) {
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
        .formatted(type, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der));
  }
}
