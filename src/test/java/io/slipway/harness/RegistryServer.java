package io.slipway.harness;

import io.slipway.harness.tool.Command;
import io.slipway.harness.tool.Folders;
import io.slipway.harness.tool.LoopbackPort;
import io.slipway.harness.tool.SetupFailure;
import io.slipway.harness.tool.Tool;
import io.slipway.harness.tool.Toolchain;
import io.slipway.harness.tool.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A CNCF distribution registry of its own on a free loopback port, with its storage in a temporary
 * folder. Every request is in its access log ({@link #since}).
 */
public final class RegistryServer implements AutoCloseable {
  /** The one account of a registry started with {@link Option#BASIC_AUTH}. */
  public static final String USER = "shipper";

  /** Password of {@link #USER}; a test value, known to everybody. */
  public static final String PASSWORD = "fair-winds";

  private static final Duration TOKEN_LIFE = Duration.ofMinutes(1);
  private static final Duration START = Duration.ofSeconds(20);

  /** What a registry can ask of its clients. */
  public enum Option {
    BASIC_AUTH,
    /** Like {@link #BASIC_AUTH}, by way of a token that lives for a minute. */
    TOKEN_AUTH,
    TLS
  }

  /**
   * Where it tells of each push.
   *
   * @param secret that it shows there
   */
  public record Listener(URI url, String secret) {}

  /** A moment in the access log. */
  public record Mark(String query) {}

  private final Path program;
  private final Path folder;
  private final int port;
  private final Optional<SelfSigned> certificate;
  private final Optional<TokenServer> tokens;
  private final HttpClient http;
  private Optional<OwnedProcess> process = Optional.empty();

  private RegistryServer(
      Path program, Path folder, Set<Option> options, Optional<Listener> listener)
      throws IOException {
    this.program = program;
    this.folder = folder;
    this.port = LoopbackPort.free();
    this.certificate =
        options.contains(Option.TLS) ? Optional.of(SelfSigned.create(folder)) : Optional.empty();
    this.http =
        certificate
            .map(c -> HttpClient.newBuilder().sslContext(c.trusting()).build())
            .orElseGet(HttpClient::newHttpClient);
    this.tokens =
        options.contains(Option.TOKEN_AUTH)
            ? Optional.of(TokenServer.start(folder.resolve("tokens"), TOKEN_LIFE))
            : Optional.empty();
    RegistryConfig config = new RegistryConfig(port, folder.resolve("data"));
    certificate.ifPresent(c -> config.tls(c.certificate(), c.key()));
    if (options.contains(Option.BASIC_AUTH)) {
      config.users(RegistryConfig.writeUsers(folder));
    }
    tokens.ifPresent(config::tokens);
    listener.ifPresent(l -> config.notifications(l.url().toString(), l.secret()));
    config.write(folder.resolve("config.yml"));
  }

  /** Starts an empty registry and returns when it answers. */
  public static RegistryServer start(Option... options) {
    return start(Optional.empty(), options);
  }

  /** One that tells the listener, which need not run yet. */
  public static RegistryServer startTelling(Listener listener, Option... options) {
    return start(Optional.of(listener), options);
  }

  private static RegistryServer start(Optional<Listener> listener, Option... options) {
    Path program = Toolchain.standard().ensure(Tool.REGISTRY);
    try {
      Set<Option> wanted = EnumSet.noneOf(Option.class);
      wanted.addAll(List.of(options));
      RegistryServer server =
          new RegistryServer(
              program, Files.createTempDirectory("slipway-registry-"), wanted, listener);
      server.resume();
      return server;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** {@code 127.0.0.1:port}, as it stands in an image name. */
  public String host() {
    return "127.0.0.1:" + port;
  }

  /** Base address with the scheme. */
  public URI url() {
    return URI.create((certificate.isPresent() ? "https://" : "http://") + host());
  }

  /** PEM of the certificate of a registry with {@link Option#TLS}. */
  public String certificatePem() {
    return certificate.orElseThrow(() -> new IllegalStateException("started without TLS")).pem();
  }

  /** Who gives the tokens of a registry with {@link Option#TOKEN_AUTH}. */
  public TokenServer tokens() {
    return tokens.orElseThrow(() -> new IllegalStateException("started without tokens"));
  }

  /** Ends the process and keeps port and content, as in an outage. */
  public void pause() {
    process.ifPresent(OwnedProcess::close);
    process = Optional.empty();
  }

  /** Starts it (again) on the same port with the same content. */
  public void resume() {
    Command command =
        Command.of(program, "serve", folder.resolve("config.yml").toString())
            .env("OTEL_TRACES_EXPORTER", "none");
    OwnedProcess started = OwnedProcess.start("registry", command, folder.resolve("registry.log"));
    process = Optional.of(started);
    boolean up =
        Waiting.until(
            START,
            () -> {
              started.requireAlive();
              return answers("/v2/");
            });
    if (!up) {
      throw new SetupFailure("the registry does not answer:\n" + started.tail());
    }
  }

  /** Remembers the present: requests answered before do not count since this mark. */
  public Mark mark() {
    Mark mark = new Mark("mark=" + UUID.randomUUID());
    answers("/v2/?" + mark.query());
    if (!Waiting.until(START, () -> log().contains(mark.query()))) {
      throw new SetupFailure("the access log of the registry does not grow");
    }
    return mark;
  }

  /** All requests answered since the mark, without the marks themselves. */
  public List<RegistryRequest> since(Mark mark) {
    Mark end = mark();
    String log = log();
    String part = log.substring(log.indexOf(mark.query()), log.indexOf(end.query()));
    return part.lines()
        .map(RegistryRequest::parse)
        .flatMap(Optional::stream)
        .filter(request -> !request.path().contains("mark="))
        .toList();
  }

  /** How many requests since the mark have this method and a path that matches the expression. */
  public long count(Mark mark, String method, String pathRegex) {
    return since(mark).stream()
        .filter(r -> r.method().equals(method) && r.path().matches(pathRegex))
        .count();
  }

  /** Ends the process and removes its content. */
  @Override
  public void close() {
    pause();
    tokens.ifPresent(TokenServer::close);
    http.close();
    Folders.delete(folder);
  }

  private boolean answers(String path) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url() + path)).timeout(Duration.ofSeconds(2)).build();
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() < 500;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private String log() {
    try {
      return Files.readString(folder.resolve("registry.log"));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
