package io.slipway.product;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** A registry that lists modules and then does something else to each of them. */
final class SickRegistry implements AutoCloseable {
  private static final String FLOODED = "ffffffff";
  private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";

  /** What happens to the module of that name, the reason that counts it, and what it is told of. */
  enum Illness {
    HEALTHY("", ""),
    /** Told of only when the time of its call is over. */
    SLOW("", ""),
    UNAUTHORIZED("auth", "UNAUTHORIZED: who are you"),
    DENIED("auth", "DENIED: listed, but not for you"),
    MISSING("not_found", "MANIFEST_UNKNOWN: manifest unknown"),
    BUSY("rate_limited", "TOOMANYREQUESTS: slower"),
    BROKEN("server", "unexpected status code 500 Internal Server Error: ouch"),
    RESET("network", "(unexpected EOF|connection reset by peer)"),
    PAGE("malformed", "is not JSON but a web page"),
    GARBLED("malformed", "is not JSON: Unexpected end-of-input"),
    ENDLESS("malformed", "answer is longer than 4194304 bytes"),
    TRUNCATED("malformed", "untar: "),
    SWAPPED("malformed", "error verifying sha256 checksum"),
    FLOOD("malformed", "error verifying size"),
    GIGABYTE("malformed", "image has layers that are longer than 536870912 bytes"),
    JSON("malformed", "json decode: "),
    YAML("malformed", "unmarshal module yaml failed: "),
    VERSIONLESS("malformed", "no version found");

    final String reason;
    final String text;

    Illness(String reason, String text) {
      this.reason = reason;
      this.text = text;
    }

    String module() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
  private final HttpServer server;

  SickRegistry() {
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

  private void answer(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().getPath().substring("/v2/".length()).split("/");
    try (exchange) {
      switch (path[0]) {
        case "ward" -> ward(exchange, path);
        default -> trickle(exchange);
      }
    }
  }

  private void ward(HttpExchange exchange, String[] path) throws IOException {
    if (path[1].equals("tags")) {
      tags(exchange, Arrays.stream(Illness.values()).map(Illness::module).toList());
    } else if (path[3].equals("blobs")) {
      blob(exchange, path[4]);
    } else {
      manifest(exchange, Illness.valueOf(path[1].toUpperCase(Locale.ROOT)));
    }
  }

  private static void tags(HttpExchange exchange, List<String> names) throws IOException {
    var quoted = names.stream().map(name -> "\"" + name + "\"").toList();
    send(exchange, 200, "application/json", "{\"tags\":" + quoted + "}");
  }

  private void manifest(HttpExchange exchange, Illness illness) throws IOException {
    switch (illness) {
      case UNAUTHORIZED -> error(exchange, 401, "UNAUTHORIZED", "who are you");
      case DENIED -> error(exchange, 403, "DENIED", "listed, but not for you");
      case MISSING -> error(exchange, 404, "MANIFEST_UNKNOWN", "manifest unknown");
      case SLOW -> trickle(exchange);
      case BUSY -> error(exchange, 429, "TOOMANYREQUESTS", "slower");
      case BROKEN -> send(exchange, 500, "text/plain", "ouch");
      case RESET -> exchange.close();
      case PAGE -> send(exchange, 200, "text/html", "<!DOCTYPE html><form action=login></form>");
      case GARBLED -> send(exchange, 200, MANIFEST, "{\"schemaVersion\":2,");
      case ENDLESS -> endless(exchange);
      default -> send(exchange, 200, MANIFEST, image(illness));
    }
  }

  private String image(Illness illness) {
    var layer =
        switch (illness) {
          case TRUNCATED -> Arrays.copyOf(layer(version()), 60);
          case JSON -> layer(Map.of("version.json", "{\"version\":"));
          case YAML -> {
            var files = new TreeMap<>(version());
            files.put("module.yaml", "weight: [1");
            yield layer(files);
          }
          case VERSIONLESS -> layer(Map.of("version.json", "{\"version\":\"latest\"}"));
          default -> layer(version());
        };
    var digest = "sha256:" + ManyRepositories.hash("SHA-256", layer);
    blobs.put(digest, layer);
    if (illness == Illness.SWAPPED || illness == Illness.FLOOD) {
      var end = illness == Illness.FLOOD ? FLOODED : "00000000";
      digest = digest.substring(0, digest.length() - end.length()) + end;
      blobs.put(digest, layer);
    }
    var size = illness == Illness.GIGABYTE ? 1L << 30 : layer.length;
    return "{\"schemaVersion\":2,\"layers\":[{\"digest\":\"%s\",\"size\":%d}]}"
        .formatted(digest, size);
  }

  private void blob(HttpExchange exchange, String digest) throws IOException {
    if (digest.endsWith(FLOODED)) {
      endless(exchange);
    } else {
      var blob = blobs.get(digest);
      exchange.sendResponseHeaders(200, blob.length);
      exchange.getResponseBody().write(blob);
    }
  }

  private static Map<String, String> version() {
    return Map.of("version.json", "{\"version\":\"v1.0.0\"}");
  }

  private static byte[] layer(Map<String, String> files) {
    var bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
      for (var file : files.entrySet()) {
        var content = file.getValue().getBytes(StandardCharsets.UTF_8);
        var entry = new TarArchiveEntry(file.getKey());
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static void error(HttpExchange exchange, int status, String code, String message)
      throws IOException {
    send(
        exchange,
        status,
        "application/json",
        "{\"errors\":[{\"code\":\"%s\",\"message\":\"%s\"}]}".formatted(code, message));
  }

  private static void send(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    var body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  private static void endless(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    var chunk = new byte[64 << 10];
    Arrays.fill(chunk, (byte) ' ');
    while (!Thread.currentThread().isInterrupted()) {
      exchange.getResponseBody().write(chunk);
    }
  }

  /** Names a hundred modules at once, and all else without end, a byte now and then. */
  private static void trickle(HttpExchange exchange) throws IOException {
    if (exchange.getRequestURI().getPath().endsWith("/tags/list")) {
      tags(exchange, IntStream.range(0, 100).mapToObj("sloth-%03d"::formatted).toList());
      return;
    }
    exchange.sendResponseHeaders(200, 0);
    while (!Thread.currentThread().isInterrupted()) {
      exchange.getResponseBody().write(' ');
      exchange.getResponseBody().flush();
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
