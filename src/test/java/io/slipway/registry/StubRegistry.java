package io.slipway.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.slipway.core.value.RegistryAccess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A server with answers that no sane registry gives. Unknown paths get an empty 404. */
final class StubRegistry implements AutoCloseable {
  /** Answers one request. */
  @FunctionalInterface
  interface Handler {
    void handle(HttpExchange exchange) throws IOException;
  }

  /** A request as it came in; the path has its query. */
  record Seen(String method, String path, String authorization) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Handler> handlers = new ConcurrentHashMap<>();
  private final List<Seen> seen = new CopyOnWriteArrayList<>();

  StubRegistry() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::dispatch);
    server.start();
  }

  private void dispatch(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().toString();
    var authorization = exchange.getRequestHeaders().getFirst("Authorization");
    seen.add(
        new Seen(exchange.getRequestMethod(), path, authorization == null ? "" : authorization));
    try (exchange) {
      handlers.getOrDefault(path, e -> e.sendResponseHeaders(404, -1)).handle(exchange);
    }
  }

  StubRegistry on(String path, Handler handler) {
    handlers.put(path, handler);
    return this;
  }

  StubRegistry on(String path, int status, String type, byte[] body) {
    return on(path, exchange -> answer(exchange, status, type, body));
  }

  StubRegistry onJson(String path, int status, String body) {
    return on(path, status, "application/json", body.getBytes(StandardCharsets.UTF_8));
  }

  /** The first {@code times} requests get the one answer, later ones the other. */
  static Handler first(int times, Handler one, Handler other) {
    var count = new AtomicInteger();
    return exchange -> (count.getAndIncrement() < times ? one : other).handle(exchange);
  }

  static Handler json(int status, String body) {
    return exchange ->
        answer(exchange, status, "application/json", body.getBytes(StandardCharsets.UTF_8));
  }

  static void answer(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  RegistryAccess access(String dockerCfg) {
    return new RegistryAccess(true, host() + "/fleet", dockerCfg, "");
  }

  List<Seen> seen() {
    return seen;
  }

  List<String> paths() {
    return seen.stream().map(Seen::path).toList();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
