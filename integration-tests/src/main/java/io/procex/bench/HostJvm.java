package io.procex.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;

/** The driver's side of a {@link StartHost}: {@code ProcessBuilder.start()} in a JVM of its own. */
final class HostJvm implements Contender, Closeable {
  private final Load load;
  private final PrintStream requests;
  private final BufferedReader answers;

  private HostJvm(Load load, Process process) throws IOException {
    this.load = load;
    this.requests = new PrintStream(process.getOutputStream(), true, UTF_8.name());
    this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
  }

  /** Returns when the host has warmed up. The host ends when the driver does, however that ends. */
  static HostJvm start(JavaHome java, List<String> options, Load load) throws IOException {
    System.err.printf("starting JDK %s, %d fds, %s%n", java.version(), load.descriptors, options);
    ProcessBuilder builder =
        java.jvm(options, StartHost.class, Integer.toString(load.descriptors))
            .redirectError(Redirect.INHERIT);
    HostJvm host = new HostJvm(load, builder.start());
    String answer = host.readAnswer();
    if (!answer.equals(StartHost.READY)) {
      throw new IOException("the host is not ready but says: " + answer);
    }
    return host;
  }

  @Override
  public Samples measure() throws IOException {
    requests.println(StartHost.MEASURE + load.launches);
    return Samples.parse(readAnswer());
  }

  /** Ends the host, and waits until it has closed its stdout. */
  @Override
  public void close() throws IOException {
    requests.close();
    String rest = answers.readLine();
    answers.close();
    if (rest != null) {
      throw new IOException("a host says unasked: " + rest);
    }
  }

  private String readAnswer() throws IOException {
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException("a host has ended early; what it said on stderr is above");
    }
    return answer;
  }
}
