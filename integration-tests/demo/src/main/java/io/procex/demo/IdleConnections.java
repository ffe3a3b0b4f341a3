package io.procex.demo;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Clients that have each fetched one small page and stay connected. */
final class IdleConnections implements Closeable {
  private final List<HttpConnection> connections = new ArrayList<>();

  IdleConnections(int port, int count) throws IOException {
    try {
      for (int i = 0; i < count; i++) {
        HttpConnection connection = new HttpConnection(port);
        connections.add(connection);
        connection.get("/small.txt");
      }
    } catch (IOException e) {
      close();
      throw new IOException("connection " + connections.size() + " of " + count + ": " + e, e);
    }
  }

  /** Any number will do: past the last connection it starts over with the first. */
  HttpConnection get(int number) {
    return connections.get(number % connections.size());
  }

  int size() {
    return connections.size();
  }

  @Override
  public void close() throws IOException {
    for (HttpConnection connection : connections) {
      connection.close();
    }
  }
}
