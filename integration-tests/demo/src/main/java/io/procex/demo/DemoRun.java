package io.procex.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** One start of the server, with all that is asked of it. */
final class DemoRun {
  private static final int WARM_UP_REQUESTS = 30;

  private final String title;
  private final List<String> jvmOptions;
  private final String launchQuestion;

  DemoRun(String title, List<String> jvmOptions, String launchQuestion) {
    this.title = title;
    this.jvmOptions = jvmOptions;
    this.launchQuestion = launchQuestion;
  }

  Findings execute(int connections, int requests) throws IOException, InterruptedException {
    try (WorkDirectory work = WorkDirectory.create();
        ServerProcess server = new ServerProcess(command(work, connections))) {
      try {
        return examine(server, connections, requests);
      } catch (IOException e) {
        throw new IOException(title + ": " + e + transcript(server, work), e);
      }
    }
  }

  private Findings examine(ServerProcess server, int connections, int requests)
      throws IOException, InterruptedException {
    int port = Integer.parseInt(server.await("port"));
    say("server up on port " + port);
    try (IdleConnections idle = new IdleConnections(port, connections);
        HttpConnection client = new HttpConnection(port)) {
      say(connections + " idle connections open");
      String descriptors = server.ask("descriptors");
      FirstByteTimer timer = new FirstByteTimer(idle);
      timer.measure(WARM_UP_REQUESTS);
      Latencies firstByte = timer.measure(requests);
      say(requests + " CGI requests measured");
      CgiReport cgi = new CgiReport(client.get("/cgi/files.sh") + client.get("/cgi/signals.sh"));
      return new Findings(descriptors, cgi, firstByte, server.ask(launchQuestion));
    }
  }

  private List<String> command(WorkDirectory work, int connections) {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + "/bin/java");
    command.addAll(jvmOptions);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(CgiServer.class.getName());
    command.add(work.root().toString());
    command.add(Integer.toString(connections));
    return command;
  }

  private static String transcript(ServerProcess server, WorkDirectory work) throws IOException {
    String log = "";
    if (Files.exists(work.serverLog())) {
      log = new String(Files.readAllBytes(work.serverLog()), StandardCharsets.UTF_8);
    }
    return "\n--- server output:\n" + server.output() + "\n--- server log:\n" + log + "---";
  }

  private void say(String progress) {
    System.err.println(title + ": " + progress);
  }
}
