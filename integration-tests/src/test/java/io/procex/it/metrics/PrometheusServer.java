package io.procex.it.metrics;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.procex.it.support.LeftProcesses;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Debian's Prometheus, with the alert rules of docs, that looks at some exporters often. */
final class PrometheusServer implements AutoCloseable {
  /** Where integration-tests/metrics/bring-up unpacks Debian's package. */
  private static final Path UNPACKED = Path.of("/var/cache/procex-agent/prometheus/usr/bin");

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();
  private final String address;
  private final Process process;

  private PrometheusServer(String address, Process process) {
    this.address = address;
    this.process = process;
  }

  /** Of the package prometheus; skips the test where it is neither installed nor unpacked. */
  static String command(String name) {
    Stream<Path> path = Stream.of(System.getenv("PATH").split(":", -1)).map(Path::of);
    return Stream.concat(path, Stream.of(UNPACKED))
        .map(directory -> directory.resolve(name))
        .filter(Files::isExecutable)
        .findFirst()
        .map(Path::toString)
        .orElseGet(() -> missing(name));
  }

  private static String missing(String name) {
    assumeTrue(false, name + " is missing: integration-tests/metrics/bring-up brings it");
    return name;
  }

  static PrometheusServer start(Path directory, Path alerts, List<Integer> ports) throws Exception {
    Path configuration = directory.resolve("prometheus.yml");
    String targets =
        String.join(",", ports.stream().map(port -> "'127.0.0.1:" + port + "'").toList());
    Files.writeString(
        configuration,
        "global: {scrape_interval: 250ms, evaluation_interval: 250ms}\n"
            + "rule_files: ['"
            + alerts.toAbsolutePath()
            + "']\n"
            + "scrape_configs: [{job_name: test, static_configs: [{targets: ["
            + targets
            + "]}]}]\n");
    String address = "127.0.0.1:" + ExportingHost.freePort();
    ProcessBuilder builder =
        new ProcessBuilder(
            command("prometheus"),
            "--config.file=" + configuration,
            "--storage.tsdb.path=" + directory.resolve("data"),
            "--web.listen-address=" + address);
    Path log = directory.resolve("log");
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    PrometheusServer server = new PrometheusServer(address, LeftProcesses.mark(builder).start());
    server.awaitReady(log);
    return server;
  }

  private void awaitReady(Path log) throws Exception {
    while (true) {
      try {
        if (get("/-/ready").statusCode() == 200) {
          return;
        }
      } catch (IOException notYet) {
        if (!process.isAlive()) {
          throw new AssertionError(Files.readString(log), notYet);
        }
      }
    }
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + address + path))
            .timeout(Duration.ofSeconds(60))
            .build();
    return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
  }

  /** What its interface answers; it is an error if the query is not understood. */
  JsonNode data(String path) throws Exception {
    HttpResponse<String> answer = get("/api/v1/" + path);
    if (answer.statusCode() != 200) {
      throw new AssertionError(path + ": " + answer.body());
    }
    return JSON.readTree(answer.body()).path("data");
  }

  JsonNode query(String expression) throws Exception {
    String encoded = URLEncoder.encode(expression, StandardCharsets.UTF_8);
    return data("query?query=" + encoded).path("result");
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
