package io.procex.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.procex.bench.host.Answer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.util.EnumMap;
import java.util.Map;

/** Reads lines of the form {@code metric number number}, as hosts and the floor print them. */
final class MetricLines {
  private MetricLines() {}

  /** All that a program of which nothing else is expected prints; it must end well. */
  static Map<Metric, Samples> readAll(ProcessBuilder builder)
      throws IOException, InterruptedException {
    Process process = builder.redirectError(Redirect.INHERIT).start();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      Map<Metric, Samples> batch = read(lines);
      int exitCode = process.waitFor();
      if (exitCode != 0) {
        throw new IOException(builder.command() + " ended with " + exitCode);
      }
      return batch;
    }
  }

  /** Up to the answer's end, or the end of all. */
  static Map<Metric, Samples> read(BufferedReader lines) throws IOException {
    Map<Metric, Samples> batch = new EnumMap<>(Metric.class);
    String line;
    while ((line = lines.readLine()) != null && !line.equals(Answer.END)) {
      int space = line.indexOf(' ');
      Metric metric = space < 0 ? null : Metric.named(line.substring(0, space));
      if (metric != null) {
        batch.put(metric, Samples.parse(line.substring(space + 1)));
      }
    }
    if (batch.isEmpty()) {
      throw new IOException("ended without an answer");
    }
    return batch;
  }
}
