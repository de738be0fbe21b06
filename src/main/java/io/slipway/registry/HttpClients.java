package io.slipway.registry;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.TrustOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * One HTTP client, with its pool of connections per host, for each CA bundle in use. System roots
 * are always trusted, a bundle adds to them (REG-22); verification cannot be switched off.
 */
final class HttpClients {
  private static final int BUNDLES_MAX = 64;
  private static final int CONNECTIONS_PER_HOST = 8;
  private static final int KEEP_ALIVE_SECONDS = 90;

  private final Vertx vertx;
  private final RegistryLimits limits;
  private final Map<String, HttpClient> byBundle = new LinkedHashMap<>(16, 0.75f, true);

  HttpClients(Vertx vertx, RegistryLimits limits) {
    this.vertx = vertx;
    this.limits = limits;
  }

  synchronized HttpClient trusting(String ca) throws RegistryException {
    var known = byBundle.get(ca);
    if (known != null) {
      return known;
    }
    var client = vertx.createHttpClient(options(ca));
    byBundle.put(ca, client);
    if (byBundle.size() > BUNDLES_MAX) {
      byBundle.remove(byBundle.keySet().iterator().next()).close();
    }
    return client;
  }

  private HttpClientOptions options(String ca) throws RegistryException {
    var options =
        new HttpClientOptions()
            .setConnectTimeout((int) limits.connect().toMillis())
            .setMaxPoolSize(CONNECTIONS_PER_HOST)
            .setKeepAliveTimeout(KEEP_ALIVE_SECONDS);
    if (!ca.isBlank()) {
      options.setTrustOptions(TrustOptions.wrap(trust(ca)));
    }
    return options;
  }

  private static X509TrustManager trust(String ca) throws RegistryException {
    try {
      var store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      var count = 0;
      for (var root : manager(Optional.empty()).getAcceptedIssuers()) {
        store.setCertificateEntry("root-" + count++, root);
      }
      var pem = new ByteArrayInputStream(ca.getBytes(StandardCharsets.UTF_8));
      for (var added : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
        store.setCertificateEntry("ca-" + count++, added);
      }
      return manager(Optional.of(store));
    } catch (GeneralSecurityException | IOException e) {
      throw RegistryException.configuration("ca: " + e.getMessage());
    }
  }

  private static X509TrustManager manager(Optional<KeyStore> store)
      throws GeneralSecurityException {
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store.orElse(null));
    return (X509TrustManager) factory.getTrustManagers()[0];
  }
}
