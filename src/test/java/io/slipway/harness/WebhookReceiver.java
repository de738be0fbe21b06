package io.slipway.harness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server that is called, and answers as it is told: 200 without a body at first. */
public final class WebhookReceiver implements AutoCloseable {
  /** A call as it came in. */
  public record Seen(String method, String type, String authorization, String body) {}

  /** Answers one call. */
  @FunctionalInterface
  public interface Handler {
    void handle(HttpExchange exchange) throws IOException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  private volatile Handler handler = exchange -> answer(exchange, 200, "");

  private WebhookReceiver(HttpServer server) {
    this.server = server;
    server.setExecutor(threads);
    server.createContext("/", this::dispatch);
    server.start();
  }

  public static WebhookReceiver start() {
    try {
      return new WebhookReceiver(
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  public List<Seen> seen() {
    return seen;
  }

  public void answers(int status, String body) {
    handler = exchange -> answer(exchange, status, body);
  }

  public void handles(Handler now) {
    handler = now;
  }

  private void dispatch(HttpExchange exchange) throws IOException {
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    seen.add(
        new Seen(
            exchange.getRequestMethod(),
            header(exchange, "Content-Type"),
            header(exchange, "Authorization"),
            body));
    try (exchange) {
      handler.handle(exchange);
    }
  }

  private static String header(HttpExchange exchange, String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).orElse("");
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  /** Says back who called, and where. */
  public static void echo(HttpExchange exchange) throws IOException {
    var words = header(exchange, "Authorization") + " " + exchange.getRequestURI() + " was sent";
    answer(exchange, 500, new JsonObject().put("message", words).encode());
  }

  public static void endless(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(500, 0);
    var part = "x".repeat(1_000).getBytes(StandardCharsets.UTF_8);
    for (var i = 0; i < 100_000; i++) {
      exchange.getResponseBody().write(part);
    }
  }

  public static void hang(HttpExchange exchange) {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
