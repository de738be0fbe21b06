package io.slipway.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FenceTest {
  private final AtomicBoolean leads = new AtomicBoolean(true);
  private final AtomicInteger requests = new AtomicInteger();
  private final HttpServer server = server();
  private final Fence fence = fence();
  private final HttpClient client = HttpClient.newHttpClient();

  private HttpServer server() {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      var started = HttpServer.create(address, 0);
      started.createContext(
          "/",
          exchange -> {
            requests.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
          });
      started.start();
      return started;
    } catch (IOException broken) {
      throw new AssertionError(broken);
    }
  }

  private Fence fence() {
    try {
      return Fence.before(server.getAddress(), leads::get);
    } catch (IOException broken) {
      throw new AssertionError(broken);
    }
  }

  @AfterEach
  void close() {
    client.close();
    fence.close();
    server.stop(0);
  }

  @Test
  void requests_of_a_leader_pass() throws Exception {
    assertThat(get()).isEqualTo(200);
    assertThat(get()).isEqualTo(200);
    assertThat(requests).hasValue(2);
  }

  /** On the connection that is open already, and on a new one. */
  @Test
  void nothing_arrives_from_a_process_that_lost_the_lead() throws Exception {
    get();

    leads.set(false);

    assertThatThrownBy(this::get).isInstanceOf(IOException.class);
    assertThatThrownBy(this::get).isInstanceOf(IOException.class);
    assertThat(requests).hasValue(1);
  }

  @Test
  void a_call_that_has_ended_leaves_no_way() throws Exception {
    get();

    fence.close();

    assertThatThrownBy(this::get).isInstanceOf(IOException.class);
    assertThat(requests).hasValue(1);
  }

  private int get() throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("http://" + fence.name() + "/"))
            .timeout(Duration.ofSeconds(20))
            .build();
    return client.send(request, BodyHandlers.discarding()).statusCode();
  }
}
