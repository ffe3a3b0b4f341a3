package io.procex.demo;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One keep-alive connection to the server on this machine, for one request at a time. */
final class HttpConnection implements Closeable {
  private static final int TIMEOUT_MILLIS = 30_000;

  private final Socket socket;
  private final DataInputStream input;
  private boolean chunked;
  private int length;

  HttpConnection(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    input = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 2048));
  }

  String get(String path) throws IOException {
    send(path);
    readHead();
    return readBody();
  }

  void send(String path) throws IOException {
    String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
  }

  /** Returns once the first part of the answer has come. */
  void readHead() throws IOException {
    String status = readLine();
    chunked = false;
    length = 0;
    for (String line = readLine(); !line.isEmpty(); line = readLine()) {
      String header = line.toLowerCase(Locale.ROOT);
      chunked |= header.equals("transfer-encoding: chunked");
      if (header.startsWith("content-length: ")) {
        length = Integer.parseInt(header.substring("content-length: ".length()));
      }
    }
    if (!status.startsWith("HTTP/1.1 200")) {
      throw new IOException("the server answered: " + status + "\n" + readBody());
    }
  }

  String readBody() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    if (!chunked) {
      copy(length, body);
    } else {
      for (int size = readChunkSize(); size > 0; size = readChunkSize()) {
        copy(size, body);
        readLine();
      }
      readLine();
    }
    return new String(body.toByteArray(), StandardCharsets.UTF_8);
  }

  private int readChunkSize() throws IOException {
    return Integer.parseInt(readLine(), 16);
  }

  private void copy(int size, ByteArrayOutputStream target) throws IOException {
    byte[] bytes = new byte[size];
    input.readFully(bytes);
    target.write(bytes, 0, size);
  }

  private String readLine() throws IOException {
    StringBuilder line = new StringBuilder();
    for (byte b = input.readByte(); b != '\n'; b = input.readByte()) {
      if (b != '\r') {
        line.append((char) b);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
