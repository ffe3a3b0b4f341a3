package io.procex.bench;

import io.procex.bench.host.LaunchHost;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One JVM for several contenders: the agent is given each one's options by attach. Two JVMs with
 * the same options differ by more than some options cost.
 */
final class SharedHost {
  private final Path agentJar;
  private final JavaHome java;
  private final Load load;
  private final HostJvm host;
  private int users;

  SharedHost(Path agentJar, JavaHome java, Load load) {
    this.agentJar = agentJar;
    this.java = java;
    this.load = load;
    host = new HostJvm(java, Way.agent(agentJar), load, LaunchHost.class);
  }

  Contender with(String name, String options) {
    return new User(name, options);
  }

  private synchronized void open() throws IOException {
    if (users == 0) {
      host.open();
    }
    users++;
  }

  private synchronized void close() throws IOException {
    if (users > 0 && --users == 0) {
      host.close();
    }
  }

  private void attach(String options) throws IOException, InterruptedException {
    Process process =
        JavaHome.builder(
                Arrays.asList(
                    java.executable().toString(),
                    "-jar",
                    agentJar.toString(),
                    "attach",
                    host.pid(),
                    options))
            .redirectErrorStream(true)
            .start();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String said = lines.lines().collect(Collectors.joining("; "));
      if (process.waitFor() != 0) {
        throw new IOException("attach " + options + ": " + said);
      }
    }
  }

  /** The host with options of its own. */
  private final class User implements Contender {
    private final String name;
    private final String options;

    User(String name, String options) {
      this.name = name;
      this.options = options;
    }

    @Override
    public Subject subject() {
      return new Subject(java.version(), load.label, name);
    }

    @Override
    public void open() throws IOException {
      SharedHost.this.open();
    }

    /** The first batch meets a sink that has just begun, and is not measured. */
    @Override
    public Map<Metric, Samples> measure() throws IOException, InterruptedException {
      attach(options);
      host.measure();
      return host.measure();
    }

    @Override
    public void close() throws IOException {
      SharedHost.this.close();
    }
  }
}
