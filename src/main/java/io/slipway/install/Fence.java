package io.slipway.install;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * The way of Helm's calls to the API server, passable only while this process leads. A native call
 * cannot be stopped and may outlast the Lease, for instance when the process was frozen in its
 * middle. What it asks for afterwards does not arrive, so that a successor is alone at work.
 */
final class Fence implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Fence.class);
  private static final int CONNECT_MILLIS = 10_000;
  private static final int BACKLOG = 50;
  private static final int CHUNK = 32 << 10;

  private final ServerSocket entry;
  private final InetSocketAddress server;
  private final BooleanSupplier mayAct;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private Fence(ServerSocket entry, InetSocketAddress server, BooleanSupplier mayAct) {
    this.entry = entry;
    this.server = server;
    this.mayAct = mayAct;
  }

  /** On a port of this machine alone. */
  static Fence before(InetSocketAddress server, BooleanSupplier mayAct) throws IOException {
    var entry = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    var fence = new Fence(entry, server, mayAct);
    Thread.ofVirtual().name("fence").start(fence::accept);
    return fence;
  }

  /** Where it is entered. */
  InetSocketAddress entry() {
    return (InetSocketAddress) entry.getLocalSocketAddress();
  }

  /** Host and port, as they stand in an address. */
  String name() {
    return name(entry());
  }

  static String name(InetSocketAddress address) {
    var host =
        address.isUnresolved() ? address.getHostString() : address.getAddress().getHostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
  }

  private void accept() {
    while (!entry.isClosed()) {
      try {
        var near = entry.accept();
        Thread.ofVirtual().name("fence").start(() -> connect(near));
      } catch (IOException closed) {
        // the end, or a caller that gave up
      }
    }
  }

  private void connect(Socket near) {
    open.add(near);
    try (near;
        var far = reach()) {
      open.add(far);
      if (entry.isClosed()) {
        return; // it was let in while the entry was being closed
      }
      near.setTcpNoDelay(true);
      far.setTcpNoDelay(true);
      var answers = Thread.ofVirtual().name("fence").start(() -> pass(far, near, () -> true));
      pass(near, far, mayAct);
      answers.join();
    } catch (IOException unreachable) {
      // Helm sees the end of its connection and says so
      LOG.debugf("Fence: %s", unreachable.getMessage());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      open.removeIf(Socket::isClosed);
    }
  }

  /** A name may stand for several addresses, of which not all need answer. */
  private Socket reach() throws IOException {
    var refused = new IOException("no address of " + name(server));
    for (var address : InetAddress.getAllByName(server.getHostString())) {
      var far = new Socket();
      try {
        far.connect(new InetSocketAddress(address, server.getPort()), CONNECT_MILLIS);
        return far;
      } catch (IOException tryNext) {
        far.close();
        refused = tryNext;
      }
    }
    throw refused;
  }

  /** Closes both at the end, at a fault, and when something comes that may not pass. */
  private static void pass(Socket from, Socket to, BooleanSupplier mayPass) {
    var chunk = new byte[CHUNK];
    try (from;
        to) {
      var in = from.getInputStream();
      var out = to.getOutputStream();
      for (var n = in.read(chunk); n >= 0 && mayPass.getAsBoolean(); n = in.read(chunk)) {
        out.write(chunk, 0, n);
      }
    } catch (IOException broken) {
      // the other side learns of it by the end of its connection
    }
  }

  @Override
  public void close() {
    close(entry);
    open.forEach(Fence::close);
  }

  private static void close(Closeable socket) {
    try {
      socket.close();
    } catch (IOException broken) {
      LOG.debugf("Fence: %s", broken.getMessage());
    }
  }
}
