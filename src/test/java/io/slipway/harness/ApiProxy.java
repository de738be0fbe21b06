package io.slipway.harness;

import io.slipway.harness.tool.Folders;
import io.slipway.harness.tool.SetupFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * Stands between the operator and its API server and spoils what passes. TLS ends here, so that
 * watches, which have connections of their own, are told from requests.
 */
public final class ApiProxy implements AutoCloseable {
  private static final int BACKLOG = 128;

  private final Path folder;
  private final Path kubeconfig;
  private final SSLServerSocket listening;
  private final SSLContext upstream;
  private final int upstreamPort;
  private final ProxyWeather weather = new ProxyWeather();
  private final Set<ProxiedConnection> open = ConcurrentHashMap.newKeySet();

  private ApiProxy(Path folder, ApiServer api) throws IOException, GeneralSecurityException {
    this.folder = folder;
    SelfSigned own = SelfSigned.create(folder);
    this.listening =
        (SSLServerSocket)
            own.serving()
                .getServerSocketFactory()
                .createServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    this.upstream = trusting(api.files().certificate());
    this.upstreamPort = api.files().port();
    this.kubeconfig =
        api.files()
            .writeKubeconfig(
                folder.resolve("kubeconfig.yaml"), listening.getLocalPort(), own.pem());
    Thread.ofVirtual().name("api-proxy").start(this::accept);
  }

  public static ApiProxy before(ApiServer api) {
    try {
      return new ApiProxy(Files.createTempDirectory("slipway-proxy-"), api);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (GeneralSecurityException broken) {
      throw new SetupFailure("no TLS for the proxy", broken);
    }
  }

  /** Kubeconfig of the user {@code operator} by way of this proxy. */
  public Path kubeconfig() {
    return kubeconfig;
  }

  /** Ends every watch and refuses new ones; requests pass. */
  public void cutWatches() {
    weather.refuseWatches(true);
    open.stream().filter(ProxiedConnection::isWatch).forEach(ProxiedConnection::close);
  }

  /** Watches stay open, and nothing comes through them. */
  public void holdWatches() {
    weather.hold(true);
  }

  /** Whatever a watch tells comes that much later, in the same order. */
  public void delayWatches(Duration by) {
    weather.delay(by);
  }

  /** Every event of a watch comes twice. */
  public void repeatEvents() {
    weather.repeat(true);
  }

  /** All is as it should be from now on; what was held comes through. */
  public void clear() {
    weather.clear();
  }

  /** How many watches are open. */
  public long watches() {
    return open.stream().filter(ProxiedConnection::isWatch).count();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        SSLSocket client = (SSLSocket) listening.accept();
        Thread.ofVirtual().name("api-proxied").start(() -> serve(client));
      } catch (IOException closed) {
        // the next turn of the loop sees it
      }
    }
  }

  private void serve(SSLSocket client) {
    try (client;
        var server =
            (SSLSocket)
                upstream
                    .getSocketFactory()
                    .createSocket(InetAddress.getLoopbackAddress(), upstreamPort)) {
      var connection = new ProxiedConnection(client, server, weather);
      open.add(connection);
      try {
        connection.run();
      } finally {
        open.remove(connection);
      }
    } catch (IOException gone) {
      // either side ended; so does the other
    }
  }

  private static SSLContext trusting(Path authority) throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    try (var pem = Files.newInputStream(authority)) {
      int number = 0;
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
        trusted.setCertificateEntry("server-" + number++, one);
      }
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return context;
  }

  @Override
  public void close() {
    try {
      listening.close();
    } catch (IOException alreadyClosed) {
      // what matters is that it is closed
    }
    weather.clear();
    open.forEach(ProxiedConnection::close);
    Folders.delete(folder);
  }
}
