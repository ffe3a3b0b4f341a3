package io.procex.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.procex.bench.host.Requests;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The driver's side of a host: launches in a JVM of its own, which lives through all rounds. */
final class HostJvm implements Contender {
  private final JavaHome java;
  private final Way way;
  private final Load load;
  private final Class<?> main;
  private Path errors;
  private PrintStream requests;
  private BufferedReader answers;
  private String pid;

  HostJvm(JavaHome java, Way way, Load load, Class<?> main) {
    this.java = java;
    this.way = way;
    this.load = load;
    this.main = main;
  }

  @Override
  public Subject subject() {
    return new Subject(java.version(), load.label, way.name);
  }

  /** Returns when the host has warmed up. The host ends when the driver does, however that ends. */
  @Override
  public void open() throws IOException {
    errors = Files.createTempFile("procex-bench", ".err");
    Process process = builder().redirectError(errors.toFile()).start();
    requests = new PrintStream(process.getOutputStream(), true, UTF_8.name());
    answers = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    String answer = answers.readLine();
    if (answer == null || !answer.startsWith(Requests.READY)) {
      throw new IOException("the host does not get ready: " + lastWords());
    }
    pid = answer.substring(Requests.READY.length());
  }

  /** Of the host, when it is open. */
  String pid() {
    return pid;
  }

  private ProcessBuilder builder() throws IOException {
    List<String> options = new ArrayList<>(way.jvmOptions);
    options.addAll(load.jvmOptions());
    List<String> words = load.with("by", way.library).words();
    return java.jvm(options, way.libraries(), main, words.toArray(new String[0]));
  }

  @Override
  public Map<Metric, Samples> measure() throws IOException {
    requests.println(Requests.MEASURE + way.share(load.launches));
    try {
      return MetricLines.read(answers);
    } catch (IOException e) {
      throw new IOException(e.getMessage() + ": " + lastWords(), e);
    }
  }

  /** Ends the host, and waits until it has closed its stdout. */
  @Override
  public void close() throws IOException {
    if (answers != null) {
      requests.close();
      while (answers.readLine() != null) {
        // what it says unasked concerns nobody
      }
      answers.close();
      answers = null;
      Files.delete(errors);
    }
  }

  private String lastWords() throws IOException {
    for (String line : Files.readAllLines(errors, UTF_8)) {
      if (!line.trim().isEmpty()) {
        return line.trim();
      }
    }
    return "without a word";
  }
}
