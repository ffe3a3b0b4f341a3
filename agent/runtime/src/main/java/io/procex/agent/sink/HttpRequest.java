package io.procex.agent.sink;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One POST on a connection of its own. Not by the JDK's HttpURLConnection: its cookies,
 * authenticators, proxies and handlers of addresses are the application's, which would see the
 * agent's requests, and answer them.
 */
final class HttpRequest {
  private static final int LONGEST_LINE = 8192;
  private static final int MOST_HEADERS = 200;
  private static final int LONGEST_BODY = 64 << 10;

  private final Endpoint endpoint;
  private final SSLSocketFactory secure; // null for http
  private final int timeoutMillis;
  private long end;
  private Socket socket;

  HttpRequest(Endpoint endpoint, SSLSocketFactory secure, int timeoutMillis) {
    this.endpoint = endpoint;
    this.secure = secure;
    this.timeoutMillis = timeoutMillis;
  }

  /**
   * Sends.
   *
   * @param headers lines that end with CR LF each
   * @throws IOException if there is no whole answer in time
   */
  HttpResponse post(String headers, byte[] body) throws IOException {
    end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    try (Socket plain = new Socket()) {
      plain.connect(new InetSocketAddress(endpoint.host, endpoint.port), timeoutMillis);
      socket = plain;
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(left());
      if (secure != null) {
        socket = secured(plain);
      }
      String head =
          "POST "
              + endpoint.path
              + " HTTP/1.1\r\nHost: "
              + endpoint.authority()
              + "\r\nContent-Length: "
              + body.length
              + "\r\nConnection: close\r\n"
              + headers
              + "\r\n";
      OutputStream out = socket.getOutputStream();
      out.write(head.getBytes(StandardCharsets.ISO_8859_1));
      out.write(body);
      out.flush();
      return read(new BufferedInputStream(socket.getInputStream()));
    }
  }

  private Socket secured(Socket plain) throws IOException {
    SSLSocket made = (SSLSocket) secure.createSocket(plain, endpoint.host, endpoint.port, true);
    SSLParameters parameters = made.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS"); // the name in the certificate
    made.setSSLParameters(parameters);
    made.startHandshake();
    return made;
  }

  /** Milliseconds; a server that sends a byte now and then gets no more time for that. */
  private int left() throws IOException {
    long millis = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
    if (millis <= 0) {
      throw new SocketTimeoutException("no answer within " + timeoutMillis + " ms");
    }
    return (int) millis;
  }

  private HttpResponse read(InputStream in) throws IOException {
    String status = line(in);
    while (status.startsWith("HTTP/1.1 100")) { // continue
      skipHeaders(in);
      status = line(in);
    }
    String[] words = status.split(" ", 3);
    if (words.length < 2 || !words[0].startsWith("HTTP/1.") || !words[1].matches("[0-9]{3}")) {
      throw new IOException("the answer is not HTTP/1.1");
    }
    HttpResponse response = new HttpResponse(Integer.parseInt(words[1]));
    for (int i = 0; i < MOST_HEADERS; i++) {
      String header = line(in);
      if (header.isEmpty()) {
        response.body = body(in, response);
        return response;
      }
      response.header(header);
    }
    throw new IOException("the answer has too many headers");
  }

  private void skipHeaders(InputStream in) throws IOException {
    String header = line(in);
    for (int i = 0; !header.isEmpty() && i < MOST_HEADERS; i++) {
      header = line(in);
    }
  }

  private String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = next(in); c != '\n'; c = next(in)) {
      if (c < 0) {
        throw new EOFException("the answer is cut off");
      }
      if (line.length() == LONGEST_LINE) {
        throw new IOException("the answer has a line that is too long");
      }
      line.append((char) c);
    }
    int length = line.length();
    return length > 0 && line.charAt(length - 1) == '\r'
        ? line.substring(0, length - 1)
        : line.toString();
  }

  private int next(InputStream in) throws IOException {
    socket.setSoTimeout(left());
    return in.read();
  }

  /** As far as it is of interest: a collector's answer is short. */
  private String body(InputStream in, HttpResponse response) throws IOException {
    StringBuilder text = new StringBuilder();
    if (response.isChunked()) {
      long size = chunk(in);
      while (size > 0) {
        append(in, size, text);
        line(in);
        size = chunk(in);
      }
    } else if (response.length() > 0) {
      append(in, response.length(), text);
    }
    return text.toString();
  }

  private long chunk(InputStream in) throws IOException {
    String size = line(in).split(";", 2)[0].trim();
    if (!size.matches("[0-9a-fA-F]{1,8}")) {
      throw new IOException("the answer has a chunk without a size");
    }
    return Long.parseLong(size, 16);
  }

  private void append(InputStream in, long size, StringBuilder text) throws IOException {
    for (long i = 0; i < size; i++) {
      int c = next(in);
      if (c < 0) {
        throw new EOFException("the answer is cut off");
      }
      if (text.length() < LONGEST_BODY) {
        text.append((char) c);
      }
    }
  }
}
