package io.slipway.product;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * A registry with thousands of modules, all at the same version, so that publishing them takes no
 * time. It answers what a scan asks for, and holds no packages.
 */
final class ManyRepositories implements AutoCloseable {
  private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";

  private final Map<String, List<String>> tags = new ConcurrentHashMap<>();
  private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
  private final AtomicInteger requests = new AtomicInteger();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private final byte[] manifest;

  ManyRepositories(String version) {
    manifest = manifest(version);
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    server.setExecutor(threads);
    server.createContext("/v2/", this::answer);
    server.start();
  }

  String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** Digest of every module's release image. */
  String digest() {
    return digest(manifest);
  }

  int requests() {
    return requests.get();
  }

  void list(String path, List<String> modules) {
    tags.put(path, modules);
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    var path = exchange.getRequestURI().getPath().substring("/v2/".length());
    try (exchange) {
      if (path.endsWith("/tags/list")) {
        var listed = tags.getOrDefault(path.replace("/tags/list", ""), List.of());
        send(exchange, "application/json", tagList(listed));
      } else if (path.contains("/release/manifests/")) {
        exchange.getResponseHeaders().set("Docker-Content-Digest", digest());
        exchange.getResponseHeaders().set("ETag", "\"" + digest() + "\"");
        send(exchange, MANIFEST, manifest);
      } else {
        var blob = blobs.get(path.substring(path.lastIndexOf('/') + 1));
        if (blob == null) {
          exchange.sendResponseHeaders(404, -1);
        } else {
          send(exchange, "application/octet-stream", blob);
        }
      }
    }
  }

  private void send(HttpExchange exchange, String type, byte[] body) throws IOException {
    var known = exchange.getRequestHeaders().getFirst("If-None-Match");
    if (known != null && known.contains(digest())) {
      exchange.sendResponseHeaders(304, -1);
      return;
    }
    exchange.getResponseHeaders().set("Content-Type", type);
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", String.valueOf(body.length));
      exchange.sendResponseHeaders(200, -1);
      return;
    }
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }

  private static byte[] tagList(List<String> names) {
    return names.stream()
        .map(name -> "\"" + name + "\"")
        .collect(Collectors.joining(",", "{\"tags\":[", "]}"))
        .getBytes(StandardCharsets.UTF_8);
  }

  private byte[] manifest(String version) {
    var layer = layer("{\"version\":\"%s\"}".formatted(version));
    return """
    {"schemaVersion":2,"mediaType":"%s",
     "config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"%s","size":2},
     "layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","digest":"%s","size":%d}]}
    """
        .formatted(MANIFEST, put("{}".getBytes(StandardCharsets.UTF_8)), put(layer), layer.length)
        .getBytes(StandardCharsets.UTF_8);
  }

  private String put(byte[] blob) {
    blobs.put(digest(blob), blob);
    return digest(blob);
  }

  private static byte[] layer(String versionJson) {
    var content = versionJson.getBytes(StandardCharsets.UTF_8);
    var bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
      var entry = new TarArchiveEntry("version.json");
      entry.setSize(content.length);
      tar.putArchiveEntry(entry);
      tar.write(content);
      tar.closeArchiveEntry();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static String digest(byte[] content) {
    return "sha256:" + hash("SHA-256", content);
  }

  static String hash(String algorithm, byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
