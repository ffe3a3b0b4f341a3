package io.procex.it.metrics;

import io.procex.it.support.Artifacts;
import io.procex.it.support.Conversation;
import io.procex.it.support.HostJvm;
import io.procex.it.support.Jdk;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Predicate;

/** A host with the agent and, beside it, the Prometheus JMX exporter with the rules of docs. */
final class ExportingHost implements AutoCloseable {
  private static final Path NAMES = Path.of("../docs/metrics/prometheus-jmx-exporter.yaml");
  private static final String DENY_FALSE =
      """
      version: 1
      default: {action: allow}
      rules:
        - {name: no-false, executable: /**/false, action: deny}
      """;

  private final int port = freePort();
  private final Conversation host;

  private ExportingHost(Jdk jdk, String... options) throws IOException {
    String exporter = Artifacts.otherAgent("jmx-exporter") + "=127.0.0.1:" + port + ":" + NAMES;
    String ours = Artifacts.agentJar() + "=" + String.join(",", options);
    host = new Conversation(HostJvm.stock(jdk).jvm("-javaagent:" + exporter, "-javaagent:" + ours));
  }

  /** Its launches go through the core; that of a program called false is denied. */
  static ExportingHost well(Jdk jdk, Path directory) throws IOException {
    Path rules = Files.writeString(directory.resolve("rules.yaml"), DENY_FALSE);
    return new ExportingHost(jdk, "jmx=true", "rules=" + rules);
  }

  /** The JDK makes its launches, without the setting that is asked for. */
  static ExportingHost unwell(Jdk jdk) throws IOException {
    return new ExportingHost(jdk, "jmx=true", "notice=off", "UMask=0077", "native=/no/such.so");
  }

  /** One that nobody listens at. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  int port() {
    return port;
  }

  void launch(String... commands) throws IOException {
    for (String command : commands) {
      host.ask(command);
    }
  }

  Map<String, Double> await(Predicate<Map<String, Double>> wanted) throws Exception {
    return MetricsPage.await(port, wanted);
  }

  @Override
  public void close() throws IOException {
    host.close();
  }
}
