package io.procex.it.detections;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.procex.hosts.ServeCommands;
import io.procex.it.support.HostJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A running {@link ServeCommands}. Its PATH begins with programs that do nothing, so that no
 * request reaches anything outside; a port that is listened to closes each connection.
 */
final class WebApplication implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path SCRIPTS = Path.of("src/test/resources/detections");

  private final HttpClient client = HttpClient.newHttpClient();
  private final ServerSocket closing;
  private final Process process;
  private final String address;

  WebApplication(HostJvm host, Path directory, String... arguments) throws IOException {
    closing = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::closeConnections);
    thread.setDaemon(true);
    thread.start();
    Path programs = standIns(directory);
    process =
        host.in(directory)
            .env("PATH", programs + ":" + System.getenv("PATH"))
            .env("HISTFILE", "/dev/null")
            .jvm("-Dsun.net.httpserver.nodelay=true") // else an answer takes 40 ms
            .start(ServeCommands.class, arguments);
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    String port = out.readLine();
    if (port == null) {
      throw new IOException(
          new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
    }
    address = "http://127.0.0.1:" + port.substring("port ".length());
  }

  private void closeConnections() {
    while (!closing.isClosed()) {
      try {
        closing.accept().close();
      } catch (IOException closed) {
        // then this ends
      }
    }
  }

  private static Path standIns(Path directory) throws IOException {
    Path programs = Files.createDirectories(directory.resolve("bin"));
    String names = Files.readString(SCRIPTS.resolve("stand-ins.txt")).strip();
    for (String name : names.split("\\s+", -1)) {
      program(programs.resolve(name));
    }
    program(directory.resolve("mvnw"));
    program(directory.resolve("gradlew"));
    return programs;
  }

  private static void program(Path file) throws IOException {
    Files.writeString(file, "#!/bin/sh\nexit 0\n");
    file.toFile().setExecutable(true);
  }

  /** Asks for each line of a script, in JSON: text is the name of a file, a list is a command. */
  void play(String script, int round) throws Exception {
    String port = Integer.toString(closing.getLocalPort());
    for (String line : Files.readAllLines(SCRIPTS.resolve(script))) {
      JsonNode asked = JSON.readTree(line.replace("PORT", port).replace("BUILD", "" + round));
      if (asked.isTextual()) {
        ask("/size", asked.asText());
      } else {
        List<String> words = new ArrayList<>();
        asked.forEach(word -> words.add(word.asText()));
        ask("/launch", String.join("\n", words));
      }
    }
  }

  private void ask(String page, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + page))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<Void> answer = client.send(request, HttpResponse.BodyHandlers.discarding());
    assertEquals(200, answer.statusCode());
  }

  /** Ends the application, whose log is complete then. */
  @Override
  public void close() throws IOException {
    process.outputWriter().close();
    process.onExit().join();
    closing.close();
  }
}
