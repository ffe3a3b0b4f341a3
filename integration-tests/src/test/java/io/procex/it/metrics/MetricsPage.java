package io.procex.it.metrics;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What an exporter in a JVM answers: a number for each series, such as {@code up{job="a"}}. */
final class MetricsPage {
  private static final long LONGEST = Duration.ofSeconds(60).toNanos();

  private MetricsPage() {}

  /** Asks again until the page is as wanted. Each answer takes the exporter some milliseconds. */
  static Map<String, Double> await(int port, Predicate<Map<String, Double>> wanted)
      throws Exception {
    long end = System.nanoTime() + LONGEST;
    Map<String, Double> page;
    do {
      page = ask(port);
      if (wanted.test(page)) {
        return page;
      }
    } while (System.nanoTime() < end);
    throw new AssertionError("not within a minute: " + page);
  }

  /** The agent's own series. */
  private static Map<String, Double> ask(int port) throws IOException {
    Map<String, Double> series = new TreeMap<>();
    URI page = URI.create("http://127.0.0.1:" + port + "/metrics");
    try (InputStream in = page.toURL().openStream()) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        int space = line.lastIndexOf(' ');
        if (line.startsWith("procex_")) {
          series.put(line.substring(0, space), Double.valueOf(line.substring(space)));
        }
      }
    }
    return series;
  }
}
