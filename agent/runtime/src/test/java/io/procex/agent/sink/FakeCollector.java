package io.procex.agent.sink;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLServerSocket;

/** A server that keeps what it is sent, and answers as it is told. */
final class FakeCollector implements AutoCloseable {
  static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";

  final Queue<String> heads = new ConcurrentLinkedQueue<>();
  final Queue<String> bodies = new ConcurrentLinkedQueue<>();
  private final Deque<String> answers = new ArrayDeque<>();
  private final ServerSocket server;

  FakeCollector(String... given) throws IOException {
    this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), given);
  }

  FakeCollector(ServerSocket server, String... given) {
    this.server = server;
    for (String answer : given) {
      answers.add(answer);
    }
    Thread thread = new Thread(this::serve);
    thread.setDaemon(true);
    thread.start();
  }

  String address() {
    String scheme = server instanceof SSLServerSocket ? "https" : "http";
    return scheme + "://127.0.0.1:" + server.getLocalPort();
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        answer(socket);
      } catch (IOException gone) {
        // The next one.
      }
    }
  }

  private void answer(Socket socket) throws IOException {
    DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.readUnsignedByte());
    }
    heads.add(head.toString());
    String length = head.toString().replaceAll("(?s).*Content-Length: (\\d+)\r\n.*", "$1");
    byte[] body = new byte[Integer.parseInt(length)];
    in.readFully(body);
    bodies.add(head.indexOf("gzip") < 0 ? text(new ByteArrayInputStream(body)) : unzipped(body));
    String answer = answers.size() > 1 ? answers.remove() : answers.peek();
    if (answer != null) { // else nothing, for ever
      socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
    } else {
      in.read(); // until the other side has had enough
    }
  }

  private static String unzipped(byte[] body) throws IOException {
    return text(new GZIPInputStream(new ByteArrayInputStream(body)));
  }

  private static String text(InputStream in) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int c = in.read(); c >= 0; c = in.read()) {
      out.write(c);
    }
    return out.toString("UTF-8");
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
