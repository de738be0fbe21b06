package io.slipway.harness;

import io.slipway.harness.tool.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The cable between one process and a server on this machine. While it is cut nothing passes and
 * nobody is told, as when a network is divided.
 */
public final class CutCable implements AutoCloseable {
  private static final Pattern SERVER = Pattern.compile("https://127\\.0\\.0\\.1:(\\d+)");
  private static final Duration FOR_EVER = Duration.ofHours(1);

  private final ServerSocket entry;
  private final int target;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean cut;

  private CutCable(ServerSocket entry, int target) {
    this.entry = entry;
    this.target = target;
  }

  /**
   * Lays a cable to the server of a kubeconfig.
   *
   * @param copy written: the same kubeconfig, through the cable
   */
  public static CutCable lay(Path kubeconfig, Path copy) {
    try {
      var text = Files.readString(kubeconfig);
      var server = SERVER.matcher(text);
      if (!server.find()) {
        throw new IllegalArgumentException("no server in " + kubeconfig);
      }
      var target = URI.create(server.group()).getPort();
      var entry = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      Files.createDirectories(copy.getParent());
      Files.writeString(copy, server.replaceAll("https://127.0.0.1:" + entry.getLocalPort()));
      var cable = new CutCable(entry, target);
      Thread.ofVirtual().start(cable::accept);
      return cable;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  public void cut() {
    cut = true;
  }

  /** Connections of the time before do not live on. */
  public void mend() {
    open.forEach(CutCable::close);
    cut = false;
  }

  private void accept() {
    while (!entry.isClosed()) {
      try {
        var near = entry.accept();
        var far = new Socket(InetAddress.getLoopbackAddress(), target);
        open.add(near);
        open.add(far);
        Thread.ofVirtual().start(() -> pass(near, far));
        Thread.ofVirtual().start(() -> pass(far, near));
      } catch (IOException closed) {
        // the next one, or the end
      }
    }
  }

  private void pass(Socket from, Socket to) {
    var buffer = new byte[16 << 10];
    try (from;
        to) {
      for (var n = read(from, buffer); n >= 0; n = read(from, buffer)) {
        Waiting.until(FOR_EVER, () -> !cut || from.isClosed());
        to.getOutputStream().write(buffer, 0, n);
      }
    } catch (IOException broken) {
      // either end has closed
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  private static int read(Socket from, byte[] buffer) throws IOException {
    try {
      return from.getInputStream().read(buffer);
    } catch (SocketException closed) {
      return -1;
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException alreadyClosed) {
      // nothing to do
    }
  }

  @Override
  public void close() {
    try {
      entry.close();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    mend();
  }
}
