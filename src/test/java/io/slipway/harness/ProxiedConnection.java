package io.slipway.harness;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * One connection through an {@link ApiProxy}. A watch is a WebSocket, each message one event; its
 * frames are taken apart, so that an event is held or repeated as a whole.
 */
final class ProxiedConnection {
  private static final int OPCODE = 0x0f;
  private static final int LENGTH = 0x7f;
  private static final int LENGTH_IN_2_BYTES = 126;
  private static final int LENGTH_IN_8_BYTES = 127;
  private static final int CLOSE = 8;

  private final Socket client;
  private final Socket server;
  private final ProxyWeather weather;
  private final LinkedBlockingQueue<Arrived> frames = new LinkedBlockingQueue<>();
  private volatile boolean watch;

  private record Arrived(byte[] bytes, long nanos) {}

  ProxiedConnection(Socket client, Socket server, ProxyWeather weather) {
    this.client = client;
    this.server = server;
    this.weather = weather;
  }

  boolean isWatch() {
    return watch;
  }

  void run() throws IOException {
    byte[] head = head(client.getInputStream());
    String request = new String(head, StandardCharsets.ISO_8859_1);
    watch = request.lines().findFirst().orElse("").contains("watch=true");
    if (watch && weather.refusesWatches()) {
      return;
    }
    server.getOutputStream().write(head);
    Thread.ofVirtual().start(() -> quietly(() -> copy(client, server)));
    if (watch) {
      Thread.ofVirtual().start(() -> quietly(this::passOn));
      watched();
    } else {
      copy(server, client);
    }
  }

  void close() {
    for (var socket : new Socket[] {client, server}) {
      try {
        socket.close();
      } catch (IOException alreadyClosed) {
        // what matters is that it is closed
      }
    }
  }

  private interface Work {
    void run() throws IOException, InterruptedException;
  }

  private void quietly(Work work) {
    try {
      work.run();
    } catch (IOException gone) {
      close();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private static void copy(Socket from, Socket to) throws IOException {
    from.getInputStream().transferTo(to.getOutputStream());
    to.shutdownOutput();
  }

  private void watched() throws IOException {
    var in = new DataInputStream(server.getInputStream());
    byte[] head = head(in);
    client.getOutputStream().write(head);
    if (!new String(head, StandardCharsets.ISO_8859_1).startsWith("HTTP/1.1 101")) {
      copy(server, client);
      return;
    }
    boolean ended = false;
    while (!ended) {
      byte[] frame = frame(in);
      frames.add(new Arrived(frame, System.nanoTime()));
      ended = (frame[0] & OPCODE) == CLOSE;
    }
    copy(server, client);
  }

  private void passOn() throws IOException, InterruptedException {
    OutputStream out = client.getOutputStream();
    while (!client.isClosed()) {
      Arrived next = frames.take();
      weather.awaitPassage(next.nanos());
      out.write(next.bytes());
      if (weather.repeats() && (next.bytes()[0] & OPCODE) < CLOSE) {
        out.write(next.bytes());
      }
    }
  }

  /** A frame from a server is not masked (RFC 6455 5.2). */
  private static byte[] frame(DataInputStream in) throws IOException {
    var frame = new ByteArrayOutputStream();
    frame.write(in.readByte());
    byte second = in.readByte();
    frame.write(second);
    int more =
        switch (second & LENGTH) {
          case LENGTH_IN_2_BYTES -> 2;
          case LENGTH_IN_8_BYTES -> 8;
          default -> 0;
        };
    long length = more == 0 ? second & LENGTH : 0;
    for (int i = 0; i < more; i++) {
      int digit = in.readUnsignedByte();
      frame.write(digit);
      length = length << 8 | digit;
    }
    frame.write(in.readNBytes(Math.toIntExact(length)));
    return frame.toByteArray();
  }

  /** All bytes up to the empty line. */
  private static byte[] head(InputStream in) throws IOException {
    var head = new ByteArrayOutputStream();
    int ends = 0;
    while (ends < 4) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException();
      }
      head.write(next);
      ends = next == (ends % 2 == 0 ? '\r' : '\n') ? ends + 1 : 0;
    }
    return head.toByteArray();
  }
}
