package io.procex.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.procex.bench.host.Answer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** Reads lines of the form {@code metric number number}, as hosts and the floor print them. */
final class MetricLines {
  private MetricLines() {}

  /** All that a program of which nothing else is expected prints; it must end well. */
  static Map<Metric, Samples> readAll(ProcessBuilder builder)
      throws IOException, InterruptedException {
    return metrics(readAllLines(builder));
  }

  /** With those that are no metric, by name. */
  static Map<String, String> readAllLines(ProcessBuilder builder)
      throws IOException, InterruptedException {
    Process process = builder.redirectError(Redirect.INHERIT).start();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      Map<String, String> all = readLines(lines);
      int exitCode = process.waitFor();
      if (exitCode != 0) {
        throw new IOException(builder.command() + " ended with " + exitCode);
      }
      return all;
    }
  }

  /** Up to the answer's end, or the end of all. */
  static Map<Metric, Samples> read(BufferedReader lines) throws IOException {
    return metrics(readLines(lines));
  }

  private static Map<String, String> readLines(BufferedReader lines) throws IOException {
    Map<String, String> all = new HashMap<>();
    String line;
    while ((line = lines.readLine()) != null && !line.equals(Answer.END)) {
      int space = line.indexOf(' ');
      if (space > 0) {
        all.put(line.substring(0, space), line.substring(space + 1));
      }
    }
    return all;
  }

  static Map<Metric, Samples> metrics(Map<String, String> lines) throws IOException {
    Map<Metric, Samples> batch = new EnumMap<>(Metric.class);
    lines.forEach(
        (name, numbers) -> {
          Metric metric = Metric.named(name);
          if (metric != null) {
            batch.put(metric, Samples.parse(numbers));
          }
        });
    if (batch.isEmpty()) {
      throw new IOException("ended without an answer");
    }
    return batch;
  }
}
