package io.procex.hosts.agents;

import io.procex.hosts.Launch;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URL;
import java.nio.charset.StandardCharsets;

/**
 * Makes an HTTP request to itself and prints whether it carried a {@code traceparent}, which a
 * tracing agent adds; then does as {@link Launch}.
 */
public final class TracedRequest extends Thread {
  private final ServerSocket server;
  private boolean traced;

  private TracedRequest(ServerSocket server) {
    this.server = server;
  }

  public static void main(String[] command) throws IOException, InterruptedException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      TracedRequest answer = new TracedRequest(server);
      answer.start();
      URL url =
          new URL("http", server.getInetAddress().getHostAddress(), server.getLocalPort(), "/");
      System.out.println("status " + ((HttpURLConnection) url.openConnection()).getResponseCode());
      answer.join();
      System.out.println("traced " + answer.traced);
    }
    Launch.main(command);
  }

  @Override
  public void run() {
    try (Socket client = server.accept()) {
      BufferedReader request =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
      String line;
      while ((line = request.readLine()) != null && !line.isEmpty()) {
        traced |= line.startsWith("traceparent: ");
      }
      client
          .getOutputStream()
          .write("HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      System.out.println("server " + e);
    }
  }
}
