package io.procex.hosts;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * A web application that launches what requests ask for, and answers with the exit code. {@code
 * /size} counts the letters of a file by a shell, which also gets what else is in the name: the
 * hole. {@code /launch} takes a command, a word in each line: what an attacker does through the
 * hole later on, or a build server in its jobs. Prints its port; ends with its stdin.
 */
public final class ServeCommands {
  private ServeCommands() {}

  public static void main(String[] arguments) throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    HttpServer server = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
    server.createContext("/size", request -> answer(request, "sh", "-c", "wc -c " + body(request)));
    server.createContext("/launch", request -> answer(request, body(request).split("\n", -1)));
    server.start();
    System.out.println("port " + server.getAddress().getPort());
    while (System.in.read() >= 0) {
      // Nothing is to be said by it.
    }
    server.stop(0);
    Status.print();
  }

  private static void answer(HttpExchange request, String... command) throws IOException {
    byte[] answer = launched(command).getBytes(StandardCharsets.UTF_8);
    request.sendResponseHeaders(200, answer.length);
    request.getResponseBody().write(answer);
    request.close();
  }

  private static String launched(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      read(process.getInputStream());
      return "exit " + process.waitFor();
    } catch (IOException | InterruptedException e) {
      return e.toString();
    }
  }

  private static String body(HttpExchange request) throws IOException {
    return read(request.getRequestBody());
  }

  private static String read(InputStream in) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[4096];
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      out.write(buffer, 0, count);
    }
    return new String(out.toByteArray(), StandardCharsets.UTF_8);
  }
}
