package io.slipway.harness;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.slipway.harness.tool.Command;
import io.slipway.harness.tool.LoopbackPort;
import io.slipway.harness.tool.SetupFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;

/** The store behind an {@link ApiServer}, spoken to through its JSON gateway. */
record Etcd(OwnedProcess process, int port) implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  static Etcd start(Path binary, Path folder) {
    int port = LoopbackPort.free();
    String url = "http://127.0.0.1:" + port;
    String peer = "http://127.0.0.1:" + LoopbackPort.free();
    Command command =
        Command.of(binary, "--data-dir", folder.resolve("etcd").toString())
            .with("--listen-client-urls", url, "--advertise-client-urls", url)
            .with("--listen-peer-urls", peer, "--initial-advertise-peer-urls", peer)
            .with("--initial-cluster", "default=" + peer, "--unsafe-no-fsync");
    return new Etcd(OwnedProcess.start("etcd", command, folder.resolve("etcd.log")), port);
  }

  void compact() {
    try {
      String found = post("range", "{\"key\": \"AA==\"}");
      String revision = JSON.readTree(found).at("/header/revision").asText();
      post("compaction", "{\"revision\": \"%s\", \"physical\": true}".formatted(revision));
    } catch (IOException broken) {
      throw new SetupFailure("etcd was not compacted", broken);
    }
  }

  private String post(String what, String body) throws IOException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v3/kv/" + what))
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      var answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IOException(what + " answered " + answer.statusCode() + ": " + answer.body());
      }
      return answer.body();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException(stopped);
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
