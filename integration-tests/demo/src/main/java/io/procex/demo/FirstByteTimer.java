package io.procex.demo;

import java.io.IOException;

/**
 * Times CGI requests, one after the other, from the request to the first byte of the answer.
 *
 * <p>Not to the last byte: if the process has not been reaped when its output ends, CGIServlet
 * sleeps 500 ms before it looks again and ends the answer. That would drown the launch and keep the
 * connection busy, so each request takes the next of the idle ones.
 */
final class FirstByteTimer {
  private final IdleConnections connections;

  FirstByteTimer(IdleConnections connections) {
    this.connections = connections;
  }

  Latencies measure(int requests) throws IOException {
    long[] nanos = new long[requests];
    int round = connections.size();
    for (int from = 0; from < requests; from += round) {
      measureRange(nanos, from, Math.min(from + round, requests));
    }
    return new Latencies(nanos);
  }

  private void measureRange(long[] nanos, int from, int to) throws IOException {
    for (int i = from; i < to; i++) {
      nanos[i] = nanosToFirstByte(connections.get(i));
    }
    for (int i = from; i < to; i++) {
      String body = connections.get(i).readBody().trim();
      if (!body.equals("ok")) {
        throw new IOException("the CGI script did not answer ok, but: " + body);
      }
    }
  }

  private static long nanosToFirstByte(HttpConnection connection) throws IOException {
    long start = System.nanoTime();
    connection.send("/cgi/first-byte.sh");
    connection.readHead();
    return System.nanoTime() - start;
  }
}
