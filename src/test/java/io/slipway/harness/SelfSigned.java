package io.slipway.harness;

import io.slipway.harness.tool.Command;
import io.slipway.harness.tool.SetupFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate for 127.0.0.1 made by the JDK's keytool, as PEM files. */
public record SelfSigned(
    Path certificate, Path key, String pem, SSLContext trusting, SSLContext serving) {
  private static final String STORE_PASSWORD = "changeit";

  public static SelfSigned create(Path folder) throws IOException {
    Path store = folder.resolve("tls.p12");
    Command.Outcome made =
        Command.of(Path.of(System.getProperty("java.home"), "bin", "keytool"))
            .with("-genkeypair", "-alias", "server", "-keyalg", "EC", "-groupname", "secp256r1")
            .with("-dname", "CN=127.0.0.1", "-ext", "SAN=ip:127.0.0.1,dns:localhost")
            .with("-validity", "30", "-storetype", "PKCS12", "-keystore", store.toString())
            .with("-storepass", STORE_PASSWORD)
            .run();
    if (!made.ok()) {
      throw new SetupFailure("keytool made no certificate: " + made.tail(2));
    }
    try {
      return export(store, folder);
    } catch (GeneralSecurityException broken) {
      throw new SetupFailure("the new certificate cannot be read", broken);
    }
  }

  private static SelfSigned export(Path store, Path folder)
      throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance(store.toFile(), STORE_PASSWORD.toCharArray());
    String certificate =
        ApiServerFiles.pem("CERTIFICATE", keys.getCertificate("server").getEncoded());
    byte[] key = keys.getKey("server", STORE_PASSWORD.toCharArray()).getEncoded();
    return new SelfSigned(
        Files.writeString(folder.resolve("tls.crt"), certificate),
        Files.writeString(folder.resolve("tls.key"), ApiServerFiles.pem("PRIVATE KEY", key)),
        certificate,
        trusting(keys),
        serving(keys));
  }

  private static SSLContext serving(KeyStore keys) throws GeneralSecurityException {
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, STORE_PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }

  private static SSLContext trusting(KeyStore keys) throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("server", keys.getCertificate("server"));
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return context;
  }
}
